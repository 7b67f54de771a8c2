import type { TurnPhase } from './events/run.ts';
import type { AgentId, AnonymousId, AnswerLabel, ModelCallId, VoteLabel } from './ids.ts';
import type { Settings } from './settings.ts';
import type { Usage } from './usage.ts';
import type {
  AgentFailureClass,
  AgentPhase,
  EnforcementReason,
  RoundKind,
  RoundOutcome,
  Stage,
  TurnOutcome,
} from './vocabulary.ts';

/** One accepted answer. */
export interface Answer {
  readonly label: AnswerLabel;
  readonly agentId: AgentId;
  readonly revision: number;
  readonly content: string;
  readonly path: string | null;
  readonly atMs: number;
  readonly seq: number;
}

/** One accepted vote of the current epoch. */
export interface Vote {
  readonly voter: AgentId;
  readonly target: AgentId;
  readonly label: AnswerLabel;
  readonly voteLabel: VoteLabel;
  readonly reason: string;
  readonly atMs: number;
}

export interface RoundRecord {
  readonly number: number;
  readonly kind: RoundKind;
  readonly outcome: RoundOutcome | null;
  readonly startedAtMs: number;
  readonly durationMs: number | null;
  readonly usage: Usage;
  readonly modelCalls: number;
  readonly toolCalls: number;
}

export interface EnforcementRecord {
  readonly round: number;
  readonly attempt: number;
  readonly maxAttempts: number;
  readonly reason: EnforcementReason;
  readonly toolCalls: readonly string[];
  readonly message: string;
  readonly bufferPreview: string;
  readonly bufferChars: number;
  readonly atMs: number;
}

/** What the log says of one agent in the present attempt. */
export interface AgentState {
  readonly id: AgentId;
  readonly number: number;
  readonly anonymousId: AnonymousId;
  readonly backend: string;
  readonly model: string;
  readonly phase: AgentPhase;
  /** 0-based number of the newest round; -1 before the first. */
  readonly round: number;
  readonly roundKind: RoundKind | null;
  /** True between `round_start` and `round_ended`. */
  readonly inRound: boolean;
  readonly roundStartedAtMs: number | null;
  readonly softTimeoutFiredAtMs: number | null;
  readonly revision: number;
  readonly vote: Vote | null;
  readonly stopped: { readonly summary: string; readonly status: 'complete' | 'blocked' } | null;
  readonly failed: {
    readonly class: AgentFailureClass;
    readonly message: string;
    readonly draft: string | null;
  } | null;
  /** Per peer: how many of its revisions this agent has been shown. */
  readonly seen: Readonly<Record<AgentId, number>>;
  /** Labels last shown, one per author. */
  readonly visible: readonly AnswerLabel[];
  readonly voteCount: number;
  readonly injections: number;
  readonly restarts: number;
  readonly lastActivityMs: number;
  readonly rounds: readonly RoundRecord[];
  readonly enforcements: readonly EnforcementRecord[];
  readonly usage: Usage;
  readonly modelCall: { readonly id: ModelCallId; readonly stage: Stage; readonly startedAtMs: number } | null;
  readonly retry: {
    readonly attempt: number;
    readonly maxAttempts: number;
    readonly delayMs: number;
    readonly message: string;
  } | null;
  readonly toolCalls: number;
  readonly toolFailures: number;
}

/** Everything the log says of a turn: the fold of its events, and all that the rules, faces and projections know. */
export interface State {
  readonly sessionId: string;
  readonly settings: Settings;
  readonly phase: TurnPhase;
  readonly turn: number;
  readonly attempt: number;
  readonly maxAttempts: number;
  readonly question: string;
  readonly startedAtMs: number;
  readonly attemptStartedAtMs: number;
  /** In configuration order. */
  readonly order: readonly AgentId[];
  readonly agents: Readonly<Record<AgentId, AgentState>>;
  /** Accepted answers in order of acceptance; labels are unique. */
  readonly answers: readonly Answer[];
  /** Votes that count now, in order of acceptance. */
  readonly votes: readonly Vote[];
  /** How often votes were cleared; votes of an older epoch never count. */
  readonly epoch: number;
  readonly winner: {
    readonly agentId: AgentId;
    readonly isTie: boolean;
    readonly counts: Readonly<Record<AgentId, number>>;
  } | null;
  readonly finalAnswer: { readonly content: string; readonly locked: boolean; readonly label: AnswerLabel } | null;
  readonly cancelled: boolean;
  readonly timedOut: boolean;
  readonly outcome: TurnOutcome | null;
  readonly usage: Usage;
}
