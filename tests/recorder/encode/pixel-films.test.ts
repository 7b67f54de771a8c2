import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createApngEncoder } from '../../../src/recorder/encode/apng.ts';
import type { FilmEncoder } from '../../../src/recorder/encode/encoder.ts';
import { createGifEncoder } from '../../../src/recorder/encode/gif.ts';
import type { Rectangle } from '../../../src/recorder/picture/picture.ts';
import { decodeApng, decodeGif } from './decoders/decoded-film.ts';
import type { DecodedFilm } from './decoders/decoded-film.ts';
import { fileOf, filmInfo, gridOf, numbersFrom } from './film-world.ts';
import type { Shot } from './film-world.ts';

interface Scene {
  readonly width: number;
  readonly height: number;
  readonly shots: readonly Shot[];
}

/** Paints a part of what was there: one colour, noise of few colours, or stripes. Tells a rectangle that holds it. */
function change(pixels: Uint32Array, width: number, height: number, next: () => number): Rectangle {
  const [x, y] = [next() % width, next() % height];
  const area = { x, y, width: 1 + (next() % (width - x)), height: 1 + (next() % (height - y)) };
  const [kind, base] = [next() % 3, next() & 0xffffff];
  for (let row = area.y; row < area.y + area.height; row += 1) {
    for (let column = area.x; column < area.x + area.width; column += 1) {
      const shade = kind === 0 ? 0 : kind === 1 ? next() % 7 : column % 3;
      pixels[row * width + column] = (0xff000000 | ((base + shade * 0x111111) & 0xffffff)) >>> 0;
    }
  }
  return area;
}

const scenes = fc
  .record({
    width: fc.integer({ min: 1, max: 70 }),
    height: fc.integer({ min: 1, max: 40 }),
    count: fc.integer({ min: 1, max: 12 }),
    seed: fc.integer(),
  })
  .map(({ width, height, count, seed }): Scene => {
    const next = numbersFrom(seed);
    let pixels = new Uint32Array(width * height).fill(0xff171717);
    const shots = Array.from({ length: count }, (_, index) => {
      pixels = pixels.slice();
      const changed = change(pixels, width, height, next);
      return { atMs: index * 40, pixels, ...(index === 0 ? {} : { changed }) };
    });
    return { width, height, shots };
  });

const FORMATS: readonly (readonly [string, () => FilmEncoder, (file: Uint8Array) => DecodedFilm, number])[] = [
  ['gif', createGifEncoder, decodeGif, 10],
  ['animated png', createApngEncoder, decodeApng, 1],
  ['animated png in full colour', () => createApngEncoder({ hold: 0 }), decodeApng, 1],
  ['animated png that keeps little back', () => createApngEncoder({ hold: 400 }), decodeApng, 1],
];

test.each(FORMATS)('any film is shown by another decoder as it was: %s', (_name, create, decode, unitMs) => {
  fc.assert(
    fc.property(scenes, ({ width, height, shots }) => {
      const durationMs = shots.length * 40 + 200;
      const film = decode(fileOf(create(), filmInfo(width, height, { durationMs }), shots));
      expect(film.pictures).toEqual(shots.map(({ pixels }) => pixels));
      expect(film.delays.slice(0, -1).every((delay) => delay === 40 / unitMs)).toBe(true);
      expect(film.delays.reduce((sum, delay) => sum + delay, 0) * unitMs).toBe(durationMs);
    }),
    { numRuns: 60 },
  );
});

test.each(FORMATS)('pixels are only lent: one buffer for all frames gives the same file: %s', (_name, create) => {
  const next = numbersFrom(5);
  const lent = new Uint32Array(30 * 20).fill(0xff000000);
  const kept: Shot[] = [];
  const encoder = create();
  const info = filmInfo(30, 20, { durationMs: 300 });
  const grid = gridOf([''], 1);
  const pieces = [encoder.begin(info)];
  for (let index = 0; index < 20; index += 1) {
    const area = change(lent, 30, 20, next);
    // Some are closer than the format allows, so that the encoder has to keep them.
    const shot = { atMs: index * 13, changed: index === 0 ? { x: 0, y: 0, width: 30, height: 20 } : area };
    kept.push({ ...shot, pixels: lent.slice() });
    pieces.push(encoder.frame({ ...shot, pixels: lent, grid }));
  }
  lent.fill(0xffffffff);
  pieces.push(encoder.end());
  const file = Uint8Array.from(pieces.flatMap((piece) => [...(piece ?? [])]));
  for (const { offset, bytes } of encoder.patches?.() ?? []) file.set(bytes, offset);
  expect(file).toEqual(fileOf(create(), info, kept));
});
