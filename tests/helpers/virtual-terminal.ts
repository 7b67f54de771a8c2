import { createTerminal } from '../../src/terminal/create-terminal.ts';
import type { OwnedTerminal } from '../../src/terminal/create-terminal.ts';
import { systemFrameClock } from '../../src/terminal/frame-scheduler.ts';
import type { FrameClock } from '../../src/terminal/frame-scheduler.ts';
import type { Sink } from '../../src/terminal/sink.ts';
import type { TerminalDevice } from '../../src/terminal/terminal-device.ts';
import type { TerminalOptions } from '../../src/terminal/terminal.ts';
import { createScreenModel } from './screen-model.ts';
import type { ScreenModel } from './screen-model.ts';

export interface VirtualTerminal {
  readonly terminal: OwnedTerminal;
  readonly screen: ScreenModel;
  /** Sends bytes as a person's terminal would. */
  type(bytes: string): void;
  resize(cols: number, rows: number): void;
  /** The system reports this size, whatever the window really is. */
  resizeReport(cols: number, rows: number): void;
  /** The other side hangs up. */
  hangUp(): void;
  /** Stops (and restarts) taking frames, like a terminal that does not read. */
  stall(): void;
  unstall(): void;
  /** Resolves when every frame is drawn and shown. */
  shown(): Promise<void>;
  /** Everything written so far. */
  readonly written: string;
}

export interface VirtualOptions extends Partial<TerminalOptions> {
  readonly cols: number;
  readonly rows: number;
  readonly widths?: 'grapheme' | 'codepoint';
  readonly ambiguous?: 1 | 2;
  readonly clock?: FrameClock;
  /** Resolves when the suspended program is continued. Default: at once. */
  readonly continued?: Promise<void>;
  /** Whether the emulator's answers reach the program. Default true. */
  readonly answers?: boolean;
}

const ignore = (): void => undefined;

/** A terminal in memory with an emulator behind it: what the program draws can be read as cells. */
export function openVirtualTerminal(options: VirtualOptions): VirtualTerminal {
  const {
    cols,
    rows,
    widths = 'grapheme',
    ambiguous = 1,
    clock = systemFrameClock,
    answers = true,
    continued = Promise.resolve(),
    ...rest
  } = options;
  const screen = createScreenModel({ cols, rows, widths, ambiguous });
  let size = { cols, rows };
  let bytesIn: (bytes: Uint8Array) => void = ignore;
  let resized: () => void = ignore;
  let hangup: (detail: string) => void = ignore;
  let idle: () => void = ignore;
  let written = '';
  let busy = false;
  let stalled = false;
  let held = '';
  let arrived = Promise.resolve();
  const send = (bytes: string): void => bytesIn(new TextEncoder().encode(bytes));
  const show = (bytes: string): void => {
    written += bytes;
    arrived = screen.write(bytes);
  };
  if (answers) screen.onAnswer(send);

  const taken = async (): Promise<void> => {
    await screen.write('');
    busy = false;
    idle();
  };

  const sink: Sink = {
    get busy() {
      return busy;
    },
    write(frame) {
      busy = true;
      if (stalled) held += frame;
      else {
        show(frame);
        void taken();
      }
    },
    onIdle(listener) {
      idle = listener;
    },
    writeSync(text) {
      show(held + text);
      held = '';
      return true;
    },
    onGone: () => undefined,
    close: () => undefined,
  };
  const device: TerminalDevice = {
    sink,
    size: () => size,
    take: () => undefined,
    release: () => undefined,
    onBytes(listener) {
      bytesIn = listener;
    },
    onResize(listener) {
      resized = listener;
    },
    onHangup(listener) {
      hangup = listener;
    },
    stop: () => continued,
    close: () => undefined,
  };
  const terminal = createTerminal(device, { env: { TERM: 'xterm-256color', COLORTERM: 'truecolor' }, ...rest }, clock);
  return {
    terminal,
    screen,
    type: send,
    resize(nextCols, nextRows) {
      size = { cols: nextCols, rows: nextRows };
      screen.resize(nextCols, nextRows);
      resized();
    },
    resizeReport(nextCols, nextRows) {
      size = { cols: nextCols, rows: nextRows };
      resized();
    },
    hangUp: () => hangup('gone'),
    stall() {
      stalled = true;
    },
    unstall() {
      stalled = false;
      const frame = held;
      held = '';
      if (frame === '') return;
      show(frame);
      busy = false;
      idle();
    },
    async shown() {
      await arrived;
      await terminal.idle();
      await arrived;
    },
    get written() {
      return written;
    },
  };
}
