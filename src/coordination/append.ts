import type { AgentId, AnonymousId, AnswerLabel, ToolCallId } from './ids.ts';
import type { EnforcementReason, Stage, WorkflowToolName } from './vocabulary.ts';

/** One answer as a reader is shown it. `author` is for the program; only `anonymousId` and `label` may reach a prompt. */
export interface ShownAnswer {
  readonly author: AgentId;
  readonly anonymousId: AnonymousId;
  readonly label: AnswerLabel;
  readonly content: string;
  readonly own: boolean;
}

/** What a model is told besides its tool results. The words are made in `prompts`; here stand only the facts. */
export type Note =
  | {
      readonly kind: 'enforcement';
      readonly reason: EnforcementReason;
      readonly attempt: number;
      readonly maxAttempts: number;
      readonly offered: readonly WorkflowToolName[];
      /** What the model wrote in the call being corrected, so that its work is not lost; null when nothing. */
      readonly incompleteText: string | null;
    }
  | {
      readonly kind: 'update';
      readonly answers: readonly (ShownAnswer & { readonly replaces: AnswerLabel | null })[];
      readonly offered: readonly WorkflowToolName[];
    }
  | {
      readonly kind: 'soft_timeout';
      readonly elapsedMs: number;
      readonly limitMs: number;
      readonly graceMs: number;
      readonly manual: boolean;
      readonly offered: readonly WorkflowToolName[];
    }
  | { readonly kind: 'deadline_warning'; readonly remainingMs: number; readonly offered: readonly WorkflowToolName[] }
  | {
      readonly kind: 'last_call';
      readonly offered: readonly WorkflowToolName[];
      /** What it wrote in the call that was stopped; null when nothing. */
      readonly incompleteText: string | null;
    }
  | { readonly kind: 'human_input'; readonly id: string; readonly content: string };

/** Why a workflow call was turned down, with what the model needs to do better. */
export interface Rejection {
  readonly reason: EnforcementReason;
  readonly offered: readonly WorkflowToolName[];
  /** Anonymous ids a vote may name; empty where it does not matter. */
  readonly validTargets: readonly AnonymousId[];
  /** Measured similarity 0–1 and the answer it was measured against, for novelty. */
  readonly similarity: number | null;
  readonly nearest: AnswerLabel | null;
  /** What was wrong with the arguments, in one sentence; null when they were readable. */
  readonly detail: string | null;
}

/** The whole context of a new round: it starts a fresh conversation (§1.4). */
export interface RoundContext {
  readonly stage: Stage;
  readonly attempt: number;
  readonly voteOnly: boolean;
  /** In the order they are shown: the reader's own last. */
  readonly answers: readonly ShownAnswer[];
  readonly offered: readonly WorkflowToolName[];
  readonly restart: {
    readonly reason: string;
    readonly instructions: string;
    readonly previousAnswer: string | null;
  } | null;
  readonly subtask: string | null;
  /** Presentation only, where votes decided. Reasons are those given to the presenter. */
  readonly votes: {
    readonly counts: readonly { readonly anonymousId: AnonymousId; readonly votes: number }[];
    readonly reasons: readonly string[];
    readonly tie: boolean;
  } | null;
  readonly strategy: 'winner_present' | 'synthesize' | null;
  /** Decomposition presentation: every agent's part and how it ended. */
  readonly parts: readonly {
    readonly anonymousId: AnonymousId;
    readonly subtask: string | null;
    readonly summary: string | null;
    /** It stopped because it could not go on. */
    readonly blocked: boolean;
  }[];
  /** Post-evaluation only: what is being judged. */
  readonly finalAnswer: string | null;
  /** Words of the person this agent was given in earlier rounds of the turn: a fresh conversation must not lose them. */
  readonly instructions: readonly { readonly id: string; readonly content: string }[];
  /** Notes that could not be delivered in the round before. */
  readonly leftovers: readonly Note[];
}

/** What is added to an agent's conversation before its next model call, in order. */
export type Append =
  | { readonly kind: 'round_context'; readonly context: RoundContext }
  | {
      readonly kind: 'tool_result';
      readonly callId: ToolCallId;
      readonly toolName: string;
      readonly outcome:
        | { readonly kind: 'output'; readonly text: string; readonly isError: boolean }
        | { readonly kind: 'rejected'; readonly rejection: Rejection; readonly primary: boolean }
        | { readonly kind: 'blocked'; readonly denials: number; readonly offered: readonly WorkflowToolName[] };
      readonly notes: readonly Note[];
    }
  | { readonly kind: 'note'; readonly note: Note };
