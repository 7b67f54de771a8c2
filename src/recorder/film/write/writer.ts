import type { Result } from '../../../shared/result.ts';
import type { FilmFrame, FilmInfo } from '../../encode/encoder.ts';
import type { PictureOptions } from '../../picture/picture.ts';
import type { OutputKind } from '../../tape/tape.ts';
import type { FilmPorts, WrittenOutput } from '../film.ts';

/** Kinds that are made of a film's screens; the others are written from the recording itself. */
export type FilmKind = Exclude<OutputKind, 'cast' | 'srt' | 'vtt'>;

export interface KindTraits {
  /** Which screens it wants: every picture, only the last one, or those after the tape's commands. */
  readonly feed: 'frames' | 'last' | 'commands';
  readonly pixels: boolean;
  /** It shows colours: there is one for each theme. */
  readonly themed: boolean;
  /** It starts again when it is over. */
  readonly repeats: boolean;
  /** It is a moving picture, in which a cursor may blink. */
  readonly blinks: boolean;
}

/** Takes screens to one output. Whoever opens it either finishes or discards it. */
export interface OutputWriter {
  /** Null when the screen was taken; else why the output cannot be made, as a sentence. */
  frame(frame: FilmFrame): Promise<string | null>;
  finish(): Promise<Result<Pick<WrittenOutput, 'bytes' | 'sha256'>, string>>;
  /** Leaves nothing behind. Never rejects. */
  discard(): Promise<void>;
}

export interface WriterSetting {
  readonly info: FilmInfo;
  readonly picture: PictureOptions;
  readonly framerate: number;
  readonly videoProgram: FilmPorts['videoProgram'];
}
