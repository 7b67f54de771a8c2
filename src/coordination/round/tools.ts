import type { AgentId, ModelCallId } from '../ids.ts';
import type { Input, RequestedCall } from '../inputs.ts';
import { agentOf } from '../rules/roster.ts';
import type { HeldMessage } from '../state.ts';
import { isWorkflowCall } from './message.ts';
import type { MessageCall } from './message.ts';
import { emit, perform } from './work.ts';
import type { Work } from './work.ts';

/** The arguments of a tool that is about to run stand in `tool_start`; only workflow calls must keep theirs. */
const withoutArguments = (call: RequestedCall): RequestedCall =>
  isWorkflowCall(call) ? call : { ...call, args: null };

/** Closes the call and runs its tools, side by side; workflow calls of the same message wait until they are done. */
export function runTools(
  work: Work,
  id: AgentId,
  callId: ModelCallId,
  text: string,
  calls: readonly RequestedCall[],
): void {
  const tools = calls.filter((call) => !isWorkflowCall(call));
  emit(work, 'model_call_closed', id, {
    call_id: callId,
    how: 'finished',
    held: calls.map(withoutArguments),
    held_text: tools.length < calls.length ? text : '',
    at_ms: work.nowMs,
  });
  for (const call of tools) {
    const [prefix, server] = call.name.split('__');
    const isMcp = prefix === 'mcp' && server !== undefined;
    emit(work, 'tool_start', id, {
      tool_id: call.id,
      tool_name: call.name,
      args: call.args,
      kind: isMcp ? 'mcp' : 'unknown',
      server_name: isMcp ? server : null,
      at_ms: work.nowMs,
    });
  }
  perform(work, { type: 'run_tools', agentId: id, callId, calls: tools });
}

type ToolEnded = Extract<Input, { readonly type: 'tool_ended' }>;

/** Takes one tool's result. Gives the message when it was the last it waited for, else null; late results are dropped. */
export function takeToolResult(work: Work, input: ToolEnded): HeldMessage | null {
  const { agentId: id, callId, toolCallId, text, isError, progress, unknown } = input;
  const message = agentOf(work.state, id).current?.message ?? null;
  if (message === null || message.callId !== callId) return null;
  const call = message.calls.find((one) => one.id === toolCallId && one.result === null && !one.workflow);
  if (call === undefined) return null;
  emit(work, 'tool_complete', id, {
    tool_id: toolCallId,
    tool_name: call.name,
    result: text,
    elapsed_seconds: (work.nowMs - call.startedAtMs) / 1000,
    status: isError ? 'error' : 'ok',
    is_error: isError,
    async_id: null,
    progress,
    ...(unknown === true ? { unknown } : {}),
    at_ms: work.nowMs,
  });
  const now = agentOf(work.state, id).current?.message ?? null;
  return now?.calls.every((one) => one.workflow || one.result !== null) === true ? now : null;
}

/** Past the hard limit tools are denied, one by one, and counted. */
export function blockTools(work: Work, id: AgentId, calls: readonly RequestedCall[]): readonly MessageCall[] {
  return calls.map((call): MessageCall => {
    if (isWorkflowCall(call)) return { ...call, outcome: null };
    emit(work, 'tool_blocked', id, {
      tool_id: call.id,
      by: 'round_timeout',
      reason: `${call.name} is no longer allowed: the time of this round is up`,
    });
    return { ...call, outcome: { kind: 'blocked', denials: agentOf(work.state, id).current?.denials ?? 0 } };
  });
}
