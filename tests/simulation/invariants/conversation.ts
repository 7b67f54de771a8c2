import type { AgentId } from '../../../src/coordination/ids.ts';
import type { Input } from '../../../src/coordination/inputs.ts';
import type { ModelCall } from '../model-script.ts';
import type { Report } from './check.ts';

/** Per agent: the calls of its last message that still need a result. */
export type Conversations = Map<AgentId, readonly string[]>;

/** A message of a model that is still listened to: its calls wait for results. */
export function messageCame(open: Conversations, input: Extract<Input, { type: 'model_ended' }>): void {
  const calls = input.outcome.kind === 'finished' ? input.outcome.calls.map((call) => call.id) : [];
  open.set(input.agentId, calls);
}

/** Every call of a message gets exactly one result before the conversation goes on: 24. */
export function callMade(open: Conversations, call: ModelCall, report: Report): void {
  const waiting = open.get(call.agentId) ?? [];
  const isFresh = call.appends.some((append) => append.kind === 'round_context');
  open.set(call.agentId, []);
  if (isFresh) {
    if (call.appends.length !== 1) report(24, 'a fresh conversation begins with more than its context');
    return;
  }
  const given = call.appends.flatMap((append) => (append.kind === 'tool_result' ? [append.callId] : []));
  if (given.length !== waiting.length || given.some((id, index) => id !== waiting[index])) {
    report(24, `${call.agentId}: results for [${given.join()}], calls were [${waiting.join()}]`);
  }
}
