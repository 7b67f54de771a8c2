import type { Cursor } from './cursor.ts';
import { optional, readChoice, readFields, readInteger, readText, readTexts, required } from './readers.ts';
import type { Reader } from './readers.ts';
import { VOTE_WISHES } from './scenario.ts';
import type { Step, VoteWish } from './scenario.ts';

const MAX_PAUSE_MS = 600_000;

const STEP_READERS: Readonly<Record<string, Reader<Step>>> = {
  think: (cursor) => spoken(cursor, 'think'),
  text: (cursor) => spoken(cursor, 'text'),
  answer: (cursor) => spoken(cursor, 'answer'),
  pause_ms: (cursor) => {
    const ms = readInteger(0, MAX_PAUSE_MS)(cursor);
    return ms === undefined ? undefined : { kind: 'pause', ms };
  },
  submit: (cursor) =>
    cursor.value === true ? { kind: 'submit' } : cursor.problem('wrong_value', 'submit can only be true'),
  vote: (cursor) => {
    const fields = readFields(cursor, ['for', 'reason']);
    const wish = fields && required(cursor, fields, 'for', readWish);
    const reason = fields && required(cursor, fields, 'reason', readTexts);
    return wish === undefined || reason === undefined ? undefined : { kind: 'vote', wish, reason };
  },
  restart: (cursor) => {
    const fields = readFields(cursor, ['reason', 'instructions']);
    const reason = fields && required(cursor, fields, 'reason', readText);
    const instructions = fields && required(cursor, fields, 'instructions', readText);
    return reason === undefined || instructions === undefined ? undefined : { kind: 'restart', reason, instructions };
  },
  stop: (cursor) => {
    const fields = readFields(cursor, ['summary', 'status']);
    const summary = fields && required(cursor, fields, 'summary', readTexts);
    if (fields === undefined || summary === undefined) return undefined;
    return {
      kind: 'stop',
      summary,
      status: 'complete',
      ...optional(fields, 'status', 'status', readChoice(['complete', 'blocked'])),
    };
  },
  call: (cursor) => {
    const fields = readFields(cursor, ['name', 'arguments']);
    const name = fields && required(cursor, fields, 'name', readText);
    if (fields === undefined || name === undefined) return undefined;
    const { value } = fields.get('arguments') ?? { value: {} };
    return { kind: 'call', name, argumentsText: typeof value === 'string' ? value : JSON.stringify(value) };
  },
};

/** One step: `- text: …` and so on, exactly one key each; a bare text is text. */
export const readStep: Reader<Step> = (cursor) => {
  if (typeof cursor.value === 'string') return { kind: 'text', text: [cursor.value] };
  const fields = readFields(cursor, Object.keys(STEP_READERS));
  if (fields === undefined) return undefined;
  const [first, ...others] = fields;
  if (first === undefined || others.length > 0) return cursor.problem('wrong_value', 'a step has exactly one key');
  return STEP_READERS[first[0]]?.(first[1]);
};

function spoken(cursor: Cursor, kind: 'think' | 'text' | 'answer'): Step | undefined {
  const text = readTexts(cursor);
  return text === undefined ? undefined : { kind, text };
}

/** `first`, `other` …, or an agent: `2` or `agent2`. */
const readWish: Reader<VoteWish> = (cursor) => {
  const number = /^(?:agent)?([1-9]\d{0,5})$/.exec(String(cursor.value))?.[1];
  return number === undefined ? readChoice(VOTE_WISHES)(cursor) : Number(number);
};
