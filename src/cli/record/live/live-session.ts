import { createEmulator } from '../../../recorder/terminal/emulator.ts';
import type { ScreenEmulator } from '../../../recorder/terminal/grid.ts';
import type { ExitReport, TerminalHost } from '../../../recorder/terminal/host.ts';
import { createLiveScribe } from '../../../recorder/live/live-scribe.ts';
import type { ScreenLook } from '../../../recorder/live/typed-run.ts';
import type { TypedStep } from '../../../recorder/live/typed-step.ts';
import { systemFrameClock } from '../../../terminal/frame-scheduler.ts';
import { startGuard } from '../../../terminal/guard.ts';
import { createInputReader } from '../../../terminal/input/input-reader.ts';
import type { InputEvent } from '../../../terminal/input/input-event.ts';
import { hookProcess } from '../../../terminal/process-hooks.ts';
import type { TerminalDevice } from '../../../terminal/terminal-device.ts';
import type { CastFile } from '../files/cast-file.ts';
import { passThrough } from './pass-through.ts';
import { passOutputUnchanged } from './raw-output.ts';
import { GUARD_BYTES, restoreBytes } from './restore-bytes.ts';

export interface LiveSession {
  readonly host: TerminalHost;
  readonly device: TerminalDevice;
  readonly cast: CastFile;
  readonly columns: number;
  readonly rows: number;
  /** Keys go into the cast too, except those whose text the screen did not show. */
  readonly captureInput: boolean;
}

export interface LiveResult {
  readonly steps: readonly TypedStep[];
  readonly exit: ExitReport;
}

const ESCAPE_MS = 25;

/**
 * Runs a program in this terminal until it ends, and writes down what it shows and what is typed. The terminal is given
 * back on return, throw, signal and crash; when this process is killed, by a guard.
 */
export async function runLiveSession(session: LiveSession, signal: AbortSignal): Promise<LiveResult> {
  const { host, device, cast, columns, rows } = session;
  const startMs = performance.now();
  const now = (): number => performance.now() - startMs;
  const emulator = createEmulator({ columns, rows, unicode: 15, scrollback: 0 });
  let wide = columns;
  const over = new AbortController();
  const typed = (data: string): void => {
    if (session.captureInput) cast.add({ atMs: now(), type: 'input', data });
  };
  const scribe = createLiveScribe({ look: () => lookAt(emulator, wide), onShown: typed });
  let events: InputEvent[] = [];
  const reader = createInputReader(systemFrameClock, ESCAPE_MS, (event) => {
    events.push(event);
    scribe.input(event, now());
  });

  let isOurs = true;
  const giveBack = (): void => {
    if (!isOurs) return;
    isOurs = false;
    device.sink.writeSync(restoreBytes(emulator.modes));
    device.release();
  };
  device.take();
  passOutputUnchanged();
  const guard = startGuard(GUARD_BYTES);
  const unhook = hookProcess({
    leave: giveBack,
    onSignal: () => {
      over.abort();
      return true;
    },
    describeCrash: (error) => `massgen: ${error instanceof Error ? error.message : String(error)}`,
  });
  try {
    const exit = await passThrough(
      {
        device,
        host,
        emulator,
        onInput: (bytes) => {
          events = [];
          reader.feed(bytes);
          const isKeysOnly = events.length > 0 && events.every((event) => event.type === 'key' && event.text === '');
          if (isKeysOnly || (bytes.length === 1 && bytes[0] === 0x1b)) typed(new TextDecoder().decode(bytes));
        },
        onOutput: (text) => {
          cast.add({ atMs: now(), type: 'output', data: text });
          void emulator.feed(text); // never rejects
          emulator.takeReplies(); // the person's terminal answers
          scribe.output(text, now());
        },
        onResize: (nextColumns, nextRows) => {
          wide = nextColumns;
          cast.add({ atMs: now(), type: 'resize', columns: nextColumns, rows: nextRows });
        },
      },
      AbortSignal.any([signal, over.signal]),
    );
    if (exit.exitCode !== null) cast.add({ atMs: now(), type: 'exit', code: exit.exitCode });
    return { steps: scribe.finish(now()), exit };
  } finally {
    reader.stop();
    giveBack();
    guard.release();
    unhook();
    device.close();
    emulator.dispose();
  }
}

/** The screen as text in which a wrapped line is one. */
function lookAt(emulator: ScreenEmulator, columns: number): ScreenLook {
  const { cursor, modes } = emulator;
  const lines = emulator.visibleText().split('\n');
  const text = lines.map((line) => (line.length >= columns ? line : `${line}\n`)).join('');
  return {
    text,
    altScreen: modes.altScreen,
    cursor: `${cursor.row},${cursor.column}`,
    beforeCursor: emulator.cursorLine().slice(0, cursor.column),
  };
}
