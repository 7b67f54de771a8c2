import { createEventList, namedEvent } from '../event-list.ts';
import { objectOf } from '../read-json.ts';
import { textOf } from '../script.ts';
import type { Part, Script, ScriptUsage, WireContext, WireError, Writer } from '../script.ts';

/** Anthropic's Messages API. Thinking is sent only to a client that switched it on; its text may be omitted. */
export const anthropicWriter: Writer = {
  headers: (context) => ({ 'request-id': requestId(context) }),

  stream(script, context) {
    const list = createEventList();
    const opening = { ...message(context), content: [], ...stop(null), usage: startUsage(script.usage) };

    list.push(event('message_start', { message: opening }));
    list.push(event('ping', {}));
    let index = 0;
    for (const part of script.parts) {
      if (part.kind === 'thinking' && !thinkingOf(context).on) {
        list.hide(part.pieces);
        continue;
      }
      list.push(event('content_block_start', { index, content_block: emptyBlock(part, index, context) }), []);
      const delta = (fields: object): string => event('content_block_delta', { index, delta: fields });
      for (const piece of part.pieces) {
        if (part.kind === 'call') list.push(delta({ type: 'input_json_delta', partial_json: piece.text }), [piece]);
        else if (part.kind === 'text') list.push(delta({ type: 'text_delta', text: piece.text }), [piece]);
        else if (thinkingOf(context).visible)
          list.push(delta({ type: 'thinking_delta', thinking: piece.text }), [piece]);
        else list.hide([piece]);
      }
      if (part.kind === 'thinking') {
        list.push(delta({ type: 'signature_delta', signature: context.opaque(`thinking ${index}`) }), []);
      }
      list.push(event('content_block_stop', { index }));
      index += 1;
    }
    list.push(event('message_delta', { delta: stop(script), usage: endUsage(script.usage) }), []);
    list.push(event('message_stop', {}));
    return list.events;
  },

  whole(script, context) {
    const shown = script.parts.filter((part) => part.kind !== 'thinking' || thinkingOf(context).on);
    const content = shown.map((part, index) => fullBlock(part, index, context));
    const usage = { ...startUsage(script.usage), ...endUsage(script.usage) };
    return { ...message(context), content, ...stop(script), usage };
  },

  errorBody: (error, context) => ({ type: 'error', error: errorFields(error), request_id: requestId(context) }),
  errorEvents: (error, context) => [
    event('error', {
      error: { details: null, ...errorFields(error) },
      request_id: requestId(context),
    }),
  ],
  brokenEvent: 'event: content_block_delta\ndata: {"type": "content_bl\n\n',
  textEvent: (text) => event('content_block_delta', { index: 0, delta: { type: 'text_delta', text } }),
};

const event = (type: string, fields: object): string => namedEvent(type, { type, ...fields });

const requestId = (context: WireContext): string => `req_${context.hex('request', 24)}`;

const message = (context: WireContext): object => ({
  model: context.model,
  id: `msg_${context.hex('message', 24)}`,
  type: 'message',
  role: 'assistant',
});

/** What the request's `thinking` block asks for. */
function thinkingOf(context: WireContext): { readonly on: boolean; readonly visible: boolean } {
  const { type, display } = objectOf(context.body['thinking']);
  return { on: typeof type === 'string' && type !== 'disabled', visible: display !== 'omitted' };
}

function emptyBlock(part: Part, index: number, context: WireContext): object {
  if (part.kind === 'thinking') return { type: 'thinking', thinking: '', signature: '' };
  if (part.kind === 'text') return { type: 'text', text: '' };
  return toolUse(part.name, {}, index, context);
}

function fullBlock(part: Part, index: number, context: WireContext): object {
  const text = textOf(part);
  if (part.kind === 'text') return { type: 'text', text, citations: null };
  if (part.kind === 'call') return toolUse(part.name, parsedOrEmpty(text), index, context);
  const thinking = thinkingOf(context).visible ? text : '';
  return { type: 'thinking', thinking, signature: context.opaque(`thinking ${index}`) };
}

const toolUse = (name: string, input: unknown, index: number, context: WireContext): object => ({
  type: 'tool_use',
  id: `toolu_${context.hex(`call ${index}`, 24)}`,
  name,
  input,
  caller: { type: 'direct' },
});

// Only a stream can carry arguments that are no JSON; a whole message has none then.
function parsedOrEmpty(text: string): unknown {
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    return {};
  }
}

function stop(script: Script | null): object {
  if (script === null) return { stop_reason: null, stop_sequence: null, stop_details: null };
  const reason = stopReason(script);
  const details = { type: 'refusal', category: null, explanation: 'The scenario declines this request.' };
  return { stop_reason: reason, stop_sequence: null, stop_details: reason === 'refusal' ? details : null };
}

function stopReason(script: Script): string {
  if (script.finish === 'max_tokens') return 'max_tokens';
  if (script.finish !== 'end') return 'refusal';
  return script.parts.some((part) => part.kind === 'call') ? 'tool_use' : 'end_turn';
}

const inputUsage = (usage: ScriptUsage): object => ({
  input_tokens: usage.input - usage.cacheRead - usage.cacheWrite,
  cache_creation_input_tokens: usage.cacheWrite,
  cache_read_input_tokens: usage.cacheRead,
});
const startUsage = (usage: ScriptUsage): object => ({
  ...inputUsage(usage),
  cache_creation: { ephemeral_5m_input_tokens: usage.cacheWrite, ephemeral_1h_input_tokens: 0 },
  output_tokens: Math.min(usage.output, 1),
  service_tier: 'standard',
  inference_geo: 'not_available',
});
const endUsage = (usage: ScriptUsage): object => ({
  ...inputUsage(usage),
  output_tokens: usage.output,
  output_tokens_details: { thinking_tokens: usage.reasoning },
});

const ERRORS: Readonly<Record<number, readonly [type: string, message: string]>> = {
  400: ['invalid_request_error', 'The request is not valid.'],
  401: ['authentication_error', 'invalid x-api-key'],
  402: ['billing_error', 'Your credit balance is too low.'],
  403: ['permission_error', 'Your API key does not have permission to use the specified resource.'],
  404: ['not_found_error', 'model: unknown'],
  429: ['rate_limit_error', "This request would exceed your organization's rate limit."],
  503: ['overloaded_error', 'Overloaded'],
  529: ['overloaded_error', 'Overloaded'],
};

function errorFields(error: WireError): { type: string; message: string } {
  const [type, text] = ERRORS[error.status] ?? ['api_error', 'Internal server error'];
  return { type: error.code ?? type, message: error.message ?? text };
}
