import type { PlacedLayout } from '../../views/layout-record.ts';
import type { CheckResult } from '../check/check-result.ts';
import type { ExitReport } from '../terminal/host.ts';

/** One event of a cast; `atMs` is timeline time: hidden parts take none. */
export type CastEvent =
  | { readonly atMs: number; readonly type: 'output'; readonly data: string }
  | { readonly atMs: number; readonly type: 'input'; readonly data: string }
  | { readonly atMs: number; readonly type: 'marker'; readonly label: string }
  | { readonly atMs: number; readonly type: 'resize'; readonly columns: number; readonly rows: number }
  | { readonly atMs: number; readonly type: 'exit'; readonly code: number };

/** What a recording's pictures are to look like, besides its colours: pixels and factors, as a tape sets them. */
export interface CastLook {
  readonly fontSize: number;
  readonly letterSpacing: number;
  readonly lineHeight: number;
  /** Of the whole picture; null: as large as the cells need. */
  readonly width: number | null;
  readonly height: number | null;
  readonly padding: number;
  readonly margin: number;
  /** `#rrggbb`, or null for the theme's background. */
  readonly marginFill: string | null;
  readonly windowBar: string;
  readonly windowBarSize: number;
  readonly borderRadius: number;
  readonly cursorBlink: boolean;
  /** Frames per second. */
  readonly framerate: number;
  readonly unicode: 11 | 15;
}

export interface CastHeader {
  readonly columns: number;
  readonly rows: number;
  readonly title: string | null;
  readonly command: string | null;
  /** Seconds since the epoch; null unless the clock was real. */
  readonly timestamp: number | null;
  readonly env: Readonly<Record<string, string>>;
  readonly idleLimitMs: number | null;
  /** Absent when nobody set one: other recorders keep none. */
  readonly look?: CastLook;
}

/** A cast in memory: what pass one of a recording makes and pass two draws from. Events are in order of time. */
export interface Cast {
  readonly header: CastHeader;
  readonly events: readonly CastEvent[];
}

/** A picture to be shown from `atMs` on: the screen after the first `events` events of the cast. */
export interface FrameMark {
  readonly atMs: number;
  readonly events: number;
  /** After how many moves of the viewport; absent: after those up to `atMs`, which in hidden parts cannot tell. */
  readonly scrolls?: number;
}

export interface Caption {
  readonly atMs: number;
  readonly text: string;
}

/** A key press as an overlay shows it: `Ctrl+C`, `hello`, `⏎`. */
export interface KeyMark {
  readonly atMs: number;
  readonly label: string;
}

export interface Screenshot extends FrameMark {
  readonly path: string;
}

/** The viewport moved through the scrollback: by `lines` (negative is up), after the first `events` events. */
export interface ScrollMark {
  readonly atMs: number;
  readonly events: number;
  readonly lines: number;
}

/** The layout of our own dashboard in force from `atMs` on, for exact lint rules. */
export interface LayoutRecord extends PlacedLayout {
  readonly atMs: number;
}

/** Everything a played tape leaves behind. Frames are marks into the cast, so that a long film needs little memory. */
export interface Recording {
  readonly cast: Cast;
  readonly frames: readonly FrameMark[];
  readonly screenshots: readonly Screenshot[];
  /** The screen after every shown body command, for `.txt` outputs: as marks into the cast. */
  readonly commandScreens: readonly FrameMark[];
  readonly captions: readonly Caption[];
  /** Empty while the tape says `keys off`. */
  readonly keys: readonly KeyMark[];
  /** Absent where nothing was scrolled. No cast can hold them. */
  readonly scrolls?: readonly ScrollMark[];
  /** Where the tape changed its idle limit on the way; before the first one the header's holds. */
  readonly idleLimits?: readonly { readonly atMs: number; readonly ms: number }[];
  readonly checks: readonly CheckResult[];
  /** Empty for programs that do not tell. */
  readonly layouts: readonly LayoutRecord[];
  /** When something was sent to the program, hidden parts left out; the cast need not hold what. Absent where nobody noted. */
  readonly inputsMs?: readonly number[];
  /** The program ended in a hidden part: its last output is not in the cast. Absent where it did not. */
  readonly endIsHidden?: true;
  readonly exit: ExitReport;
  readonly durationMs: number;
  readonly seed: number;
}
