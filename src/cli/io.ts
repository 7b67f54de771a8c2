import type { Clock } from '../runtime/ports/clock.ts';
import type { LastLine } from './faces/last-line.ts';
import type { LineOutput } from './faces/line-output.ts';

/** The process as the command line sees it, so that tests can give another one. */
export interface Io {
  readonly out: LineOutput;
  /** For people: notices, errors, why an agent is out. */
  readonly err: LineOutput;
  /** Owed to a script on `out` or `err`. */
  readonly lastLine: LastLine;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute. */
  readonly cwd: string;
  /** Home folder, absolute. */
  readonly home: string;
  /** Both ends are a terminal that can move its cursor. */
  readonly hasTerminal: boolean;
  /** The time of a whole run: whoever gives another clock here gives it to the session, the store and the screen. */
  readonly clock: Clock;
  /** Where what is shown is written down (`--record`); lines on `out` are in it already. */
  readonly recording: RunRecording | null;
}

/** A recording under way. Nothing here throws or waits. */
export interface RunRecording {
  /** What the terminal is sent. */
  readonly output: (text: string) => void;
  readonly resized: (size: { readonly cols: number; readonly rows: number }) => void;
  /** A moment to be found again. */
  readonly mark: (label: string) => void;
  /** Tells the exit code and closes the file. Gives a sentence when not everything could be written. */
  close(exitCode: number): string | null;
}
