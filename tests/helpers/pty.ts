import { spawn } from '@lydell/node-pty';
import { fileURLToPath } from 'node:url';
import type { ScreenModel } from './screen-model.ts';
import { createScreenModel } from './screen-model.ts';

/** A program on a real pseudo-terminal, with an emulator as the person's window. */
export interface Pty {
  readonly pid: number;
  readonly screen: ScreenModel;
  /** Everything the program has written. */
  readonly output: string;
  type(text: string): void;
  resize(cols: number, rows: number): void;
  kill(signal: NodeJS.Signals): void;
  /** Stops reading, like a window whose scroll lock is on. */
  pause(): void;
  resume(): void;
  /** Closes the window. */
  hangUp(): void;
  /** Resolves as soon as the condition holds for what is on the screen; rejects after 45 s with the screen. */
  until(condition: (pty: Pty) => boolean): Promise<void>;
  /** Exit code, or 128 + signal; by then the screen shows all that was written. */
  readonly exited: Promise<number>;
}

export interface PtyOptions {
  /** A TypeScript file of the test folder, or any command when `command` is given. */
  readonly script?: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly cols?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Default: the root of the repository. */
  readonly cwd?: string;
  /** Whether the emulator answers questions. Default true. */
  readonly answers?: boolean;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export function openPty(options: PtyOptions): Pty {
  const { cols = 80, rows = 24, answers = true } = options;
  const command = options.command ?? [process.execPath, options.script ?? '', ...(options.args ?? [])];
  const screen = createScreenModel({ cols, rows });
  const [file = '', ...args] = command;
  const path = process.env['PATH'] ?? '';
  const env = { PATH: path, TERM: 'xterm-256color', COLORTERM: 'truecolor', LANG: 'C.UTF-8', ...options.env };
  const child = spawn(file, args, { cols, rows, cwd: options.cwd ?? ROOT, env });
  const watchers = new Set<() => void>();
  const check = (): void => {
    for (const watcher of Array.from(watchers)) watcher();
  };
  let output = '';
  let shown = Promise.resolve();
  child.onData((data) => {
    output += data;
    shown = show(data);
  });
  async function show(data: string): Promise<void> {
    await screen.write(data);
    check();
  }
  if (answers) screen.onAnswer((bytes) => child.write(bytes));
  const exited = new Promise<number>((resolve) => {
    child.onExit(({ exitCode, signal }) => {
      const code = signal !== undefined && signal !== 0 ? 128 + signal : exitCode;
      void shown.then(() => resolve(code));
    });
  });

  const pty: Pty = {
    pid: child.pid,
    screen,
    exited,
    get output() {
      return output;
    },
    type: (text) => child.write(text),
    resize(nextCols, nextRows) {
      screen.resize(nextCols, nextRows);
      child.resize(nextCols, nextRows);
    },
    kill: (signal) => void process.kill(child.pid, signal),
    pause: () => child.pause(),
    resume: () => child.resume(),
    hangUp: () => child.kill('SIGHUP'),
    until(condition) {
      return new Promise((resolve, reject) => {
        const finish = (): void => {
          clearTimeout(timer);
          watchers.delete(watch);
        };
        const watch = (): void => {
          if (!condition(pty)) return;
          finish();
          resolve();
        };
        const timer = setTimeout(() => {
          finish();
          reject(new Error(`the screen never showed it; it shows:\n${screen.text()}`));
        }, 45_000);
        watchers.add(watch);
        watch();
      });
    },
  };
  return pty;
}
