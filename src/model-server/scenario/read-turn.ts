import { WIRE_FAMILIES } from '../../config/backend-types.ts';
import { SCRIPT_FINISHES } from '../protocols/script.ts';
import type { Cursor } from './cursor.ts';
import { readFault } from './read-fault.ts';
import { readStep } from './read-steps.ts';
import { optional, readChoice, readFields, readFlag, readInteger, readList, readText } from './readers.ts';
import type { Reader } from './readers.ts';
import { STAGES } from './scenario.ts';
import type { Pace, Range, Turn, UsageWish, When } from './scenario.ts';

const MANY = 1_000_000_000;
const count = readInteger(0, MANY);
const agentNumber = readInteger(1, MANY);

const TURN_KEYS = ['when', 'times', 'pace', 'say', 'usage', 'finish', 'fault'];

export const readTurn: Reader<Turn> = (cursor) => {
  const fields = readFields(cursor, TURN_KEYS);
  if (fields === undefined) return undefined;
  if (!fields.has('say') && !fields.has('fault')) {
    return cursor.problem('missing_key', 'a turn needs something to say, or a fault');
  }
  return {
    when: {},
    times: undefined,
    pace: {},
    steps: [],
    usage: {},
    finish: 'end',
    fault: undefined,
    ...optional(fields, 'when', 'when', readWhen),
    ...optional(fields, 'times', 'times', readInteger(1, MANY)),
    ...optional(fields, 'pace', 'pace', readPace),
    ...optional(fields, 'say', 'steps', readSteps),
    ...optional(fields, 'usage', 'usage', readUsage),
    ...optional(fields, 'finish', 'finish', readChoice(SCRIPT_FINISHES)),
    ...optional(fields, 'fault', 'fault', readFault),
  };
};

export const readPace: Reader<Partial<Pace>> = (cursor) => {
  const fields = readFields(cursor, ['first_token_ms', 'tokens_per_second', 'slice_bytes']);
  return (
    fields && {
      ...optional(fields, 'first_token_ms', 'firstTokenMs', readInteger(0, 600_000)),
      ...optional(fields, 'tokens_per_second', 'tokensPerSecond', readInteger(0, 1_000_000)),
      ...optional(fields, 'slice_bytes', 'sliceBytes', readInteger(1, MANY)),
    }
  );
};

/** A text alone, or a list of steps. */
const readSteps: Reader<Turn['steps']> = (cursor) =>
  typeof cursor.value === 'string' ? [{ kind: 'text', text: [cursor.value] }] : readList(readStep)(cursor);

const WHEN_KEYS = [
  'stage',
  'answers',
  'own_answer',
  'shows',
  'step',
  'tool_rounds',
  'reminders',
  'restarted',
  'offers',
  'protocol',
];

function readWhen(cursor: Cursor): When | undefined {
  const fields = readFields(cursor, WHEN_KEYS);
  return (
    fields && {
      ...optional(fields, 'stage', 'stage', readChoice(STAGES)),
      ...optional(fields, 'answers', 'answers', readRange),
      ...optional(fields, 'own_answer', 'ownAnswer', readFlag),
      ...optional(fields, 'shows', 'shows', readList(agentNumber)),
      ...optional(fields, 'step', 'step', readRange),
      ...optional(fields, 'tool_rounds', 'toolRounds', readRange),
      ...optional(fields, 'reminders', 'reminders', readRange),
      ...optional(fields, 'restarted', 'restarted', readFlag),
      ...optional(fields, 'offers', 'offers', readList(readText)),
      ...optional(fields, 'protocol', 'protocol', readChoice(WIRE_FAMILIES)),
    }
  );
}

/** `2` for exactly two, `{ min: 1 }`, `{ max: 3 }`, `{ min: 1, max: 3 }`. */
function readRange(cursor: Cursor): Range | undefined {
  if (typeof cursor.value === 'number') {
    const exact = count(cursor);
    return exact === undefined ? undefined : { min: exact, max: exact };
  }
  const fields = readFields(cursor, ['min', 'max']);
  if (fields === undefined) return undefined;
  const range = {
    min: 0,
    max: MANY,
    ...optional(fields, 'min', 'min', count),
    ...optional(fields, 'max', 'max', count),
  };
  return range.min > range.max ? cursor.problem('wrong_value', 'min is above max') : range;
}

function readUsage(cursor: Cursor): UsageWish | undefined {
  const fields = readFields(cursor, ['input', 'cache_read', 'cache_write', 'output', 'reasoning']);
  return (
    fields && {
      ...optional(fields, 'input', 'input', count),
      ...optional(fields, 'cache_read', 'cacheRead', count),
      ...optional(fields, 'cache_write', 'cacheWrite', count),
      ...optional(fields, 'output', 'output', count),
      ...optional(fields, 'reasoning', 'reasoning', count),
    }
  );
}
