import { isObject } from '../protocols/read-json.ts';
import type { Cursor } from './cursor.ts';

/** Reads a value, or reports what is wrong with it and gives undefined. */
export type Reader<Value> = (cursor: Cursor) => Value | undefined;

/** The members of an object, by key. Unknown keys are reported with the nearest known one. */
export function readFields(cursor: Cursor, known: readonly string[]): ReadonlyMap<string, Cursor> | undefined {
  if (!isObject(cursor.value)) return cursor.problem('wrong_type', `expected ${known.join(', ')}`);
  const fields = new Map<string, Cursor>();
  for (const [key, value] of Object.entries(cursor.value)) {
    const field = cursor.at(key, value);
    if (known.includes(key)) fields.set(key, field);
    else field.problem('unknown_key', `${suggestion(key, known)}known here: ${known.join(', ')}`);
  }
  return fields;
}

/** One optional field: `{}` when it is absent or wrong, so that it can be spread. */
export function optional<const Key extends string, Value>(
  fields: ReadonlyMap<string, Cursor>,
  name: string,
  key: Key,
  read: Reader<Value>,
): { readonly [K in Key]?: Value } {
  const cursor = fields.get(name);
  const value = cursor === undefined ? undefined : read(cursor);
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]?: Value });
}

/** One field that must be there; `owner` is where its absence is reported. */
export function required<Value>(
  owner: Cursor,
  fields: ReadonlyMap<string, Cursor>,
  name: string,
  read: Reader<Value>,
): Value | undefined {
  const cursor = fields.get(name);
  return cursor === undefined ? owner.problem('missing_key', `${name} is missing`) : read(cursor);
}

export const readText: Reader<string> = (cursor) =>
  typeof cursor.value === 'string' ? cursor.value : cursor.problem('wrong_type', 'expected a text');

export const readFlag: Reader<boolean> = (cursor) =>
  typeof cursor.value === 'boolean' ? cursor.value : cursor.problem('wrong_type', 'expected true or false');

/** A whole number from `low` to `high`. */
export const readInteger =
  (low: number, high: number): Reader<number> =>
  (cursor) =>
    Number.isInteger(cursor.value) && Number(cursor.value) >= low && Number(cursor.value) <= high
      ? Number(cursor.value)
      : cursor.problem('wrong_value', `expected a whole number from ${low} to ${high}`);

export const readChoice =
  <const Choice extends string>(choices: readonly Choice[]): Reader<Choice> =>
  (cursor) => {
    const found = choices.find((choice) => choice === cursor.value);
    if (found !== undefined) return found;
    const hint = typeof cursor.value === 'string' ? suggestion(cursor.value, choices) : '';
    return cursor.problem('wrong_value', `${hint}expected one of ${choices.join(', ')}`);
  };

/** A list; entries that are wrong are reported and left out. */
export const readList =
  <Value>(read: Reader<Value>): Reader<readonly Value[]> =>
  (cursor) => {
    if (!Array.isArray(cursor.value)) return cursor.problem('wrong_type', 'expected a list');
    return cursor.value.flatMap((value: unknown, index) => {
      const entry = read(cursor.at(index, value));
      return entry === undefined ? [] : [entry];
    });
  };

/** A text, or a list of at least one. */
export const readTexts: Reader<readonly string[]> = (cursor) => {
  if (typeof cursor.value === 'string') return [cursor.value];
  if (Array.isArray(cursor.value) && cursor.value.length > 0) return readList(readText)(cursor);
  return cursor.problem('wrong_type', 'expected a text, or a list of texts for the agents in turn');
};

/** Longest word worth a suggestion. */
const MAX_WORD_CHARS = 40;

const suggestion = (word: string, known: readonly string[]): string => {
  if (word.length > MAX_WORD_CHARS) return '';
  const [near] = known
    .map((candidate) => ({ candidate, steps: distance(word, candidate) }))
    .filter(({ candidate, steps }) => steps <= (candidate.length > 3 ? 2 : 1))
    .toSorted((left, right) => left.steps - right.steps);
  return near === undefined ? '' : `did you mean "${near.candidate}"? `;
};

/** How many letters must be added, taken away or changed (Levenshtein). */
function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [index, letter] of Array.from(left).entries()) {
    const next = [index + 1];
    for (let column = 1; column <= right.length; column++) {
      const change = (row[column - 1] ?? 0) + (letter === right[column - 1] ? 0 : 1);
      next.push(Math.min(change, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}
