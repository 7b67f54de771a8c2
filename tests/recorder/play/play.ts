import { createVirtualClock } from '../../../src/recorder/clock/virtual-clock.ts';
import type { CheckResult } from '../../../src/recorder/check/check-result.ts';
import type { PlayOptions, PlayPorts, PlayResult, ScreenView } from '../../../src/recorder/play/play-ports.ts';
import { playTape } from '../../../src/recorder/play/play-tape.ts';
import type { FrameMark, Recording } from '../../../src/recorder/play/recording.ts';
import { screensAt } from '../../../src/recorder/film/screens-at.ts';
import type { Expectation } from '../../../src/recorder/tape/directive.ts';
import { parseTape } from '../../../src/recorder/tape/parse-tape.ts';
import { settingsOf } from '../../../src/recorder/tape/settings-of.ts';
import type { TapeSettings } from '../../../src/recorder/tape/tape-settings.ts';
import type { SourceSpan } from '../../../src/recorder/tape/tape.ts';
import { createEmulator } from '../../../src/recorder/terminal/emulator.ts';
import type { InProcessProgram } from '../../../src/recorder/terminal/in-process-program.ts';
import { createStreamHost } from '../../../src/recorder/terminal/stream-host.ts';
import { screenText } from '../../../src/recorder/encode/text-golden.ts';

/** A program that shows what is typed, starts a line at Enter and ends with `q`. */
const echoProgram: InProcessProgram = (screen, _clock, _start, signal) =>
  new Promise((resolve) => {
    screen.write('ready> ');
    screen.onInput((data) => {
      if (data === 'q') resolve(0);
      else screen.write(data.replaceAll('\r', '\r\nready> '));
    });
    signal.addEventListener('abort', () => resolve(0));
  });

/** A program that notes what it hears, may answer on its screen, and stays. */
export const hearing =
  (heard: string[], answer: (data: string) => string = () => ''): InProcessProgram =>
  (screen, _clock, _start, signal) =>
    new Promise((resolve) => {
      screen.onInput((data) => {
        heard.push(data);
        screen.write(answer(data));
      });
      signal.addEventListener('abort', () => resolve(0));
    });

/** A small judge: patterns on the screen and exit codes. */
export function evaluate(expectation: Expectation, view: ScreenView, at: SourceSpan): CheckResult {
  const truth = (): boolean => {
    if (expectation.subject === 'screen')
      return new RegExp(expectation.pattern).test(view.text) !== expectation.negated;
    if (expectation.subject === 'exit') return view.exit?.exitCode === expectation.code;
    return false;
  };
  const ok = truth();
  const message = `${expectation.subject} ${ok ? 'is' : 'is not'} as expected`;
  const { atMs, text } = view;
  return { rule: 'expect', ok, severity: 'error', timeout: false, atMs, at, message, rows: null, evidence: text };
}

export interface Rehearsal {
  readonly ports?: Partial<PlayPorts>;
  readonly options?: Partial<PlayOptions>;
  readonly settings?: Partial<TapeSettings>;
  readonly signal?: AbortSignal;
  /** The files that the tape may `Source`, by their paths. */
  readonly sources?: Readonly<Record<string, string>>;
}

/** Plays a tape with a program in this process, on a virtual clock and a screen of 30×4. */
export function play(
  source: string,
  program: InProcessProgram = echoProgram,
  more: Rehearsal = {},
): Promise<PlayResult> {
  const clock = createVirtualClock();
  const tape = parseTape(source, { mode: 'extended', readSource: (path) => more.sources?.[path] });
  const ports: PlayPorts = {
    startHost: createStreamHost(program),
    clock,
    createEmulator,
    hasProgram: (name) => name !== 'missing-program',
    evaluate,
    golden: (golden, view) =>
      Promise.resolve({
        ...evaluate({ subject: 'exit', code: 0 }, view, golden.at),
        ok: true,
        rule: 'golden',
        message: golden.name,
      }),
    ...more.ports,
  };
  const settings = {
    ...settingsOf(tape),
    shell: null,
    exec: ['demo'],
    cells: { columns: 30, rows: 4 },
    ...more.settings,
  };
  const options: PlayOptions = { settings, cwd: '/', env: {}, title: null, ...more.options };
  return clock.run(playTape(tape, ports, options, more.signal ?? new AbortController().signal));
}

/** The recording, where none is refused. */
export async function recorded(...how: Parameters<typeof play>): Promise<Recording> {
  const result = await play(...how);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

/** The text of the screen at each mark, without blank rows at the end. */
export async function screensOf(
  recording: Recording,
  marks: readonly FrameMark[] = recording.frames,
): Promise<string[]> {
  const { columns, rows } = recording.cast.header;
  const texts: string[] = [];
  const emulator = createEmulator({ columns, rows, unicode: 15 });
  const { signal } = new AbortController();
  for await (const { snapshot } of screensAt(recording.cast.events, marks, recording.scrolls ?? [], emulator, signal)) {
    texts.push(screenText(snapshot()).trimEnd());
  }
  return texts;
}

export const failures = (recording: Recording): string[] =>
  recording.checks.filter((check) => !check.ok).map((check) => `${check.severity} ${check.rule}: ${check.message}`);
