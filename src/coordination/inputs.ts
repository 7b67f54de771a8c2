import type { Command } from './commands.ts';
import type { AgentId, ModelCallId, ToolCallId } from './ids.ts';
import type { AgentFailureClass } from './vocabulary.ts';

/** One tool call a model asked for. `args` is parsed JSON of unknown shape; `argsError` says why it could not be parsed. */
export interface RequestedCall {
  readonly id: ToolCallId;
  readonly name: string;
  readonly args: unknown;
  readonly argsError: string | null;
}

/** How one model call ended, after the retries of the runtime are spent. */
export type ModelOutcome =
  | {
      readonly kind: 'finished';
      readonly text: string;
      readonly calls: readonly RequestedCall[];
      /** The model was cut by its token limit; the text counts, unfinished calls were dropped. */
      readonly truncated: boolean;
      readonly refused: boolean;
    }
  | {
      readonly kind: 'failed';
      readonly failure: AgentFailureClass;
      readonly message: string;
      /** What was received before the failure. */
      readonly text: string;
    }
  | { readonly kind: 'aborted'; readonly text: string };

/** What the rules have themselves woken for; from `round_soft` to `gather_over` there is one for each agent. */
export type TimerName =
  | 'orchestrator_deadline'
  | 'deadline_warning'
  | 'round_soft'
  | 'round_hard'
  | 'agent_backoff'
  | 'gather_over'
  | 'evaluation_deadline';

/** Everything that can happen to the rules, one at a time, in order of arrival. */
export type Input =
  | {
      readonly type: 'turn_requested';
      readonly question: string;
      readonly turn: number;
      readonly historyLength: number;
    }
  | {
      readonly type: 'model_ended';
      readonly agentId: AgentId;
      readonly callId: ModelCallId;
      readonly outcome: ModelOutcome;
    }
  | {
      readonly type: 'tool_ended';
      readonly agentId: AgentId;
      readonly callId: ModelCallId;
      readonly toolCallId: ToolCallId;
      readonly text: string;
      readonly isError: boolean;
      /** The tool changed something or read something new: it counts as progress (§1.6). */
      readonly progress: boolean;
      /** There is no tool of that name: the call counts as none. */
      readonly unknown?: boolean;
    }
  /** The files of an answer are on the disk (or could not be written: `path` null), so it can be committed. */
  | {
      readonly type: 'snapshot_ended';
      readonly agentId: AgentId;
      readonly callId: ModelCallId;
      readonly path: string | null;
    }
  /** The next attempt's folder and log are open (answer to `new_attempt`). */
  | { readonly type: 'attempt_opened'; readonly attempt: number }
  /** A rate limit of the provider let the agent wait, or stopped to. */
  | { readonly type: 'rate_limit_wait'; readonly agentId: AgentId; readonly untilMs: number | null }
  | { readonly type: 'timer'; readonly name: TimerName; readonly agentId: AgentId | null }
  | { readonly type: 'command'; readonly command: Command };
