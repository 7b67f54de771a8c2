import { readTapeTime } from '../tape-time.ts';
import type { SettingRow } from '../tables.ts';
import type { Token } from './token.ts';

function checkNumber({ name, range, unit }: SettingRow, text: string, whole: boolean): string | null {
  const pattern = whole ? /^\d+$/ : /^(\d+\.?\d*|\.\d+)$/;
  if (!pattern.test(text)) return `${name} needs a ${whole ? 'whole ' : ''}number`;
  const number = Number(text);
  if (range === undefined || (number >= range[0] && number <= range[1])) return null;
  return `${name} must lie between ${range[0]} and ${range[1]} ${unit}`;
}

const isJsonObject = (text: string): boolean => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null;
  } catch {
    return false; // the question was whether it is JSON
  }
};

/** What is wrong with a value that VHS takes, only to fail when the tape is played; null when nothing is. */
export function checkSetting(row: SettingRow, value: string, token: Token): string | null {
  switch (row.value) {
    case 'integer':
      return checkNumber(row, value, true);
    case 'number':
      return checkNumber(row, value, false);
    case 'percent':
      return checkNumber(row, value.slice(0, -1), false);
    case 'time':
      // A missing time has been reported, and so has one with two dots.
      return row.name === 'TypingSpeed' && readTapeTime(value) === null ? `${row.name} needs a time` : null;
    case 'theme':
      return token.kind === 'json' && !isJsonObject(value) ? 'Theme is not a JSON object' : checkText(row, token);
    case 'text':
    case 'fill':
      return checkText(row, token);
    case 'bar':
    case 'pattern':
    case 'boolean':
      return null;
  }
}

/** A command word or the end of the tape is a value that was forgotten. */
function checkText({ name }: SettingRow, { kind }: Token): string | null {
  return kind === 'keyword' || kind === 'end' ? `${name} needs a value` : null;
}
