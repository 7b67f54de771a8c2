import { readTapeTime } from '../../recorder/tape/tape-time.ts';
import { MOST_CELLS_A_SIDE } from '../../recorder/tape/tables.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { RECORD_OPTIONS } from './options.ts';
import type { ChoiceName, OptionChoice } from './options.ts';

/** Readers of option values; each error is a sentence that names the option. Undefined stays undefined. */

export function readSize(text: string | undefined): Result<{ columns: number; rows: number } | undefined, string> {
  if (text === undefined) return ok(undefined);
  const match = /^(\d{1,5})x(\d{1,5})$/.exec(text);
  const [columns, rows] = [Number(match?.[1]), Number(match?.[2])];
  if (match !== null && [columns, rows].every((side) => side >= 1 && side <= MOST_CELLS_A_SIDE)) {
    return ok({ columns, rows });
  }
  return fail(`--size takes columns and rows like 120x36, each 1 to ${MOST_CELLS_A_SIDE}, not "${text}"`);
}

/** Milliseconds of `3s`, `500ms`, `2m` or `3`. */
export function readTime(name: string, text: string | undefined): Result<number | undefined, string> {
  if (text === undefined) return ok(undefined);
  const ms = readTapeTime(text);
  return ms === null ? fail(`--${name} takes a time like 3s, 500ms or 2m, not "${text}"`) : ok(ms);
}

export function readNumber(
  name: string,
  text: string | undefined,
  least: number,
  most: number,
): Result<number | undefined, string> {
  if (text === undefined) return ok(undefined);
  const value = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && value >= least && value <= most) return ok(value);
  return fail(`--${name} takes a number from ${least} to ${most}, not "${text}"`);
}

/** One of the words that the table of options has for it. */
export function readChoice<Name extends ChoiceName>(
  name: Name,
  values: Readonly<Partial<Record<ChoiceName, string>>>,
): Result<OptionChoice<Name> | undefined, string> {
  const text = values[name];
  const choices: readonly string[] = RECORD_OPTIONS[name].value;
  const found = choices.find((choice): choice is OptionChoice<Name> => choice === text);
  if (text === undefined || found !== undefined) return ok(found);
  return fail(`--${name} is ${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}, not "${text}"`);
}
