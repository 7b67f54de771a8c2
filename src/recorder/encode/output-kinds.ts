import type { PictureOptions, Theme } from '../picture/picture.ts';
import type { Caption, Recording } from '../play/recording.ts';
import { createApngEncoder } from './apng.ts';
import { castPieces } from './cast.ts';
import type { CastVersion } from './cast.ts';
import type { FilmEncoder, FilmInfo } from './encoder.ts';
import { createGifEncoder } from './gif.ts';
import { createHtmlEncoder } from './html.ts';
import { createJsonEncoder } from './json.ts';
import { createStillEncoder } from './png.ts';
import { writeSrt, writeVtt } from './subtitles.ts';
import { createSvgEncoder } from './svg.ts';
import { createTextGoldenEncoder } from './text-golden.ts';
import type { VideoKind } from './video.ts';

export interface EncoderSetting {
  readonly info: FilmInfo;
  readonly picture: PictureOptions;
}

/** A kind that is made of a film's screens. */
export interface DrawnKind {
  /** What a path of this kind ends in, lower case. */
  readonly endings: readonly string[];
  /** Which screens it wants: every picture, only the last one, or those after the tape's commands. */
  readonly feed: 'frames' | 'last' | 'commands';
  readonly pixels: boolean;
  /** It shows colours: there is one for each theme. */
  readonly themed: boolean;
  /** It starts again when it is over, so its last picture is held. */
  readonly repeats: boolean;
  /** It is a moving picture, in which a cursor may blink. */
  readonly blinks: boolean;
  /** What writes it: an encoder, a folder of pictures, or the video program in this container. */
  readonly made: ((setting: EncoderSetting) => FilmEncoder) | 'folder' | VideoKind;
}

type Recorded = Pick<Recording, 'cast' | 'captions' | 'durationMs'>;

/** A kind that is written from the recording itself. */
export interface RecordedKind {
  readonly endings: readonly string[];
  readonly feed: 'recording';
  /** Why there is nothing to write, as sentences; null when there is. */
  readonly missing: (film: Recorded) => string | null;
  readonly pieces: (film: Recorded, castVersion: CastVersion, theme: Theme | null) => Iterable<string>;
}

const MOVING = { feed: 'frames', pixels: true, themed: true, repeats: false, blinks: true } as const;
const STILL = { ...MOVING, blinks: false } as const;

const captions = (
  ending: string,
  write: (captions: readonly Caption[], durationMs: number) => string,
): RecordedKind => ({
  endings: [ending],
  feed: 'recording',
  missing: (film) =>
    film.captions.length > 0 ? null : 'there are no captions. A comment "massgen: caption "…"" in the tape makes one.',
  pieces: (film) => [write(film.captions, film.durationMs)],
});

/** Every kind of file that can be written: tapes, the command line, its help and the film are made from this table. */
export const OUTPUT_KINDS = {
  gif: { ...MOVING, endings: ['.gif'], repeats: true, made: createGifEncoder },
  apng: { ...MOVING, endings: ['.apng'], repeats: true, made: () => createApngEncoder() },
  png: { ...STILL, endings: ['.png'], feed: 'last', made: ({ info }) => createStillEncoder(info) },
  svg: { ...MOVING, endings: ['.svg'], pixels: false, repeats: true, made: createSvgEncoder },
  html: { ...MOVING, endings: ['.html'], pixels: false, repeats: true, made: createHtmlEncoder },
  cast: {
    endings: ['.cast'],
    feed: 'recording',
    missing: () => null,
    pieces: ({ cast, durationMs }, version, theme) => castPieces(cast, { version, theme, durationMs }),
  },
  txt: {
    ...STILL,
    endings: ['.txt', '.ascii', '.test'],
    feed: 'commands',
    pixels: false,
    themed: false,
    made: createTextGoldenEncoder,
  },
  json: { ...STILL, endings: ['.json'], pixels: false, themed: false, made: createJsonEncoder },
  srt: captions('.srt', writeSrt),
  vtt: captions('.vtt', writeVtt),
  mp4: { ...MOVING, endings: ['.mp4'], made: 'mp4' },
  webm: { ...MOVING, endings: ['.webm'], made: 'webm' },
  /** A folder: its path ends in `/`. */
  frames: { ...STILL, endings: [], made: 'folder' },
} as const satisfies Record<string, DrawnKind | RecordedKind>;

/** What a file name promises. `frames` is a folder of PNG frames. */
export type OutputKind = keyof typeof OUTPUT_KINDS;

/** Kinds that are made of a film's screens; the others are written from the recording itself. */
export type FilmKind = {
  [Kind in OutputKind]: (typeof OUTPUT_KINDS)[Kind] extends { readonly feed: 'recording' } ? never : Kind;
}[OutputKind];

/** The kinds of files as people name them, by their ending. */
export const OUTPUT_NAMES: readonly string[] = Object.values(OUTPUT_KINDS).flatMap(({ endings: [ending] }) =>
  ending === undefined ? [] : [ending.slice(1)],
);

/** Those that can be made of a cast, which has no captions. */
export const CAST_OUTPUT_NAMES: readonly string[] = OUTPUT_NAMES.filter((name) => name !== 'srt' && name !== 'vtt');

export const isFilmKind = (kind: OutputKind): kind is FilmKind => OUTPUT_KINDS[kind].feed !== 'recording';
