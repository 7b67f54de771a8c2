import type { CastVersion } from '../encode/cast.ts';
import type { OutputKind } from '../encode/output-kinds.ts';
import type { Painter, PictureOptions, Theme } from '../picture/picture.ts';
import type { EmulatorStart } from '../play/play-ports.ts';
import type { ScreenEmulator } from '../terminal/grid.ts';
import type { Retiming } from './retime.ts';

/** A file (or folder of frames) that is promised; relative paths are taken from `FilmOptions.folder`. */
export interface FilmOutput {
  readonly kind: OutputKind;
  readonly path: string;
}

export interface FilmOptions {
  readonly folder: string;
  /** At least one. With several, files that show colours carry the theme's name. */
  readonly themes: readonly Theme[];
  readonly picture: Omit<PictureOptions, 'theme' | 'columns' | 'rows'>;
  readonly framerate: number;
  readonly retiming: Retiming;
  /** Null: three seconds for films that repeat themselves, none for others. */
  readonly holdLastMs: number | null;
  /** How often a film that can repeat itself is shown; 0 for ever. */
  readonly loop: number;
  /** Percent of the film by which its start is moved, for films that repeat. */
  readonly loopOffset: number;
  readonly unicode: 11 | 15;
  readonly title: string;
  readonly castVersion: CastVersion;
  /** Colours that casts are given; null for none, absent for those of the first theme. */
  readonly castTheme?: Theme | null;
}

export interface FilmPorts {
  readonly createEmulator: (start: EmulatorStart) => ScreenEmulator;
  readonly createPainter: (options: PictureOptions) => Painter;
  /** Program and first arguments that make mp4 and webm. Default `ffmpeg` from the PATH. */
  readonly videoProgram?: readonly [string, ...string[]];
}

export interface WrittenOutput {
  readonly kind: OutputKind | 'screenshot';
  readonly path: string;
  readonly bytes: number;
  /** Of the file; of the list of all files' hashes for a folder. */
  readonly sha256: string;
}

export interface FilmProblem {
  readonly path: string;
  /** A sentence: what is wrong and what would help. */
  readonly message: string;
}

export interface FilmReport {
  readonly outputs: readonly WrittenOutput[];
  readonly problems: readonly FilmProblem[];
  /** Characters no font had, with how often they were drawn. */
  readonly missingGlyphs: ReadonlyMap<string, number>;
  readonly frames: number;
  readonly durationMs: number;
  /** The signal came first: nothing that was not whole has been kept. */
  readonly interrupted: boolean;
}
