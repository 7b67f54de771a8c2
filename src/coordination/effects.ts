import type { Append } from './append.ts';
import type { AgentId, AnonymousId, AnswerLabel, ModelCallId } from './ids.ts';
import type { RequestedCall, TimerName } from './inputs.ts';
import type { Stage, TurnOutcome, WorkflowToolName } from './vocabulary.ts';

/** Everything the rules may ask the runtime to do. Each is answered, if at all, by an `Input` with the same ids. */
export type Effect =
  | {
      readonly type: 'call_model';
      readonly agentId: AgentId;
      readonly callId: ModelCallId;
      readonly stage: Stage;
      /** Added to the conversation first, in order; a `round_context` starts a new conversation. */
      readonly appends: readonly Append[];
      /** The workflow tools of this very call; `voteTargets` is the enum of `vote.agent_id`. */
      readonly offered: readonly WorkflowToolName[];
      readonly voteTargets: readonly AnonymousId[];
      /** Only workflow tools may be offered (after a hard timeout). */
      readonly terminalToolsOnly: boolean;
    }
  /** Stop it. With `awaitEnd` its `model_ended` is still wanted (with the text so far), else it is ignored. */
  | {
      readonly type: 'abort_model';
      readonly agentId: AgentId;
      readonly callId: ModelCallId;
      readonly reason: string;
      readonly awaitEnd: boolean;
    }
  | {
      readonly type: 'run_tools';
      readonly agentId: AgentId;
      readonly callId: ModelCallId;
      readonly calls: readonly RequestedCall[];
    }
  | { readonly type: 'abort_tools'; readonly agentId: AgentId; readonly callId: ModelCallId }
  /** Write the answer's files, then post `snapshot_ended`. */
  | {
      readonly type: 'snapshot';
      readonly agentId: AgentId;
      readonly callId: ModelCallId;
      readonly label: AnswerLabel;
      readonly content: string;
    }
  /** Setting a timer that is set moves it. `atMs` is on the clock `step` is given. */
  | { readonly type: 'set_timer'; readonly name: TimerName; readonly agentId: AgentId | null; readonly atMs: number }
  | { readonly type: 'clear_timer'; readonly name: TimerName; readonly agentId: AgentId | null }
  | { readonly type: 'save_partial' }
  /** A new attempt begins: new folder, new event stream; agents' workspaces stay. Then post `attempt_opened`. */
  | { readonly type: 'new_attempt'; readonly attempt: number }
  | { readonly type: 'turn_over'; readonly outcome: TurnOutcome };
