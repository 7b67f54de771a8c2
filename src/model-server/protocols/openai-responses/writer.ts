import { createEventList, namedEvent } from '../event-list.ts';
import { openaiErrorBody, openaiErrorFields } from '../openai-errors.ts';
import { contentPart, itemId, outputItem, reasoningWishes } from './items.ts';
import { responseObject } from './object.ts';
import { textOf } from '../script.ts';
import type { Part, Script, WireContext, Writer } from '../script.ts';

/** OpenAI's Responses API. Reasoning is visible only to a client that asked for a summary, as on the real one. */
export const responsesWriter: Writer = {
  headers: (context) => ({
    'openai-processing-ms': '1',
    'openai-version': '2020-10-01',
    'x-request-id': `req_${context.hex('request', 32)}`,
  }),

  stream(script, context) {
    const list = createEventList();
    let sequence = 0;
    const event = (type: string, fields: Record<string, unknown>): string =>
      namedEvent(type, { type, ...fields, sequence_number: sequence++ });

    const running = responseObject(context, { status: 'in_progress' });
    list.push(event('response.created', { response: running }));
    list.push(event('response.in_progress', { response: running }));
    for (const [index, part] of script.parts.entries()) {
      const item = (done: boolean): Record<string, unknown> => ({
        item: outputItem(script, part, index, context, done),
        output_index: index,
      });
      list.push(event('response.output_item.added', item(false)), []);
      writePart(script, part, index);
      list.push(event('response.output_item.done', item(true)));
    }
    const end = finishedResponse(script, context);
    list.push(event(`response.${String(end['status'])}`, { response: end }), []);
    return list.events;

    function writePart(whole: Script, part: Part, index: number): void {
      const place = { item_id: itemId(prefixOf(part), index, context), output_index: index };
      if (part.kind === 'call') {
        for (const piece of part.pieces) {
          list.push(event('response.function_call_arguments.delta', { delta: piece.text, ...place }), [piece]);
        }
        list.push(event('response.function_call_arguments.done', { arguments: textOf(part), ...place }));
      } else if (part.kind === 'thinking') {
        if (!reasoningWishes(context).summary) return list.hide(part.pieces);
        const at = { ...place, summary_index: 0 };
        list.push(event('response.reasoning_summary_part.added', { ...at, part: summaryPart('') }));
        for (const piece of part.pieces) {
          list.push(event('response.reasoning_summary_text.delta', { ...at, delta: piece.text }), [piece]);
        }
        list.push(event('response.reasoning_summary_text.done', { ...at, text: textOf(part) }));
        list.push(event('response.reasoning_summary_part.done', { ...at, part: summaryPart(textOf(part)) }));
      } else {
        const refused = whole.finish === 'refusal';
        const kind = refused ? 'response.refusal' : 'response.output_text';
        const at = { content_index: 0, ...place, ...(refused ? {} : { logprobs: [] }) };
        list.push(event('response.content_part.added', { content_index: 0, ...place, part: contentPart(whole, '') }));
        for (const piece of part.pieces) list.push(event(`${kind}.delta`, { ...at, delta: piece.text }), [piece]);
        list.push(event(`${kind}.done`, { ...at, [refused ? 'refusal' : 'text']: textOf(part) }));
        const full = contentPart(whole, textOf(part));
        list.push(event('response.content_part.done', { content_index: 0, ...place, part: full }));
      }
    }
  },

  whole: finishedResponse,
  errorBody: openaiErrorBody,

  errorEvents(error, context) {
    const { type, code, message } = openaiErrorFields(error);
    const failed = { code: code ?? 'server_error', message };
    return [
      namedEvent('error', { type: 'error', error: { type, code, message, param: null }, sequence_number: 1_000_000 }),
      namedEvent('response.failed', {
        type: 'response.failed',
        response: responseObject(context, { status: 'failed', error: failed }),
        sequence_number: 1_000_001,
      }),
    ];
  },

  brokenEvent: 'event: response.output_text.delta\ndata: {"type": "response.output\n\n',
  textEvent: (text, context) =>
    namedEvent('response.output_text.delta', {
      type: 'response.output_text.delta',
      content_index: 0,
      delta: text,
      item_id: itemId('msg', 0, context),
      logprobs: [],
      output_index: 0,
      sequence_number: 1_000_000,
    }),
};

function finishedResponse(script: Script, context: WireContext): Record<string, unknown> {
  const output = script.parts.map((part, index) => outputItem(script, part, index, context, true));
  return responseObject(context, { status: 'done', finish: script.finish, usage: script.usage, output });
}

const prefixOf = (part: Part): string => (part.kind === 'call' ? 'fc' : part.kind === 'thinking' ? 'rs' : 'msg');

const summaryPart = (text: string): unknown => ({ type: 'summary_text', text });
