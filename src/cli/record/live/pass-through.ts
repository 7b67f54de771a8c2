import type { ExitReport, TerminalHost } from '../../../recorder/terminal/host.ts';
import type { ScreenEmulator } from '../../../recorder/terminal/grid.ts';
import type { TerminalDevice } from '../../../terminal/terminal-device.ts';

export interface PassThroughParts {
  readonly device: TerminalDevice;
  readonly host: TerminalHost;
  readonly emulator: ScreenEmulator;
  /** Before the program gets them. */
  readonly onInput: (bytes: Uint8Array) => void;
  /** Before this terminal gets it. */
  readonly onOutput: (text: string) => void;
  readonly onResize: (columns: number, rows: number) => void;
}

const GRACE_MS = 2000;
/** Characters for a terminal that does not read, above which the program is held. */
const MOST_WAITING = 262_144;

/**
 * Connects a program with this terminal, as it is: keys to the program, its bytes to the terminal, sizes too. Resolves
 * when the program has ended and all it printed is shown, or when the signal or the terminal's end has ended it.
 */
export async function passThrough(parts: PassThroughParts, signal: AbortSignal): Promise<ExitReport> {
  const { device, host, emulator } = parts;
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let waiting = '';
  let isHeld = false;
  let isGone = false;
  let emptied: () => void = nothing;

  const pump = (): void => {
    if (device.sink.busy) return;
    if (waiting === '') return emptied();
    const text = waiting;
    waiting = '';
    device.sink.write(text);
    if (isHeld) {
      isHeld = false;
      host.resume();
    }
  };
  device.sink.onIdle(pump);
  host.onOutput((text) => {
    parts.onOutput(text);
    if (isGone) return;
    waiting += text;
    if (waiting.length > MOST_WAITING && !isHeld) {
      isHeld = true;
      host.pause();
    }
    pump();
  });
  device.onBytes((bytes) => {
    parts.onInput(bytes);
    const keys = decoder.decode(bytes, { stream: true });
    if (keys !== '') host.write(keys);
  });
  device.onResize(() => {
    const { cols, rows } = device.size();
    if (cols < 1 || rows < 1) return;
    host.resize(cols, rows);
    emulator.resize(cols, rows);
    parts.onResize(cols, rows);
  });
  // From here on this terminal is somebody else's again, or nobody's.
  const stop = (): void => {
    isGone = true;
    waiting = '';
    emptied();
    void host.stop(GRACE_MS); // never rejects
  };
  device.onHangup(stop);
  device.sink.onGone(stop);
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });
  try {
    const exit = await host.exited;
    if (!isGone && (device.sink.busy || waiting !== '')) {
      await new Promise<void>((resolve) => {
        emptied = resolve;
        pump();
      });
    }
    return exit;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

const nothing = (): void => undefined;
