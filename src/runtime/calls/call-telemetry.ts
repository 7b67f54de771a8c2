import type { EventData, EventDraft, EventType } from '../../coordination/events.ts';
import type { AgentId, ModelCallId } from '../../coordination/ids.ts';
import { UNKNOWN_USAGE, type Usage } from '../../coordination/usage.ts';
import type { Stage } from '../../coordination/vocabulary.ts';
import type { Received } from './exchange.ts';
import type { AssistantTurn, ProviderFailure } from '../ports/model.ts';
import type { StreamKind } from './text-merger.ts';
import type { RetryDecision } from './retry.ts';

/** Whose call it is. */
export interface CallIdentity {
  readonly agentId: AgentId;
  readonly model: string;
  readonly callId: ModelCallId;
  readonly stage: Stage;
  /** 0-based number of the agent's round. */
  readonly round: number;
}

/** One exchange of a call: `attempt` is 1-based. */
export interface Try {
  readonly attempt: number;
  readonly startedAtMs: number;
}

/** Makes the events that tell of one model call; all of them carry the round the call began in. */
export function callTelemetry(call: CallIdentity) {
  const { callId, stage } = call;
  const draft = <Type extends EventType>(type: Type, data: EventData[Type]): EventDraft =>
    // The compiler cannot see that type and data belong together once they are variables.
    ({ event_type: type, agent_id: call.agentId, round_number: call.round, data }) as EventDraft;

  return {
    streamed(kind: StreamKind, text: string): EventDraft {
      if (kind !== 'text') return draft(kind, { call_id: callId, text });
      if (stage === 'presentation') return draft('final_presentation_chunk', { text });
      return draft('text', { call_id: callId, channel: 'coordination', text });
    },

    started: (
      { attempt, startedAtMs }: Try,
      request: { readonly messages: number; readonly tools: readonly string[]; readonly bytes: number },
    ): EventDraft =>
      draft('model_call_started', {
        call_id: callId,
        stage,
        attempt,
        model: call.model,
        message_count: request.messages,
        tools: request.tools,
        request_bytes: request.bytes,
        at_ms: startedAtMs,
      }),

    committed: (text: string, reasoning: string | null, turn: AssistantTurn | null): EventDraft =>
      draft('message_committed', {
        call_id: callId,
        role: 'assistant',
        stage,
        text,
        reasoning,
        tool_calls: (turn?.calls ?? []).map(({ id, name, args }) => ({ id, name, args })),
      }),

    /** Reasoning that came whole, with nothing streamed before. */
    reasoned: (text: string): EventDraft => draft('reasoning_done', { call_id: callId, text }),

    ended: (
      { attempt, startedAtMs }: Try,
      nowMs: number,
      got: Received,
      more: { readonly finish: string; readonly usage?: Usage; readonly retryable?: boolean; readonly error?: string },
    ): EventDraft =>
      draft('model_call_ended', {
        call_id: callId,
        stage,
        attempt,
        request_id: got.requestId,
        finish: more.finish,
        usage: more.usage ?? UNKNOWN_USAGE,
        duration_ms: nowMs - startedAtMs,
        first_token_ms: got.firstPartMs,
        retryable: more.retryable ?? false,
        error: more.error ?? null,
      }),

    used: (usage: Usage, cumulative: Usage): EventDraft =>
      draft('usage_updated', { usage, cumulative, model: call.model }),

    /** Screens take back what was streamed; with no retry to come it is kept as a draft. */
    interrupted: (keptChars: number, willRetry: boolean, message: string): EventDraft =>
      draft('stream_interrupted', { call_id: callId, kept_chars: keptChars, will_retry: willRetry, message }),

    retry: (
      attempt: number,
      maxAttempts: number,
      decision: Extract<RetryDecision, { kind: 'retry' }>,
      failure: ProviderFailure,
    ): EventDraft =>
      draft('backend_retry', {
        call_id: callId,
        class: failure.class,
        attempt,
        max_attempts: maxAttempts,
        delay_ms: decision.delayMs,
        source: decision.source,
        message: failure.message,
      }),
  };
}
