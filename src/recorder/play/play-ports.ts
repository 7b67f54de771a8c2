import type { Result } from '../../shared/result.ts';
import type { CheckResult } from '../check/check-result.ts';
import type { RecorderClock } from '../clock/clock.ts';
import type { Expectation } from '../tape/directive.ts';
import type { SourceSpan, TapeCommand } from '../tape/tape.ts';
import type { TapeSettings } from '../tape/tape-settings.ts';
import type { TerminalColours } from '../terminal/default-colours.ts';
import type { CellGrid, ScreenEmulator } from '../terminal/grid.ts';
import type { ExitReport, StartHost } from '../terminal/host.ts';
import type { CastEvent, Recording } from './recording.ts';

/** What a check may look at: the screen now, and what led to it. Only lent for the call. */
export interface ScreenView {
  readonly grid: CellGrid;
  /** Rows of the viewport, right-trimmed, joined by line feeds. */
  readonly text: string;
  /** The cursor's row, right-trimmed. */
  readonly cursorLine: string;
  /** Null while the program runs. */
  readonly exit: ExitReport | null;
  /** Everything recorded so far. */
  readonly events: readonly CastEvent[];
  /** Timeline time. */
  readonly atMs: number;
}

/** Is this true of the screen now? It gives the reason when not; the player asks again until the deadline. */
export type ExpectationPort = (expectation: Expectation, view: ScreenView, at: SourceSpan) => CheckResult;

/** A `golden` directive with the masks that stood before it in the tape. */
export interface GoldenRequest {
  readonly name: string;
  readonly level: 'text' | 'cells' | 'pixels' | null;
  readonly masks: readonly { readonly pattern: string; readonly as: string | null }[];
  readonly at: SourceSpan;
}

/** Compares the screen with what is stored under the name, or stores it. Never rejects. */
export type GoldenPort = (golden: GoldenRequest, view: ScreenView) => Promise<CheckResult>;

export interface EmulatorStart {
  readonly columns: number;
  readonly rows: number;
  readonly unicode: 11 | 15;
  /** What colour queries are answered with. Default: VHS's built-in theme. */
  readonly theme?: TerminalColours;
}

/** What the player needs of the world. */
export interface PlayPorts {
  readonly startHost: StartHost;
  readonly clock: RecorderClock;
  readonly createEmulator: (start: EmulatorStart) => ScreenEmulator;
  /** Is there such a program, on the path or as a file? Asked for `Require` and before the start. */
  readonly hasProgram: (name: string) => boolean;
  readonly evaluate: ExpectationPort;
  /** Null where a tape is only shown, or has none: `golden` passes unseen. */
  readonly golden: GoldenPort | null;
}

export interface PlayOptions {
  /** The tape's settings, with whatever the command line overrides. */
  readonly settings: TapeSettings;
  /** Folder of the program. */
  readonly cwd: string;
  /** The environment the program inherits, before the tape's `Env` and what makes recordings repeatable. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Shown as the film's title; null for none. */
  readonly title: string | null;
  /** Play on after a failed check. Default: stop; what was recorded is kept. */
  readonly keepGoing?: boolean;
  /** Real or virtual time the whole tape may take. Default ten minutes. */
  readonly totalTimeoutMs?: number;
  /** Keep the keys that were sent in the cast. Default no: they may be secret. */
  readonly captureInput?: boolean;
  /** Told each command before it is performed, for whoever watches. Must not throw. */
  readonly onCommand?: (command: TapeCommand) => void;
}

/** Why nothing was played: exit code 1. */
export interface PlayRefusal {
  readonly message: string;
  readonly at: SourceSpan | null;
}

export type PlayResult = Result<Recording, PlayRefusal>;
