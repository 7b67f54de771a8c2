import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { JudgeFrame } from './judge-frame.ts';
import { ROW_MARK } from './prompt.ts';

/** Where a judge saw something; the quote stands on that frame, white space aside. */
export interface Evidence {
  /** Number of the frame. */
  readonly frame: number;
  /** First and last row, 1-based, as the judge said; null when it did not. */
  readonly rows: readonly [number, number] | null;
  readonly quote: string;
}

/** Shorter quotes are found everywhere. */
const LEAST_CHARACTERS = 2;
const MOST_CHARACTERS = 500;
const MOST_PIECES = 20;

const ROW_NUMBER = new RegExp(`^\\s*\\d+${ROW_MARK.trim()}`, 'gm');

const squeezed = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim();

/** Reads a list of evidence and looks every quote up. The error tells the judge what was not found. */
export function readEvidence(raw: unknown, frames: readonly JudgeFrame[]): Result<readonly Evidence[], string> {
  if (!Array.isArray(raw) || raw.length === 0) return fail('there was no evidence');
  const found: Evidence[] = [];
  for (const piece of raw.slice(0, MOST_PIECES) as readonly unknown[]) {
    const { frame, rows, quote } = fieldsOf(piece);
    if (typeof frame !== 'number' || typeof quote !== 'string') return fail('evidence needs a frame and a quote');
    const shown = frames.find(({ number }) => number === frame);
    if (shown === undefined) return fail(`there is no frame ${frame} to look at`);
    const wanted = squeezed(quote.replaceAll(ROW_NUMBER, ''));
    if (wanted.length < LEAST_CHARACTERS || wanted.length > MOST_CHARACTERS) {
      return fail(`a quote has ${LEAST_CHARACTERS} to ${MOST_CHARACTERS} characters`);
    }
    if (!squeezed(shown.rows.join('\n')).includes(wanted)) {
      return fail(`frame ${frame} does not say ${JSON.stringify(wanted.slice(0, 120))}`);
    }
    found.push({ frame, rows: rowsOf(rows), quote: wanted });
  }
  return ok(found);
}

export const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};

function rowsOf(raw: unknown): readonly [number, number] | null {
  if (!Array.isArray(raw)) return null;
  const numbers = raw.filter((row): row is number => Number.isInteger(row) && Number(row) > 0);
  const [first, last = first] = numbers;
  return first === undefined || last === undefined ? null : [Math.min(first, last), Math.max(first, last)];
}
