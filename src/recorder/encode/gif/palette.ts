import type { ColourTable } from '../colour-table.ts';

/** A GIF picture has at most 256 colours; one of them stands for "as before". */
export const MOST_COLOURS = 255;

export interface Palette {
  /** `0xrrggbb`. */
  readonly colours: readonly number[];
  /** By the number of a colour in the table: its place in `colours`. */
  readonly places: Uint8Array;
}

const distance = (a: number, b: number): number => {
  const red = ((a >>> 16) & 0xff) - ((b >>> 16) & 0xff);
  const green = ((a >>> 8) & 0xff) - ((b >>> 8) & 0xff);
  const blue = (a & 0xff) - (b & 0xff);
  return red * red + green * green + blue * blue;
};

function nearestPlace(colour: number, colours: readonly number[]): number {
  let nearest = 0;
  let least = Infinity;
  for (const [place, candidate] of colours.entries()) {
    const far = distance(colour, candidate);
    if (far < least) [least, nearest] = [far, place];
  }
  return nearest;
}

/**
 * The colours of a picture, most wanted first: those of text and paper (`plain`; they only matter
 * when there are too many colours), then the blends between them, each by how many pixels have it and then by value. What does not fit gets the
 * nearest that does, the more wanted one of two equally near.
 */
export function choosePalette(table: ColourTable, plain: ReadonlySet<number>): Palette {
  const numbers = Array.from({ length: table.size }, (_, number) => number);
  const isPlain = numbers.length > MOST_COLOURS ? plain : new Set<number>();
  const rank = (number: number): number => (isPlain.has(table.colourAt(number)) ? 0 : 1);
  const wanted = numbers.toSorted(
    (a, b) => rank(a) - rank(b) || table.countAt(b) - table.countAt(a) || table.colourAt(a) - table.colourAt(b),
  );
  const colours = wanted.slice(0, MOST_COLOURS).map((number) => table.colourAt(number));
  const places = new Uint8Array(table.size);
  for (const [place, number] of wanted.entries()) {
    places[number] = place < MOST_COLOURS ? place : nearestPlace(table.colourAt(number), colours);
  }
  return { colours, places };
}

/** The same places for a picture whose colours all are in a table that was written before; null when one is missing. */
export function placesIn(known: ReadonlyMap<number, number>, table: ColourTable): Uint8Array | null {
  const places = new Uint8Array(table.size);
  for (let number = 0; number < table.size; number += 1) {
    const place = known.get(table.colourAt(number));
    if (place === undefined) return null;
    places[number] = place;
  }
  return places;
}
