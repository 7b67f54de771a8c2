import type { Finding } from './diagnostic.ts';
import type { Path } from './path.ts';

/** Where the value of a key came from; a key that is in no list has its default. */
export type Origin = 'file' | 'alias' | 'orchestrator';

/** What reading a tree needs besides the tree: where findings and origins go. */
export interface Reader {
  /** `place` is what to point at when that says more than the path under which the finding is filed. */
  report(path: Path, finding: Finding, at?: 'key' | 'value', place?: Path): void;
  /** A value as the file writes it; empty when there is no file. */
  textAt(path: Path): string;
  noteOrigin(path: Path, origin: Origin): void;
  /** False once so much was found that further misspellings are told without a guess. */
  hasRoomForGuesses(): boolean;
  /** Handed in, because a backend is read by rules that themselves read blocks. */
  readBackend(raw: unknown, path: Path, reader: Reader): unknown;
}

/** Findings after which misspelt keys are told without a guess: guessing is what takes time. */
export const MAX_GUESSES = 500;

/** What a reader returns for a value it refused. */
export const WRONG: unique symbol = Symbol('wrong');

export type RawMap = Readonly<Record<string, unknown>>;
export const isRawMap = (value: unknown): value is RawMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const MAX_SHOWN = 60;

/** A value in a message: short, on one line, without control characters. */
export function show(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (isRawMap(value)) return 'a map';
  if (value === null || value === undefined) return 'nothing';
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? typeof value);
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}
