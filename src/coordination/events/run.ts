import type { AgentId, AnonymousId, AnswerLabel } from '../ids.ts';
import type { Settings } from '../settings.ts';
import type { Usage } from '../usage.ts';
import type { CancelSource, TurnOutcome } from '../vocabulary.ts';

/** One agent as the log knows it: enough for a reader that has no configuration. */
export interface AgentCard {
  readonly id: AgentId;
  readonly number: number;
  readonly backend: string;
  readonly model: string;
}

/** Begin and end: run, turn, attempt, phase, cancellation. */
export interface RunEvents {
  readonly run_started: {
    readonly schema_version: 1;
    readonly config_hash: string;
    readonly versions: Readonly<Record<string, string>>;
    readonly agents: readonly AgentCard[];
    readonly seed: number;
    readonly settings: Settings;
    readonly session_id: string;
  };
  /** `turn_started` and `turn_ended` share upstream's name; `status` tells them apart. */
  readonly system_status:
    | {
        readonly status: 'turn_started';
        readonly turn: number;
        readonly question: string;
        readonly history_length: number;
        readonly context_paths: readonly string[];
        readonly started_at_ms: number;
      }
    | {
        readonly status: 'turn_ended';
        readonly outcome: TurnOutcome;
        readonly exit_code: number;
        readonly duration_ms: number;
        /** What every agent came to, for a turn without an answer: id → reason. */
        readonly reasons: Readonly<Record<string, string>>;
        readonly totals: Usage;
      };
  readonly run_ended: { readonly outcome: TurnOutcome; readonly exit_code: number; readonly duration_ms: number };
  readonly attempt_started: {
    readonly attempt: number;
    readonly max_attempts: number;
    readonly restart: {
      readonly reason: string;
      readonly instructions: string;
      readonly previous_label: AnswerLabel | null;
      readonly previous_answer: string | null;
      /** What the attempt before it presented; absent from logs of older versions. */
      readonly presented?: { readonly agent_id: AgentId; readonly content: string } | null;
    } | null;
    /** Anonymous id → agent id, fixed for the attempt. */
    readonly anonymity: Readonly<Record<AnonymousId, AgentId>>;
    readonly started_at_ms: number;
    /** How long the first attempt took; null in it. */
    readonly first_attempt_ms: number | null;
  };
  readonly phase_changed: { readonly from: TurnPhase; readonly to: TurnPhase; readonly reason: string };
  readonly cancel_requested: { readonly source: CancelSource; readonly level: 1 | 2 };
  readonly partial_saved: {
    readonly answers: readonly AnswerLabel[];
    readonly workspaces: readonly string[];
    readonly drafts: readonly AgentId[];
    readonly path: string;
  };
  readonly orchestrator_timeout: {
    readonly timeout_reason: string;
    readonly elapsed_ms: number;
    readonly limit_ms: number;
    readonly available_answers: number;
    readonly selected_agent: AgentId | null;
    readonly selection_reason: 'most votes' | 'latest answer' | 'no answers available';
    readonly agent_answer_summary: Readonly<
      Record<AgentId, { readonly has_answer: boolean; readonly vote_count: number }>
    >;
  };
  /** `targets` are told with their next model call. */
  readonly deadline_warning: { readonly remaining_ms: number; readonly targets: readonly AgentId[] };
  /** A bug of ours, told instead of hidden. */
  readonly internal_error: { readonly where: string; readonly message: string; readonly stack_hash: string };
  readonly status_message: { readonly level: 'info' | 'warning' | 'error'; readonly text: string };
}

export type TurnPhase = 'idle' | 'coordinating' | 'presenting' | 'evaluating' | 'ended';
