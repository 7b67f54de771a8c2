import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { Cast, CastEvent } from '../play/recording.ts';
import { readCastHeader, screenSize } from './cast-header.ts';
import type { ReadHeader } from './cast-header.ts';
import type { CastTheme, CastVersion } from './cast.ts';

/** Something in the file that could not be used as it stands; everything else was. */
interface CastProblem {
  /** 1-based. */
  readonly line: number;
  readonly message: string;
  /** Whether nothing of the line is in the recording. */
  readonly isLost: boolean;
}

export interface ReadCast {
  readonly cast: Cast;
  readonly version: CastVersion;
  /** The colours the recording was made with, when it says so. */
  readonly theme: CastTheme | null;
  /** The header's, when it is longer than the last event. */
  readonly durationMs: number;
  readonly problems: readonly CastProblem[];
}

const LINE_FEED = 10;
/** No recording lasts longer; a film of what claims to would have no end. */
const LONGEST_MS = 24 * 3_600_000;

interface Line {
  readonly number: number;
  readonly text: string;
  /** A line without a line feed at the end of the file may be cut. */
  readonly isOpen: boolean;
  readonly isBroken: boolean;
}

function decodeLine(bytes: Uint8Array): { readonly text: string; readonly isBroken: boolean } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), isBroken: false };
  } catch {
    return { text: new TextDecoder().decode(bytes), isBroken: true };
  }
}

function* linesOfBytes(file: Uint8Array): Generator<Line> {
  for (let start = 0, number = 1; start < file.length; number += 1) {
    const end = file.indexOf(LINE_FEED, start);
    const isOpen = end < 0;
    yield { number, isOpen, ...decodeLine(file.subarray(start, isOpen ? file.length : end)) };
    start = isOpen ? file.length : end + 1;
  }
}

function* linesOfText(file: string): Generator<Line> {
  for (let start = file.startsWith('\ufeff') ? 1 : 0, number = 1; start < file.length; number += 1) {
    const end = file.indexOf('\n', start);
    const isOpen = end < 0;
    yield { number, isOpen, text: file.slice(start, isOpen ? file.length : end), isBroken: false };
    start = isOpen ? file.length : end + 1;
  }
}

function parseJson(text: string): Result<unknown, string> {
  try {
    return ok(JSON.parse(text) as unknown);
  } catch (cause) {
    return fail(cause instanceof Error ? cause.message : String(cause));
  }
}

const NO_EVENT = 'an event is a time, a code and a text';
const KNOWN_CODES: Readonly<Record<CastVersion, string>> = { 2: 'oimr', 3: 'oimrx' };
const isKnown = (code: string, version: CastVersion): boolean =>
  code.length === 1 && KNOWN_CODES[version].includes(code);

/** An event from its code and data; a sentence for data that does not fit the code. */
function eventOf(atMs: number, code: string, data: unknown): CastEvent | string {
  if (typeof data !== 'string') return NO_EVENT;
  switch (code) {
    case 'o':
      return { atMs, type: 'output', data };
    case 'i':
      return { atMs, type: 'input', data };
    case 'm':
      return { atMs, type: 'marker', label: data };
    case 'r': {
      const [, columns, rows] = /^(\d{1,5})x(\d{1,5})$/.exec(data) ?? [];
      const size = screenSize(Number(columns), Number(rows));
      return size === null ? `a resize to ${JSON.stringify(data)} means nothing` : { atMs, type: 'resize', ...size };
    }
    default:
      return /^-?\d{1,10}$/.test(data)
        ? { atMs, type: 'exit', code: Number(data) }
        : `an exit status of ${JSON.stringify(data)} means nothing`;
  }
}

/**
 * Reads a version 2 or 3 cast, strictly, but keeps all that is readable: a line that is no event is a problem with its
 * number, as is one more than 24 hours after the start, and a file that ends in the middle of a line or a character loses
 * that line only. Codes of other programs are passed over whatever their data is, as the format asks; in version 3 the
 * time of a line that says nothing else passes all the same. Fails when there is no header to go by.
 */
export function readCast(file: string | Uint8Array): Result<ReadCast, string> {
  const lines = typeof file === 'string' ? linesOfText(file) : linesOfBytes(file);
  const problems: CastProblem[] = [];
  const events: CastEvent[] = [];
  let head: ReadHeader | null = null;
  let nowMs = 0;
  for (const { number, text, isOpen, isBroken } of lines) {
    const problem = (message: string, isLost = true): void => void problems.push({ line: number, message, isLost });
    if (head === null) {
      const parsed = parseJson(text);
      if (!parsed.ok) return fail('the first line is not the header of a cast');
      const read = readCastHeader(parsed.value);
      if (!read.ok) return read;
      head = read.value;
      continue;
    }
    if (text.trim() === '' || (head.version === 3 && text.startsWith('#'))) continue;
    const parsed = parseJson(text);
    if (!parsed.ok) {
      problem(isOpen ? 'the file is cut in this line' : `not an event: ${parsed.error}`);
      continue;
    }
    if (isBroken) problem('this line is not UTF-8 text throughout', false);
    const fields = Array.isArray(parsed.value) ? (parsed.value as readonly unknown[]) : [];
    const [time, code, data] = fields;
    if (typeof time !== 'number' || typeof code !== 'string' || fields.length !== 3) {
      problem(NO_EVENT);
      continue;
    }
    if (time < 0 || !Number.isFinite(time)) {
      problem(`an event at ${time} seconds`);
      continue;
    }
    const atMs = head.version === 3 ? nowMs + time * 1000 : time * 1000;
    if (atMs > LONGEST_MS) {
      problem('an event more than 24 hours after the start');
      continue;
    }
    if (atMs < nowMs) problem('an event before the one above it; it is taken to be at the same time', false);
    nowMs = Math.max(nowMs, atMs);
    // Sums of decimal fractions drift; a microsecond is finer than either version writes.
    nowMs = Math.round(nowMs * 1000) / 1000;
    if (!isKnown(code, head.version)) continue;
    const event = eventOf(nowMs, code, data);
    if (typeof event === 'string') problem(event);
    else events.push(event);
  }
  if (head === null) return fail('the file is empty');
  return ok({
    cast: { header: head.header, events },
    version: head.version,
    theme: head.theme,
    durationMs: Math.max(Math.min(head.durationMs, LONGEST_MS), nowMs),
    problems,
  });
}
