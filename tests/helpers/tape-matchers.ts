import { resolve } from 'node:path';
import { expect } from 'vitest';
import { fileStore } from '../../src/cli/record/goldens/file-store.ts';
import type { GoldenPictures, GoldenStore } from '../../src/recorder/check/golden/golden-store.ts';
import { createGoldens } from '../../src/recorder/check/goldens.ts';
import type { Mask } from '../../src/recorder/check/masks.ts';
import { onlyRules } from '../../src/recorder/check/lint-settings.ts';
import type { RecordedTape, TapeScreen } from './record-tape.ts';

/** How `toMatchScreen` compares. */
interface MatchScreenOptions {
  /** Default: text and cells. */
  readonly level?: 'text' | 'cells' | 'pixels';
  readonly masks?: readonly Mask[];
  /** Default: the files of `tests/golden/screens`. */
  readonly store?: GoldenStore;
  /** Default: no pictures. */
  readonly pictures?: GoldenPictures;
}

interface TapeMatchers {
  /**
   * Whether a screen, or the last one of a tape, is the stored one of this name (letters, digits, dots, dashes, folders). One
   * that is not stored yet is stored, but not where `CI` is set; `UPDATE_GOLDENS=1` stores what differs. What was seen
   * instead goes to `recordings/out/screens`.
   */
  toMatchScreen(name: string, options?: MatchScreenOptions): Promise<void>;
  /** Whether a screen, or any picture of a tape, shows the text or the pattern. */
  toShowText(pattern: string | RegExp): Promise<void>;
  /** Whether lint finds nothing that is an error: of these rules (`contrast`, `contrast=3`), or of those the tape asks for. */
  toPassLint(rules?: readonly string[]): Promise<void>;
}

declare module 'vitest' {
  // oxlint-disable-next-line typescript/no-empty-object-type, no-unused-vars -- vitest's own parameters, to be merged with
  interface Matchers<R, T> extends TapeMatchers {}
}

interface Outcome {
  readonly pass: boolean;
  readonly message: () => string;
}

const ROOT = resolve(import.meta.dirname, '../..');

function goldenMode(): 'check' | 'create-missing' | 'update' {
  if (process.env['UPDATE_GOLDENS'] === '1') return 'update';
  return process.env['CI'] === undefined ? 'create-missing' : 'check';
}

const isTape = (received: RecordedTape | TapeScreen): received is RecordedTape => 'recording' in received;

const screenOf = (received: RecordedTape | TapeScreen): TapeScreen => (isTape(received) ? received.end : received);

async function matchScreen(
  received: RecordedTape | TapeScreen,
  name: string,
  { level, masks = [], store = fileStore, pictures }: MatchScreenOptions = {},
): Promise<Outcome> {
  const { grid, text, atMs } = screenOf(received);
  const folders = { folder: resolve(ROOT, 'tests/golden/screens'), out: resolve(ROOT, 'recordings/out/screens') };
  const compare = createGoldens(store, { mode: goldenMode(), ...folders, pictures: pictures ?? null });
  const at = { line: 0, column: 0, literal: '' };
  const lines = text.split('\n');
  const view = { grid, text, cursorLine: lines[grid.cursor.row] ?? '', exit: null, events: [], atMs };
  const { ok, message, evidence } = await compare({ name, level: level ?? null, masks, at }, view);
  return { pass: ok, message: () => `${message}\n${evidence ?? ''}` };
}

async function showText(received: RecordedTape | TapeScreen, pattern: string | RegExp): Promise<Outcome> {
  const isShown = (text: string): boolean =>
    typeof pattern === 'string' ? text.includes(pattern) : text.search(pattern) >= 0;
  const wanted = typeof pattern === 'string' ? JSON.stringify(pattern) : String(pattern);
  if (!isTape(received)) {
    const pass = isShown(received.text);
    return { pass, message: () => `the screen ${pass ? 'shows' : 'does not show'} ${wanted}:\n${received.text}` };
  }
  for await (const { text, atMs } of received.screens()) {
    if (isShown(text)) return { pass: true, message: () => `after ${atMs} ms the film shows ${wanted}:\n${text}` };
  }
  return { pass: false, message: () => `no picture of the film shows ${wanted}; the last is:\n${received.end.text}` };
}

async function passLint(received: RecordedTape, rules?: readonly string[]): Promise<Outcome> {
  const settings = rules === undefined ? undefined : onlyRules(rules);
  if (settings?.ok === false) throw new Error(settings.error);
  const report = await received.lint(settings?.value);
  const judged = report.rules.filter(({ score }) => score !== null).map(({ rule }) => rule);
  if (judged.length === 0) return { pass: false, message: () => 'lint could judge nothing' };
  const errors = report.checks.filter(({ severity }) => severity === 'error');
  const told = errors.map(({ rule, message, evidence }) => `${rule}: ${message}\n${evidence ?? ''}`.trimEnd());
  return {
    pass: errors.length === 0,
    message: () => (told.length === 0 ? `lint found nothing (${judged.join(', ')})` : told.join('\n')),
  };
}

expect.extend({ toMatchScreen: matchScreen, toShowText: showText, toPassLint: passLint });
