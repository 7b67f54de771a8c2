import type { LayoutRecord } from './recording.ts';
import type { RecorderClock } from '../clock/clock.ts';
import type { ScreenEmulator } from '../terminal/grid.ts';
import type { ExitReport, TerminalHost } from '../terminal/host.ts';
import { programAnswered } from './program-answered.ts';
import type { CastLog } from './cast-log.ts';
import { createCastLog } from './cast-log.ts';
import type { Intake } from './intake.ts';
import { createIntake } from './intake.ts';
import type { Pace } from './pace.ts';
import { clockPace, tickPace } from './pace.ts';
import type { ScreenView } from './play-ports.ts';
import type { PauseKind, Timeline } from './timeline.ts';
import { createTimeline } from './timeline.ts';

/** A running program, its screen and its film; what the commands of a tape act on. */
export interface Take {
  readonly host: TerminalHost;
  readonly emulator: ScreenEmulator;
  readonly pace: Pace;
  readonly timeline: Timeline;
  readonly log: CastLog;
  readonly intake: Intake;
  /** Whether the program has ended. */
  readonly over: boolean;
  /** Null while the program runs, or something that it left behind. */
  readonly exit: ExitReport | null;
  /** The film's time now. */
  atMs(): number;
  /** Lets scripted time pass; output arrives meanwhile. In hidden parts the film stands still. */
  pause(ms: number, kind?: PauseKind): Promise<void>;
  /** Writes after everything that arrived has been read and answered. */
  send(data: string): Promise<void>;
  /** Waits until the program has been quiet, at most for a second; takes no film time. */
  settle(): Promise<void>;
  /** Waits, at most for a second, until a program in real time has answered what was sent to it; the film goes on. */
  answered(): Promise<void>;
  /** The film stands still during the work; the next pause begins behind it. */
  still(work: Promise<void>): Promise<void>;
  /** Runs the film until the test holds, the program has ended or `ms` are over; gives what the test says then. */
  waitUntil(test: () => boolean, ms: number): Promise<boolean>;
  /** Resolves true when the program ends within `ms` of running film. */
  waitForExit(ms: number): Promise<boolean>;
  /** Waits, outside of the film, until a shell has printed its prompt. */
  waitForPrompt(ms: number): Promise<void>;
  view(): ScreenView;
  /** Where the program's widgets were; empty for programs that do not tell. */
  readonly layouts: readonly LayoutRecord[];
  /** When something was sent in a part that is shown. */
  readonly inputsMs: readonly number[];
  /** How long a program must print nothing to count as settled. */
  setQuiet(ms: number): void;
  resize(columns: number, rows: number): Promise<void>;
  readonly aborted: boolean;
}

export interface TakeStart {
  readonly host: TerminalHost;
  readonly emulator: ScreenEmulator;
  readonly clock: RecorderClock;
  readonly settleMs: number | null;
  readonly captureInput: boolean;
}

const LONGEST_SETTLE_MS = 1000;
const REAL_SETTLE_MS = 80;

export function createTake(start: TakeStart, signal: AbortSignal): Take {
  const { host, emulator, clock } = start;
  const advance = host.advance?.bind(host);
  const pace = advance === undefined ? clockPace(clock) : tickPace(advance, host.exited, clock, signal);
  const timeline = createTimeline();
  const log = createCastLog();
  const intake = createIntake({ host, emulator, clock, pace, timeline, log, signal });
  let quietMs = start.settleMs ?? (pace.real ? REAL_SETTLE_MS : 0);
  const ended = new AbortController();
  const layouts: LayoutRecord[] = [];
  const inputsMs: number[] = [];
  let exit: ExitReport | null = null;
  let lastInputMs = 0;
  let receivedBefore = 0; // chunks before the last input

  host.onLayout?.((layout) => layouts.push({ ...layout, atMs: Math.round(take.atMs()) }));
  const noteExit = async (): Promise<void> => {
    await (host.ended ?? host.exited);
    ended.abort();
    exit = await host.exited;
  };
  const noted = noteExit(); // a host's report never rejects
  /** The film stands still; what a program has left behind is ended outside of it. */
  const stand = async (): Promise<void> => {
    timeline.stand(pace.now());
    if (ended.signal.aborted) await noted;
  };

  const quietAtMs = (): number => Math.max(intake.lastOutputMs, lastInputMs) + quietMs;
  const settle = async (): Promise<void> => {
    const deadline = pace.now() + LONGEST_SETTLE_MS;
    // What needs no time happens in the smallest step of a clock that is not real.
    if (!pace.real) await pace.until(pace.now() + 1, signal);
    for (;;) {
      await pace.until(Math.min(quietAtMs(), deadline), AbortSignal.any([signal, ended.signal]));
      await intake.drained();
      if (pace.now() >= quietAtMs() || pace.now() >= deadline || signal.aborted || ended.signal.aborted) break;
    }
  };

  const take: Take = {
    host,
    emulator,
    pace,
    timeline,
    log,
    intake,
    get over() {
      return ended.signal.aborted;
    },
    get exit() {
      return exit;
    },
    get aborted() {
      return signal.aborted;
    },
    atMs: () => timeline.at(pace.now()),
    pause: async (ms, kind) => {
      await pace.until(timeline.beginPause(ms, pace.now(), kind), signal);
      await intake.drained();
      if (signal.aborted) timeline.stand(pace.now());
      else timeline.endPause();
    },
    send: async (data) => {
      await intake.drained();
      if (data === '' || ended.signal.aborted) return;
      lastInputMs = pace.now();
      receivedBefore = intake.received;
      if (!timeline.hidden) inputsMs.push(Math.round(take.atMs()));
      if (start.captureInput) log.add({ type: 'input', atMs: take.atMs(), data }, lastInputMs);
      host.write(data);
    },
    still: async (work) => {
      timeline.stand(pace.now());
      await work;
      // The next pause begins here, not where the last one ended.
      timeline.run(pace.now());
      timeline.stand(pace.now());
    },
    answered: () => {
      const over = AbortSignal.any([signal, ended.signal]);
      return programAnswered({ host, intake, pace, over }, () => receivedBefore);
    },
    settle: () => take.still(settle()),
    waitUntil: async (test, ms) => {
      await intake.drained();
      if (test()) return true;
      const found = new AbortController();
      const unsubscribe = intake.onScreen(() => {
        if (test()) found.abort();
      });
      timeline.run(pace.now());
      const interrupted = AbortSignal.any([signal, ended.signal, found.signal]);
      await pace.until(pace.now() + ms, interrupted);
      await intake.drained();
      await stand();
      unsubscribe();
      return found.signal.aborted || test();
    },
    waitForExit: async (ms) => {
      if (exit !== null) return true;
      timeline.run(pace.now());
      await pace.until(pace.now() + ms, AbortSignal.any([signal, ended.signal]));
      await intake.drained();
      await stand();
      return exit !== null;
    },
    setQuiet: (ms) => {
      quietMs = ms;
    },
    resize: async (columns, rows) => {
      await intake.drained();
      const nowMs = pace.now();
      lastInputMs = nowMs; // the program answers it with a repaint
      log.add({ type: 'resize', atMs: take.atMs(), columns, rows }, nowMs);
      emulator.resize(columns, rows);
      host.resize(columns, rows);
    },
    waitForPrompt: async (ms) => {
      timeline.hide(pace.now());
      if (await take.waitUntil(() => emulator.cursorLine() !== '', ms)) await take.settle();
      timeline.show(pace.now());
    },
    layouts,
    inputsMs,
    view: () => ({
      grid: emulator.snapshot(),
      text: emulator.visibleText(),
      cursorLine: emulator.cursorLine(),
      exit,
      events: log.events,
      atMs: Math.round(take.atMs()),
    }),
  };
  return take;
}
