import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import type { Size } from '../terminal.ts';
import type { BlessedBase, BlessedScreen } from './blessed-internals.ts';

/** A terminal that only blessed believes in: it swallows every byte and never says anything by itself. */
class FakeTerminal extends PassThrough {
  readonly isTTY = true;
  isRaw = false;
  columns: number;
  rows: number;

  constructor(size: Size) {
    super();
    this.columns = size.cols;
    this.rows = size.rows;
  }

  setRawMode(raw: boolean): this {
    this.isRaw = raw;
    return this;
  }
}

/** Blessed's screen between two fake ends. */
export interface HostScreen {
  readonly screen: BlessedScreen;
  /** Emit `keypress` on it to give the widgets a key. */
  readonly input: PassThrough;
  readonly resize: (size: Size) => void;
}

/**
 * A blessed screen that keeps its hands off: it reads no system terminfo (its parser fails on every modern entry), no
 * input, writes nothing, and leaves signals and crashes to us.
 */
export function createScreen({ newScreen, tput, terminfoFile }: BlessedBase, size: Size): HostScreen {
  const input = new FakeTerminal(size);
  const output = new FakeTerminal(size);
  output.resume(); // what blessed writes goes nowhere
  const readTerminfo = tput.prototype.readTerminfo;
  tput.prototype.readTerminfo = function bundled() {
    return this.parseTerminfo(readFileSync(terminfoFile), terminfoFile);
  };
  const options = {
    input,
    output,
    terminal: 'xterm-256color',
    forceUnicode: true,
    fullUnicode: true,
    dockBorders: false,
  };
  try {
    const screen: BlessedScreen = withoutProcessHandlers(() => newScreen({ ...options, ignoreLocked: ['C-c'] }));
    screen.draw = nothing;
    screen.program.enableMouse = nothing; // it would ask for coordinates in UTF-8
    return {
      screen,
      input,
      resize({ cols, rows }) {
        output.columns = cols;
        output.rows = rows;
        output.emit('resize');
      },
    };
  } finally {
    tput.prototype.readTerminfo = readTerminfo;
  }
}

const nothing = (): void => undefined;

const HOOKED = ['uncaughtException', 'SIGTERM', 'SIGINT', 'SIGQUIT', 'exit'] as const;

/** Blessed's handlers would do nothing, or exit with 0, once another listener is there; ours must be the only ones. */
function withoutProcessHandlers<Value>(create: () => Value): Value {
  const before = HOOKED.map((event) => new Set(process.rawListeners(event)));
  const value = create();
  HOOKED.forEach((event, index) => {
    for (const listener of process.rawListeners(event)) {
      if (before[index]?.has(listener) === false && isListener(listener)) process.removeListener(event, listener);
    }
  });
  return value;
}

const isListener = (value: unknown): value is () => void => typeof value === 'function';
