import type { RecorderClock } from '../../recorder/clock/clock.ts';
import type { ProgramScreen } from '../../recorder/terminal/in-process-program.ts';
import type { FrameClock } from '../../terminal/frame-scheduler.ts';
import type { TerminalDevice } from '../../terminal/terminal-device.ts';
import type { LineOutput } from '../faces/line-output.ts';

const nothing = (): void => undefined;

/** What the line discipline of a real terminal does to what is written between frames. */
const asTerminal = (text: string): string => (text.includes('\n') ? text.replace(/\r?\n/g, '\r\n') : text);

/** The recorder's screen as the device a dashboard draws on. Nothing of the process is touched: no raw mode, no signals. */
export function screenDevice(screen: ProgramScreen): TerminalDevice {
  const encoder = new TextEncoder();
  let busy = false;
  let idle = nothing;
  screen.onDrain(() => {
    if (!busy) return;
    busy = false;
    idle();
  });
  return {
    sink: {
      get busy() {
        return busy;
      },
      write(frame) {
        busy = !screen.write(asTerminal(frame));
      },
      onIdle(listener) {
        idle = listener;
      },
      writeSync(text) {
        screen.write(asTerminal(text));
        return true;
      },
      onGone: nothing, // whoever watches ends the program by its signal
      close: nothing,
    },
    size: () => ({ cols: screen.columns, rows: screen.rows }),
    take: nothing,
    release: nothing,
    onBytes: (listener) => screen.onInput((data) => listener(encoder.encode(data))),
    onResize: (listener) => screen.onResize(() => listener()),
    onHangup: nothing,
    stop: () => Promise.resolve(), // there is no shell to go back to
    close: nothing,
  };
}

/** Frames in the recorder's time. */
export const frameClock = (clock: RecorderClock): FrameClock => ({
  now: () => clock.now(),
  after: (ms, run) => clock.after(ms, run),
  soon: (run) => void clock.after(0, run),
});

/** Lines on the recorder's screen. */
export const screenLines = (screen: ProgramScreen): LineOutput => ({
  line: (text) => void screen.write(asTerminal(`${text}\n`)),
  stream: (text) => void screen.write(asTerminal(text)),
  flush: () => Promise.resolve(),
  closed: false,
  failure: null,
});
