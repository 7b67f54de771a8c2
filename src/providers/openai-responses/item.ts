import type { Progress } from '../shared/decoder.ts';
import type { JsonObject } from '../shared/json.ts';
import { listOf, objectOf, someText, textOf } from '../shared/json.ts';

/** An output item while it grows, known by its place in the output: one host changes the id on the way. */
export interface OpenItem {
  /** The item as `output_item.done` gave it; until then as `added` did. This is what will be sent back. */
  value: JsonObject;
  isDone: boolean;
  readonly callId: string;
  /** What was already handed out, so that the whole item at the end adds only what is missing. */
  text: string;
  refusal: string;
  reasoning: string;
  args: string;
}

export function openItem(value: JsonObject, fallbackId: string): OpenItem {
  const callId = someText(value['call_id']) ?? someText(value['id']) ?? fallbackId;
  return { value, isDone: false, callId, text: '', refusal: '', reasoning: '', args: '' };
}

const DETAIL_LIMIT = 400;

const MODEL_TYPES = ['message', 'reasoning', 'function_call'];

/** Items the provider works on by itself: searches, sandboxes, and whatever comes next. */
export const isServerItem = (item: JsonObject): boolean => !MODEL_TYPES.includes(textOf(item['type']));

const serverKind = (item: JsonObject): string => {
  // xAI reports its own searches as custom tools.
  if (item['type'] === 'custom_tool_call') return textOf(item['name']) || 'custom_tool';
  return textOf(item['type']).replace(/_call$/, '') || 'item';
};

function serverDetail(item: JsonObject): string {
  const action = objectOf(item['action']);
  const detail =
    someText(action['query']) ??
    someText(action['url']) ??
    someText(item['code']) ??
    someText(item['input']) ??
    someText(item['name']) ??
    listOf(item['queries'])
      .filter((query) => typeof query === 'string')
      .join(', ');
  return detail.slice(0, DETAIL_LIMIT);
}

export const serverPart = (item: JsonObject, phase: string, detail = serverDetail(item)): Progress => ({
  type: 'server_tool',
  kind: serverKind(item),
  phase,
  detail: detail.slice(0, DETAIL_LIMIT),
});

const argsPart = (item: OpenItem, text: string): Progress => ({
  type: 'tool_args',
  callId: item.callId,
  name: textOf(item.value['name']),
  text,
});

/** What there is to show the moment an item starts. */
export function addedParts(item: OpenItem): readonly Progress[] {
  if (isServerItem(item.value)) return [serverPart(item.value, 'started')];
  return item.value['type'] === 'function_call' ? [argsPart(item, '')] : [];
}

export type Growing = 'text' | 'refusal' | 'reasoning' | 'args';

/** Adds a piece to one of the texts of an item. */
export function grow(item: OpenItem, what: Growing, piece: string): readonly Progress[] {
  if (piece === '') return [];
  item[what] += piece;
  if (what === 'args') return [argsPart(item, piece)];
  return [{ type: what === 'reasoning' ? 'reasoning' : 'text', text: piece }];
}

/** Takes a text that is told as a whole, unless its pieces were there before. */
export const growWhole = (item: OpenItem, what: Growing, whole: string): readonly Progress[] =>
  item[what] === '' && !item.isDone ? grow(item, what, whole) : [];

const contentText = (item: JsonObject, type: string, field: string): string =>
  listOf(item['content'])
    .map(objectOf)
    .map((part) => (part['type'] === type ? textOf(part[field]) : ''))
    .join('');

const itemText = (item: JsonObject): string => contentText(item, 'output_text', 'text');
export const itemRefusal = (item: JsonObject): string => contentText(item, 'refusal', 'refusal');

/** Summaries where the provider writes them, else the thoughts themselves. */
export function itemReasoning(item: JsonObject): string {
  const summary = listOf(item['summary']).map((part) => textOf(objectOf(part)['text']));
  return summary.length > 0 ? summary.join('\n\n') : contentText(item, 'reasoning_text', 'text');
}

/** The rest of a text of which the beginning was streamed; nothing when the two do not agree. */
const rest = (whole: string, given: string): string => (whole.startsWith(given) ? whole.slice(given.length) : '');

/** An item as it may be sent back, also one that was cut off before it was whole. */
export function sendable(item: OpenItem): JsonObject {
  if (item.isDone) return item.value;
  if (item.value['type'] === 'function_call') return { ...item.value, arguments: item.args };
  const isText = item.value['type'] === undefined && item.text !== '';
  if (item.value['type'] !== 'message' && !isText) return item.value;
  const head = isText ? { type: 'message', role: 'assistant' } : item.value;
  return { ...head, content: [{ type: 'output_text', text: item.text, annotations: [] }] };
}

/** Takes the whole item for what it is, and hands out what its deltas left out. */
export function completeItem(item: OpenItem, value: JsonObject): readonly Progress[] {
  const isNews = !item.isDone;
  item.value = value;
  item.isDone = true;
  switch (value['type']) {
    case 'message':
      return [
        ...grow(item, 'text', rest(itemText(value), item.text)),
        ...grow(item, 'refusal', rest(itemRefusal(value), item.refusal)),
      ];
    case 'reasoning':
      return item.reasoning === '' ? grow(item, 'reasoning', itemReasoning(value)) : [];
    case 'function_call':
      return grow(item, 'args', rest(textOf(value['arguments']), item.args));
    default:
      return isNews ? [serverPart(value, 'done')] : [];
  }
}
