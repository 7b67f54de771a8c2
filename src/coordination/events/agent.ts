import type { AgentId, AnswerLabel } from '../ids.ts';
import type { Usage } from '../usage.ts';
import type {
  AgentFailureClass,
  AgentPhase,
  EnforcementReason,
  InjectionSkip,
  PauseGate,
  RestartReason,
  RoundKind,
  RoundOutcome,
  WorkflowToolName,
} from '../vocabulary.ts';

/** The life of one agent: states, rounds, limits of time, failure. All carry `agent_id`. */
export interface AgentEvents {
  /** A change of state, or a vote that was ignored (upstream has one name for both). */
  readonly status:
    | {
        readonly status: 'agent_state_changed';
        readonly from: AgentPhase;
        readonly to: AgentPhase;
        readonly reason: string;
      }
    | {
        readonly status: 'vote_ignored';
        readonly target_id: AgentId;
        readonly reason: string;
        readonly unseen_labels: readonly AnswerLabel[];
      };
  readonly agent_paused: {
    readonly gate: PauseGate;
    readonly detail: string;
    readonly at_ms: number;
    readonly until_ms: number | null;
  };
  readonly agent_resumed: { readonly gate: PauseGate };
  readonly round_start: {
    readonly kind: RoundKind;
    readonly visible_labels: readonly AnswerLabel[];
    readonly offered: readonly WorkflowToolName[];
    readonly started_at_ms: number;
    readonly soft_deadline_ms: number | null;
    readonly hard_deadline_ms: number | null;
  };
  readonly round_ended: {
    readonly outcome: RoundOutcome;
    /** Why it was called off, where the outcome does not say it: nothing it could do would change the winner. */
    readonly reason?: 'decided';
    readonly duration_ms: number;
    readonly usage: Usage;
  };
  /**
   * `kept` and `added` are now in the agent's context; `replaced` are the labels the added ones stand for. What a round
   * starts with is in `round_start.visible_labels`.
   */
  readonly context_delivered: {
    readonly added: readonly AnswerLabel[];
    readonly replaced: readonly AnswerLabel[];
    readonly kept: readonly AnswerLabel[];
    readonly via: 'start' | 'tool_result' | 'user_message' | 'enforcement';
  };
  /** An answer this agent has not seen and has not been told of yet. */
  readonly update_pending: { readonly unseen_labels: readonly AnswerLabel[] };
  readonly injection_received: {
    readonly source_agents: readonly AgentId[];
    readonly injection_type: 'mid_stream' | 'full_restart';
    readonly labels: readonly AnswerLabel[];
    readonly via: 'tool_result' | 'user_message' | 'enforcement';
    readonly truncated: boolean;
    readonly bytes: number;
  };
  readonly injection_skipped: {
    readonly reason: InjectionSkip;
  };
  readonly agent_restart: { readonly reason: RestartReason };
  readonly enforcement: {
    readonly reason: EnforcementReason;
    readonly attempt: number;
    readonly max_attempts: number;
    readonly tool_calls: readonly string[];
    /** Those of them that name no tool there is; absent when none does. */
    readonly unknown_tools?: readonly string[];
    readonly error_message: string;
    readonly buffer_preview: string;
    readonly buffer_chars: number;
    readonly at_ms: number;
  };
  /** The wrap-up message is due; it is delivered, as `soft_timeout`, with the next model call. */
  readonly soft_timeout_due: { readonly manual: boolean; readonly hard_at_ms: number };
  readonly soft_timeout: {
    readonly elapsed_ms: number;
    readonly limit_ms: number;
    readonly manual: boolean;
    readonly fired_at_ms: number;
  };
  /** The hard limit is looked at again at this time: a tool was at work a moment ago, or the last call has begun. */
  readonly hard_timeout_moved: { readonly hard_at_ms: number };
  readonly hard_timeout: { readonly elapsed_ms: number; readonly grace_ms: number; readonly denials: number };
  /** The agent is out for the attempt (`agent_failed` of the catalogue). */
  readonly error: {
    readonly class: AgentFailureClass;
    readonly message: string;
    readonly retries: number;
    readonly draft: string | null;
    readonly at_ms: number;
  };
  readonly agent_recovered: { readonly after_ms: number };
  readonly human_input_queued: {
    readonly id: string;
    readonly content: string;
    readonly targets: readonly AgentId[] | null;
    readonly source: string;
  };
  readonly human_input_delivered: { readonly id: string; readonly via: 'tool_result' | 'user_message' };
}
