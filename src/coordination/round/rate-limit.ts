import type { Input } from '../inputs.ts';
import { agentOf } from '../rules/roster.ts';
import { emit } from './work.ts';
import type { Work } from './work.ts';

/** One agent waits for its provider; the others go on. */
export function onRateLimitWait(work: Work, input: Extract<Input, { readonly type: 'rate_limit_wait' }>): void {
  const { agentId: id, untilMs } = input;
  const { modelCall, paused } = agentOf(work.state, id);
  if (untilMs === null && paused?.gate === 'rate_limit') {
    emit(work, 'agent_resumed', id, { gate: 'rate_limit' });
  } else if (untilMs !== null && modelCall !== null) {
    emit(work, 'agent_paused', id, {
      gate: 'rate_limit',
      detail: 'waits for the provider',
      at_ms: work.nowMs,
      until_ms: untilMs,
    });
  }
}
