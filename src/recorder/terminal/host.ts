import type { Result } from '../../shared/result.ts';
import type { PlacedLayout } from '../../views/layout-record.ts';
import type { RecorderClock } from '../clock/clock.ts';

/** What to run. Nothing of it passes a shell. */
export interface HostStart {
  /** Program and arguments; at least one. */
  readonly argv: readonly string[];
  readonly cwd: string;
  /** The whole environment of the program. */
  readonly env: Readonly<Record<string, string>>;
  readonly columns: number;
  readonly rows: number;
}

/** How a program ended; `ok` is exit code 0, no signal and nothing left over. */
export interface ExitReport {
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** Process ids of the program's group or session that had to be ended. */
  readonly leftovers: readonly number[];
  readonly ok: boolean;
  /** Why the recorder itself had to end it, to stand behind the program's name; absent when it did not. */
  readonly broken?: string;
}

/** A program that owns a screen: in a pseudo-terminal, or in this process. */
export interface TerminalHost {
  readonly kind: 'pty' | 'stream';
  /** Whole characters only. Set once, before anything can arrive. */
  onOutput(listener: (text: string) => void): void;
  /** Where the program's widgets are, each time that changes; only our own dashboard in this process tells it. */
  onLayout?(listener: (layout: PlacedLayout) => void): void;
  write(data: string): void;
  resize(columns: number, rows: number): void;
  /** Holds output back, for a reader that cannot follow. */
  pause(): void;
  resume(): void;
  /**
   * Is the program at work at this moment, or waiting for its turn? False when it and all it started wait for something.
   * Undefined, or absent, where nobody can tell.
   */
  busy?(): boolean | undefined;
  /**
   * In tick mode: lets the program's own time advance to `toMs` after its start and resolves when all it printed by then
   * has arrived. Absent where time is real or shared.
   */
  advance?(toMs: number): Promise<void>;
  /** Ends the whole group: SIGTERM, `graceMs`, SIGKILL. Idempotent; resolves with what was left. */
  stop(graceMs: number): Promise<ExitReport>;
  /** After the last output; what the program left behind may still be ended. Absent where that is `exited`. */
  readonly ended?: Promise<unknown>;
  /** After the last output, and after everything that was left behind. */
  readonly exited: Promise<ExitReport>;
}

/** Starts a program; the error is a sentence that names the program or folder and what is missing. */
export type StartHost = (start: HostStart, clock: RecorderClock) => Promise<Result<TerminalHost, string>>;
