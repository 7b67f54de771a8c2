import type { EventDraft } from '../../src/coordination/events.ts';
import type { Input } from '../../src/coordination/inputs.ts';
import type { State } from '../../src/coordination/state.ts';
import type { Usage } from '../../src/coordination/usage.ts';
import type { ModelCall } from './model-script.ts';

const USAGE: Usage = { input: 900, cacheRead: 600, cacheWrite: null, output: 40, reasoning: null, cost: null };

const roundOf = (state: State, id: ModelCall['agentId']): number | null => {
  const round = state.agents[id]?.round ?? -1;
  return round < 0 ? null : round;
};

/** What the runtime says when it begins a model call, and while the model writes. */
export function callStarted(state: State, { agentId, callId, stage }: ModelCall, nowMs: number): readonly EventDraft[] {
  const about = { agent_id: agentId, round_number: roundOf(state, agentId) };
  return [
    {
      ...about,
      event_type: 'model_call_started',
      data: {
        call_id: callId,
        stage,
        attempt: 1,
        model: 'scripted',
        message_count: 2,
        tools: [],
        request_bytes: 4_000,
        at_ms: nowMs,
      },
    },
    { ...about, event_type: 'text', data: { call_id: callId, channel: 'coordination', text: 'so ' } },
  ];
}

/** What the runtime says when a model call is over, before it hands the result to the rules; also for closed calls. */
export function callEnded(
  state: State,
  { agentId, callId, outcome }: Extract<Input, { readonly type: 'model_ended' }>,
): readonly EventDraft[] {
  if (state.agents[agentId]?.modelCall?.id !== callId) return [];
  const about = { agent_id: agentId, round_number: roundOf(state, agentId) };
  const calls = outcome.kind === 'finished' ? outcome.calls : [];
  return [
    {
      ...about,
      event_type: 'message_committed',
      data: {
        call_id: callId,
        role: 'assistant',
        stage: 'enforcement',
        text: outcome.text,
        reasoning: null,
        tool_calls: calls.map(({ id, name, args }) => ({ id, name, args })),
      },
    },
    { ...about, event_type: 'usage_updated', data: { usage: USAGE, cumulative: USAGE, model: 'scripted' } },
    {
      ...about,
      event_type: 'model_call_ended',
      data: {
        call_id: callId,
        stage: 'enforcement',
        attempt: 1,
        request_id: null,
        finish: outcome.kind,
        usage: USAGE,
        duration_ms: 10,
        first_token_ms: 1,
        retryable: false,
        error: null,
      },
    },
  ];
}
