import type { FinishReason } from '../../runtime/ports/model.ts';
import type { Usage } from '../../coordination/usage.ts';
import { UNKNOWN_USAGE } from '../../coordination/usage.ts';
import type { Decoder, Ending, Progress } from '../shared/decoder.ts';
import { NO_TERMINAL_EVENT } from '../shared/decoder.ts';
import { bareFacts, factsOfBody } from '../shared/failure-facts.ts';
import type { JsonObject } from '../shared/json.ts';
import { countsOf, listOf, numberOf, objectOf, someText, textOf, wordTable } from '../shared/json.ts';
import { cutCalls, toolCallFromText } from '../shared/tool-call.ts';
import type { Growing, OpenItem } from './item.ts';
import {
  addedParts,
  completeItem,
  grow,
  growWhole,
  isServerItem,
  itemReasoning,
  itemRefusal,
  openItem,
  sendable,
  serverPart,
} from './item.ts';
import { responsesUsage } from './usage.ts';

/** Deltas by event type: which text of the item they continue. */
const DELTAS = wordTable<Growing>({
  'response.output_text.delta': 'text',
  'response.refusal.delta': 'refusal',
  'response.reasoning_summary_text.delta': 'reasoning',
  'response.reasoning_text.delta': 'reasoning',
  'response.function_call_arguments.delta': 'args',
});

/** The whole of a text by event type, for hosts that send it instead of deltas. */
const WHOLES = wordTable<readonly [what: Growing, field: string]>({
  'response.output_text.done': ['text', 'text'],
  'response.refusal.done': ['refusal', 'refusal'],
  'response.function_call_arguments.done': ['args', 'arguments'],
});

/** Opening the pages that a search has found, and looking through them, costs nothing. */
const isCharged = (item: JsonObject): boolean =>
  item['type'] === 'web_search_call' && (someText(objectOf(item['action'])['type']) ?? 'search') === 'search';

const TERMINAL = ['response.completed', 'response.incomplete', 'response.failed', 'response.cancelled'];

/** `response.web_search_call.searching` → `searching`; null for any other event. */
function serverPhase(type: string): string | null {
  const found = /^response\.(?!function_call|output_|content_|reasoning_|refusal)([a-z_]+)\.([a-z_]+)$/.exec(type);
  return found === null ? null : (found[2] ?? null);
}

/** Events of the Responses API to parts; items are told apart by their place in the output. */
export function createResponsesDecoder(options: { readonly model: string; readonly fallbackId: string }): Decoder {
  const items = new Map<number, OpenItem>();
  let response: JsonObject | null = null;
  let lastEvent = '';

  function itemAt(index: number, value: JsonObject): OpenItem {
    const known = items.get(index);
    if (known !== undefined) return known;
    const item = openItem(value, `${options.fallbackId}_${index + 1}`);
    items.set(index, item);
    return item;
  }

  function complete(index: number, value: unknown): readonly Progress[] {
    const whole = objectOf(value);
    return completeItem(itemAt(index, whole), whole);
  }

  function finish(type: string, event: JsonObject): readonly Progress[] {
    lastEvent = type;
    response = objectOf(event['response']);
    // A host that streams nothing has told everything only here.
    return listOf(response['output']).flatMap((value, index) =>
      items.get(index)?.isDone === true ? [] : complete(index, value),
    );
  }

  function push(raw: unknown): readonly Progress[] {
    const event = objectOf(raw);
    const type = textOf(event['type']);
    if (TERMINAL.includes(type)) return finish(type, event);
    const isNew = type === 'response.output_item.added';
    const index = numberOf(event['output_index']) ?? Math.max(0, isNew ? items.size : items.size - 1);
    const growing = DELTAS.get(type);
    if (growing !== undefined) return grow(itemAt(index, {}), growing, textOf(event['delta']));
    const whole = WHOLES.get(type);
    if (whole !== undefined) return growWhole(itemAt(index, {}), whole[0], textOf(event[whole[1]]));
    switch (type) {
      case 'response.output_item.added': {
        const item = itemAt(index, objectOf(event['item']));
        return addedParts(item);
      }
      case 'response.output_item.done':
        return complete(index, event['item']);
      case 'response.reasoning_summary_part.added': {
        const item = items.get(index);
        return item === undefined || item.reasoning === '' ? [] : grow(item, 'reasoning', '\n\n');
      }
      default: {
        const item = items.get(index);
        const phase = serverPhase(type);
        if (item === undefined || phase === null || !isServerItem(item.value)) return [];
        return [serverPart(item.value, phase, textOf(event['delta'] ?? event['code']))];
      }
    }
  }

  const isIncomplete = (): boolean => lastEvent === 'response.incomplete' || response?.['status'] === 'incomplete';

  function reasonOfEnd(calls: number, refusal: string): FinishReason {
    if (isIncomplete()) {
      const { reason } = objectOf(response?.['incomplete_details']);
      // Whatever else stopped it (a limit of messages, a person): the text is cut, and counts.
      return reason === 'content_filter' ? 'content_filter' : 'max_tokens';
    }
    if (calls > 0) return 'tool_calls';
    return refusal === '' ? 'end' : 'refusal';
  }

  const rawUsage = (): JsonObject | null => countsOf(response?.['usage']);

  function counted(): Usage | null {
    const raw = rawUsage();
    const searches = [...items.values()].filter(({ value }) => isCharged(value));
    return raw === null ? null : responsesUsage(raw, searches.length);
  }

  function end(): Ending {
    if (response === null) return { kind: 'failed', facts: bareFacts('cut_off', NO_TERMINAL_EVENT) };
    if (lastEvent === 'response.failed') return { kind: 'failed', facts: factsOfBody('in_stream', null, response) };
    if (lastEvent === 'response.cancelled') return { kind: 'failed', facts: bareFacts('cut_off', 'it was cancelled') };
    const done = [...items.entries()].toSorted(([left], [right]) => left - right).map(([, item]) => item);
    const whole = done.map(sendable);
    const lastIsWhole = whole.at(-1)?.['status'] === 'completed';
    const reasoning = whole.map((item) => (item['type'] === 'reasoning' ? itemReasoning(item) : ''));
    const calls = whole.flatMap((item, index) =>
      item['type'] === 'function_call'
        ? [toolCallFromText(done[index]?.callId ?? '', textOf(item['name']), textOf(item['arguments']))]
        : [],
    );
    const refusal = whole.map(itemRefusal).join('');
    return {
      kind: 'finished',
      message: {
        finish: reasonOfEnd(calls.length, refusal),
        rawFinish: textOf(response['status']),
        usage: counted() ?? UNKNOWN_USAGE,
        rawUsage: rawUsage(),
        refusal: refusal === '' ? null : refusal,
        turn: {
          text: done.map((item) => item.text + item.refusal).join(''),
          reasoning: reasoning.join('') === '' ? null : reasoning.filter((text) => text !== '').join('\n\n'),
          calls: isIncomplete() && !lastIsWhole ? cutCalls(calls) : calls,
          raw: {
            family: 'openai-responses',
            model: options.model,
            items: whole.filter((item) => item['type'] !== undefined),
          },
        },
      },
    };
  }

  return { push, state: () => (response === null ? 'open' : 'closed'), usage: counted, end };
}
