import type { ColourTable } from '../colour-table.ts';

/** A GIF picture has at most 256 colours; one of them stands for "as before". */
export const MOST_COLOURS = 255;

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

/** All colours of a picture that has few enough, in the order they come. */
export const wholePalette = (table: ColourTable): readonly number[] =>
  Array.from({ length: table.size }, (_, number) => table.colourAt(number));

/**
 * The colours of a picture that has too many, most wanted first: those of text and paper (`plain`), then the blends
 * between them, each by how many pixels have it and then by value.
 */
export function mostWanted(table: ColourTable, plain: ReadonlySet<number>): readonly number[] {
  const rank = (number: number): number => (plain.has(table.colourAt(number)) ? 0 : 1);
  return Array.from({ length: table.size }, (_, number) => number)
    .toSorted(
      (a, b) => rank(a) - rank(b) || table.countAt(b) - table.countAt(a) || table.colourAt(a) - table.colourAt(b),
    )
    .slice(0, MOST_COLOURS)
    .map((number) => table.colourAt(number));
}

/**
 * Fills in where each numbered colour stands among `colours`: its own place, or that of the nearest, the more wanted one
 * of two equally near. With `onlyExact` it stops at the first that has no place of its own, and says so.
 */
export function fillPlaces(
  table: ColourTable,
  colours: ReadonlyMap<number, number>,
  places: Uint8Array,
  onlyExact: boolean,
): boolean {
  const list = [...colours.keys()];
  for (let number = 0; number < table.size; number += 1) {
    const colour = table.colourAt(number);
    const place = colours.get(colour);
    if (place === undefined && onlyExact) return false;
    places[number] = place ?? nearestPlace(colour, list);
  }
  return true;
}
