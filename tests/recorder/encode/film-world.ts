import { joinBytes } from '../../../src/recorder/encode/byte-writer.ts';
import type { FilmEncoder, FilmInfo } from '../../../src/recorder/encode/encoder.ts';
import type { Rectangle } from '../../../src/recorder/picture/picture.ts';
import { DEFAULT_THEME } from '../../../src/recorder/picture/themes.ts';
import { blankGrid, DEFAULT_COLOUR } from '../../../src/recorder/terminal/grid.ts';
import type { CellGrid, Cursor } from '../../../src/recorder/terminal/grid.ts';

export const THEME = DEFAULT_THEME;

export interface CellMarks {
  readonly foreground?: number;
  readonly background?: number;
  readonly style?: number;
  readonly underlineColour?: number;
}

/** A grid with these rows of text; ideographs and emoji take two cells. */
export function gridOf(
  rows: readonly string[],
  columns: number,
  marks: CellMarks = {},
  cursor: Partial<Cursor> = {},
): CellGrid {
  const blank = blankGrid(columns, rows.length);
  const grid: CellGrid = { ...blank, cursor: { ...blank.cursor, ...cursor } };
  grid.foreground.fill(marks.foreground ?? DEFAULT_COLOUR);
  grid.background.fill(marks.background ?? DEFAULT_COLOUR);
  grid.style.fill(marks.style ?? 0);
  grid.underlineColour.fill(marks.underlineColour ?? DEFAULT_COLOUR);
  for (const [row, text] of rows.entries()) {
    let at = row * columns;
    for (const { segment } of new Intl.Segmenter('en').segment(text)) {
      grid.text[at] = segment === ' ' ? '' : segment;
      at += 1;
      if (/\p{Script=Han}|\p{Script=Katakana}|\p{Emoji_Presentation}/u.test(segment)) {
        grid.width[at - 1] = 2;
        grid.width[at] = 0;
        at += 1;
      }
    }
  }
  return grid;
}

export const filmInfo = (width: number, height: number, more: Partial<FilmInfo> = {}): FilmInfo => ({
  columns: 1,
  rows: 1,
  width,
  height,
  durationMs: 1000,
  loop: 0,
  theme: THEME,
  title: 'a film',
  ...more,
});

export interface Shot {
  readonly atMs: number;
  readonly pixels: Uint32Array;
  readonly changed?: Rectangle;
  readonly grid?: CellGrid;
}

const BLANK = gridOf([''], 1);

/** The file of a film; patches are applied as whoever writes the file would. */
export function fileOf(encoder: FilmEncoder, info: FilmInfo, shots: readonly Shot[]): Uint8Array {
  const whole = { x: 0, y: 0, width: info.width, height: info.height };
  const pieces = [
    encoder.begin(info),
    ...shots.map(({ atMs, pixels, changed, grid }) =>
      encoder.frame({ atMs, pixels, grid: grid ?? BLANK, changed: changed ?? whole }),
    ),
    encoder.end(),
  ];
  const file = joinBytes(pieces.filter((piece) => piece !== null));
  for (const { offset, bytes } of encoder.patches?.() ?? []) file.set(bytes, offset);
  return file;
}

/** A picture of one colour with a block of another in it. */
export function block(
  width: number,
  height: number,
  paper: number,
  ink: number,
  at: Rectangle = { x: 0, y: 0, width: 0, height: 0 },
): Uint32Array {
  const pixels = new Uint32Array(width * height).fill((0xff000000 | paper) >>> 0);
  for (let y = at.y; y < at.y + at.height; y += 1) {
    pixels.fill((0xff000000 | ink) >>> 0, y * width + at.x, y * width + at.x + at.width);
  }
  return pixels;
}

/** Small numbers that look random and are the same every time. */
export function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 8;
  };
}
