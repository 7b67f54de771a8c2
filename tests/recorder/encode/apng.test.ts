import { expect, test } from 'vitest';
import { createApngEncoder } from '../../../src/recorder/encode/apng.ts';
import { decodeApng } from './decoders/decoded-film.ts';
import { block, fileOf, filmInfo, gridOf, numbersFrom } from './film-world.ts';

const at = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });

/** Names of the chunks of a PNG with the four bytes each begins with. */
function chunksOf(file: Uint8Array): readonly { readonly type: string; readonly first: number }[] {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  const chunks: { readonly type: string; readonly first: number }[] = [];
  for (let offset = 8; offset < file.length; offset += 12 + view.getUint32(offset)) {
    const type = String.fromCharCode(...file.subarray(offset + 4, offset + 8));
    chunks.push({ type, first: view.getUint32(offset + 8) });
  }
  return chunks;
}

test('a film comes back from another decoder picture for picture, to the millisecond', () => {
  const [width, height] = [60, 40];
  const spots = [at(5, 5, 10, 8), at(6, 5, 10, 8), at(30, 20, 20, 10), at(0, 0, 60, 40)];
  const pictures = spots.map((spot, index) => block(width, height, 0x171717, 0x203040 + index * 0x1111, spot));
  const shots = pictures.map((pixels, index) => ({ atMs: [0, 333, 366, 1000][index] ?? 0, pixels }));
  const film = decodeApng(fileOf(createApngEncoder(), filmInfo(width, height, { durationMs: 1505 }), shots));
  expect(film.delays).toEqual([333, 33, 634, 505]);
  expect(film.pictures).toEqual(pictures);
});

test('many colours stay exact', () => {
  const next = numbersFrom(3);
  const noise = (): Uint32Array => Uint32Array.from({ length: 80 * 60 }, () => (0xff000000 | next()) >>> 0);
  const pictures = [noise(), noise()];
  const shots = pictures.map((pixels, index) => ({ atMs: index * 100, pixels }));
  expect(decodeApng(fileOf(createApngEncoder(), filmInfo(80, 60), shots)).pictures).toEqual(pictures);
});

/** Stripes of `count` different colours; the first is always the same. */
const stripes = (count: number): Uint32Array =>
  Uint32Array.from({ length: 300 }, (_, index) => (0xff000000 | (index % count)) >>> 0);

test.each([
  [256, 3],
  [257, 6],
])('a film of %i colours has colour type %i, and all of them are exact', (count, colourType) => {
  const shots = [1, count].map((colours, index) => ({ atMs: index * 100, pixels: stripes(colours) }));
  const film = decodeApng(fileOf(createApngEncoder(), filmInfo(30, 10), shots));
  expect(film.pictures).toEqual(shots.map(({ pixels }) => pixels));
  expect(film.colourType).toBe(colourType);
});

test('a film that becomes colourful late is in full colour from its beginning, picture for picture', () => {
  const shots = [...Array.from({ length: 30 }, (_, index) => index + 1), 300].map((colours, index) => ({
    atMs: index * 40,
    pixels: stripes(colours),
  }));
  const file = fileOf(createApngEncoder(), filmInfo(30, 10, { durationMs: 2000 }), shots);
  expect(decodeApng(file).pictures).toEqual(shots.map(({ pixels }) => pixels));
  expect(chunksOf(file).some(({ type }) => type === 'PLTE')).toBe(false);
  expect(new DataView(file.buffer).getUint32(8 + 25 + 8)).toBe(31);
});

test('see-through colours of a palette keep their transparency', () => {
  const first = Uint32Array.of(0xff111111, 0x80ffffff, 0x00000000, 0x40ff0000);
  const file = fileOf(createApngEncoder(), filmInfo(4, 1), [{ atMs: 0, pixels: first }]);
  expect(decodeApng(file).pictures).toEqual([first]);
  expect(chunksOf(file).map(({ type }) => type)).toContain('tRNS');
});

test('no more than the given bytes are kept back; what is not kept comes at once', () => {
  const shots = [1, 2, 3, 4, 5, 6].map((colours, index) => ({ atMs: index * 100, pixels: stripes(colours * 9) }));
  const given = (hold: number): readonly number[] => {
    const encoder = createApngEncoder({ hold });
    const pieces: (Uint8Array | null)[] = [encoder.begin(filmInfo(30, 10))];
    for (const { atMs, pixels } of shots) {
      const changed = { x: 0, y: 0, width: 30, height: 10 };
      pieces.push(encoder.frame({ atMs, pixels, grid: gridOf([''], 1), changed }));
    }
    return pieces.map((piece) => piece?.length ?? 0);
  };
  expect(given(1_000_000).every((bytes) => bytes === 0)).toBe(true);
  const [begun, first, second, ...later] = given(0);
  expect([begun, first]).toEqual([0, 0]); // how long the first picture lasts is known with the second
  expect([second, ...later].every((bytes) => bytes !== undefined && bytes > 50)).toBe(true);
});

test('a film of few colours is smaller than it is in full colour', () => {
  const next = numbersFrom(5);
  const shots = [0, 1].map((index) => ({
    atMs: index * 100,
    pixels: Uint32Array.from({ length: 4000 }, () => (0xff000000 | ((next() % 8) * 0x1f2f3f)) >>> 0),
  }));
  const size = (hold: number): number => fileOf(createApngEncoder({ hold }), filmInfo(80, 50), shots).length;
  expect(size(1_000_000)).toBeLessThan(size(0));
});

test('the number of frames and plays stands in front, sequence numbers have no gap', () => {
  const shots = [0, 1, 2].map((index) => ({ atMs: index * 100, pixels: block(9, 9, index * 40, 0) }));
  const file = fileOf(createApngEncoder(), filmInfo(9, 9, { loop: 2 }), shots);
  const chunks = chunksOf(file);
  expect(chunks.map(({ type }) => type)).toEqual('IHDR acTL PLTE fcTL IDAT fcTL fdAT fcTL fdAT IEND'.split(' '));
  expect(new DataView(file.buffer).getUint32(8 + 25 + 8)).toBe(3);
  expect(new DataView(file.buffer).getUint32(8 + 25 + 12)).toBe(2);
  expect(chunks.filter(({ type }) => type === 'fcTL' || type === 'fdAT').map(({ first }) => first)).toEqual([
    0, 1, 2, 3, 4,
  ]);
});

test('see-through pixels that change are replaced, not laid over', () => {
  const first = Uint32Array.of(0xff111111, 0xff222222, 0x00000000, 0xff444444);
  const second = Uint32Array.of(0xff111111, 0x80222222, 0xff333333, 0xff444444);
  const shots = [first, second].map((pixels, index) => ({ atMs: index * 100, pixels }));
  expect(decodeApng(fileOf(createApngEncoder(), filmInfo(2, 2), shots)).pictures).toEqual([first, second]);
});

test('see-through pixels beside those that change stay as they were', () => {
  const first = Uint32Array.of(0xff111111, 0x80808080, 0xff222222, 0x00000000, 0xff333333, 0xff444444);
  const second = first.map((pixel, index) => (index % 2 === 0 ? 0xffabcdef : pixel));
  const shots = [first, second].map((pixels, index) => ({ atMs: index * 100, pixels }));
  expect(decodeApng(fileOf(createApngEncoder(), filmInfo(6, 1), shots)).pictures).toEqual([first, second]);
});

test('a picture of hours is carried on by clear pixels', () => {
  const pixels = block(4, 4, 0x336699, 0);
  const film = decodeApng(
    fileOf(createApngEncoder(), filmInfo(4, 4, { durationMs: 3_600_001 }), [{ atMs: 0, pixels }]),
  );
  expect(film.delays.reduce((sum, delay) => sum + delay, 0)).toBe(3_600_001);
  expect(film.pictures.every((picture) => picture.every((pixel, index) => pixel === pixels[index]))).toBe(true);
});

test('pictures closer than 20 ms give way to the next, which is shown as soon as it can be', () => {
  const shots = Array.from({ length: 20 }, (_, index) => ({ atMs: index * 5, pixels: block(5, 5, index * 9, 0) }));
  const film = decodeApng(fileOf(createApngEncoder(), filmInfo(5, 5, { durationMs: 500 }), shots));
  expect(film.delays).toEqual([20, 20, 20, 20, 20, 400]);
  expect(film.pictures.at(-1)).toEqual(shots.at(-1)?.pixels);
});

test('no frame is one picture of background, one pixel is a film', () => {
  expect(decodeApng(fileOf(createApngEncoder(), filmInfo(3, 2), [])).pictures).toEqual([block(3, 2, 0x171717, 0)]);
  const film = decodeApng(
    fileOf(createApngEncoder(), filmInfo(1, 1, { durationMs: 0 }), [{ atMs: 0, pixels: block(1, 1, 9, 0) }]),
  );
  expect([film.delays, film.pictures]).toEqual([[20], [Uint32Array.of(0xff000009)]]);
});

test('equal films give equal bytes', () => {
  const shots = [0, 1, 2].map((index) => ({
    atMs: index * 99,
    pixels: block(30, 20, 1, 0xff0000, at(index, index, 9, 9)),
  }));
  const [one, two] = [0, 1].map(() => fileOf(createApngEncoder(), filmInfo(30, 20), shots));
  expect(one).toEqual(two);
});
