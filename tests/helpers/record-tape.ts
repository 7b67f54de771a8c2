import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { recorderData } from '../../src/cli/record/recorder-data.ts';
import { openWorld, usualClock } from '../../src/cli/record/programs.ts';
import { createExpectations } from '../../src/recorder/check/expectations.ts';
import type { LintContext } from '../../src/recorder/check/lint/rule.ts';
import { lintFilm } from '../../src/recorder/check/lint-film.ts';
import type { LintReport } from '../../src/recorder/check/lint-film.ts';
import { framesToLint, lintContextOf } from '../../src/recorder/check/lint-frames.ts';
import type { LintSettings } from '../../src/recorder/check/lint-settings.ts';
import { lintSettings } from '../../src/recorder/check/lint-settings.ts';
import { screenText } from '../../src/recorder/encode/text-golden.ts';
import { screensAt } from '../../src/recorder/film/screens-at.ts';
import { fontFilesIn } from '../../src/recorder/picture/font-folder.ts';
import { createMissingGlyphs } from '../../src/recorder/picture/missing-glyphs.ts';
import { DEFAULT_THEME } from '../../src/recorder/picture/themes.ts';
import type { GoldenPort } from '../../src/recorder/play/play-ports.ts';
import { playTape } from '../../src/recorder/play/play-tape.ts';
import type { Recording } from '../../src/recorder/play/recording.ts';
import { parseTape } from '../../src/recorder/tape/parse-tape.ts';
import { settingsOf } from '../../src/recorder/tape/settings-of.ts';
import type { TapeSettings } from '../../src/recorder/tape/tape-settings.ts';
import { createEmulator } from '../../src/recorder/terminal/emulator.ts';
import { onPath } from '../../src/recorder/terminal/find-program.ts';
import { copyGrid } from '../../src/recorder/terminal/grid.ts';
import type { CellGrid } from '../../src/recorder/terminal/grid.ts';
import type { StartHost } from '../../src/recorder/terminal/host.ts';

export interface RecordTapeOptions {
  /** Over what the tape sets. */
  readonly settings?: Partial<TapeSettings>;
  /** Folder of the program. Default: the root of the repository. */
  readonly cwd?: string;
  /** Compares `golden` directives. Default: they pass unseen. */
  readonly golden?: GoldenPort;
  /** Starts the program; a virtual clock then counts. Default: `massgen --replay` in this process, others in a real PTY. */
  readonly startHost?: StartHost;
  readonly signal?: AbortSignal;
}

/** One screen of a film. */
export interface TapeScreen {
  readonly atMs: number;
  readonly grid: CellGrid;
  /** Rows, right-trimmed, joined by line feeds. */
  readonly text: string;
}

/** A played tape. */
export interface RecordedTape {
  readonly recording: Recording;
  /** The last screen. */
  readonly end: TapeScreen;
  /** What is shown at a time of the film. */
  at(ms: number): Promise<TapeScreen>;
  /** Every picture, in order. */
  screens(): AsyncGenerator<TapeScreen>;
  /** Default settings: those of the tape's own `lint` directives. */
  lint(settings?: LintSettings, context?: Partial<LintContext>): Promise<LintReport>;
}

const ROOT = resolve(import.meta.dirname, '../..');
const NEVER = new AbortController().signal;

const environment = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

const passUnseen: GoldenPort = ({ name, at }, { atMs }) =>
  Promise.resolve({
    rule: 'golden',
    ok: true,
    severity: 'error',
    timeout: false,
    atMs,
    at,
    message: `golden ${name} was not compared`,
    rows: null,
    evidence: null,
  });

/**
 * Plays a tape, given by its path from the root of the repository or by its text (a text has more than one line). Throws
 * when it is refused; failed checks are in `recording.checks`.
 */
export async function recordTape(tape: string, options: RecordTapeOptions = {}): Promise<RecordedTape> {
  const isText = tape.includes('\n');
  const path = resolve(ROOT, tape);
  const source = isText ? tape : readFileSync(path, 'utf8');
  const parsed = parseTape(source, {
    readSource: (name) => (isText ? undefined : readFileSync(resolve(dirname(path), name), 'utf8')),
  });
  const settings = { ...settingsOf(parsed), ...options.settings };
  const opened = openWorld(
    options.startHost === undefined ? (settings.clock ?? usualClock(settings.exec)) : 'virtual',
    options.startHost === undefined ? settings.exec : ['massgen'],
  );
  if (!opened.ok) throw new Error(opened.error);
  const world = opened.value;
  const cwd = options.cwd ?? ROOT;
  const env = environment();
  const ports = {
    startHost: options.startHost ?? world.startHost,
    clock: world.clock,
    createEmulator,
    hasProgram: (name: string) => name === 'massgen' || onPath(name, env, cwd) !== null,
    evaluate: createExpectations(),
    golden: options.golden ?? passUnseen,
  };
  const work = playTape(parsed, ports, { settings, cwd, env, title: null }, options.signal ?? NEVER);
  const played = await world.run(work);
  if (!played.ok) throw new Error(`${isText ? 'the tape' : tape}: ${played.error.message}`);
  const recording = played.value;

  async function* screens(): AsyncGenerator<TapeScreen> {
    const { columns, rows } = recording.cast.header;
    const emulator = createEmulator({ columns, rows, unicode: settings.unicode });
    const { events } = recording.cast;
    for await (const { stop, snapshot } of screensAt(
      events,
      recording.frames,
      recording.scrolls ?? [],
      emulator,
      NEVER,
    )) {
      const grid = copyGrid(snapshot());
      yield { atMs: stop.atMs, grid, text: screenText(grid) };
    }
    emulator.dispose();
  }
  async function at(ms: number): Promise<TapeScreen> {
    let found: TapeScreen | null = null;
    for await (const screen of screens()) {
      if (found !== null && screen.atMs > ms) break;
      found = screen;
    }
    if (found === null) throw new Error('the film has no picture');
    return found;
  }
  return {
    recording,
    end: await at(Infinity),
    at,
    screens,
    lint: (given = lintSettings(parsed.commands), context = {}) => {
      const isMissing = createMissingGlyphs(fontFilesIn(recorderData()));
      const known = lintContextOf(recording, { theme: DEFAULT_THEME, isMissing, ...context });
      const frames = framesToLint(recording, { createEmulator, unicode: settings.unicode }, NEVER);
      return lintFilm(frames, known, { settings: given });
    },
  };
}
