import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodePng } from '../../../src/recorder/encode/png/decode-png.ts';
import { encodePng } from '../../../src/recorder/encode/png.ts';
import { decodeApng } from './decoders/decoded-film.ts';
import { block, numbersFrom } from './film-world.ts';

/** A picture of `colours` opaque colours. */
function striped(width: number, height: number, colours: number): Uint32Array {
  return Uint32Array.from(
    { length: width * height },
    (_, index) => (0xff000000 | ((index % colours) * 0x010305)) >>> 0,
  );
}

test.each([
  ['two colours', 7, 5, 2, 3, 1],
  ['four colours', 7, 5, 4, 3, 2],
  ['sixteen colours', 9, 6, 16, 3, 4],
  ['256 colours', 40, 20, 256, 3, 8],
  ['257 colours', 40, 20, 257, 2, 8],
  ['one pixel', 1, 1, 1, 3, 1],
])('a picture of %s is read back by another decoder', (_name, width, height, colours, type, depth) => {
  const pixels = striped(width, height, colours);
  const decoded = decodeApng(encodePng(pixels, width, height));
  expect([decoded.width, decoded.height, decoded.colourType, decoded.depth]).toEqual([width, height, type, depth]);
  expect(decoded.pictures).toEqual([pixels]);
});

test('round corners keep their transparency, with a palette and without', () => {
  const pixels = Uint32Array.of(0x00000000, 0x80ff0000, 0xff00ff00, 0xff0000ff);
  for (const palette of [true, false]) {
    const decoded = decodeApng(encodePng(pixels, 2, 2, { palette }));
    expect(decoded.colourType).toBe(palette ? 3 : 6);
    expect(decoded.pictures).toEqual([pixels]);
  }
});

test('without a palette an opaque picture has three bytes a pixel', () => {
  const pixels = striped(20, 10, 5);
  const decoded = decodeApng(encodePng(pixels, 20, 10, { palette: false }));
  expect(decoded.colourType).toBe(2);
  expect(decoded.pictures).toEqual([pixels]);
});

test('equal pixels give equal bytes', () => {
  const pixels = striped(120, 36, 90);
  expect(encodePng(pixels, 120, 36)).toEqual(encodePng(pixels.slice(), 120, 36));
});

test('a size that is not that of the pixels is a mistake of the caller', () => {
  expect(() => encodePng(new Uint32Array(10), 3, 3)).toThrow('10 pixels are not a picture of 3×3');
  expect(() => encodePng(new Uint32Array(0), 0, 0)).toThrow(RangeError);
});

test('whatever is encoded is decoded to the same pixels', () => {
  const picture = fc
    .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }), fc.integer(), fc.boolean())
    .map(([width, height, seed, few]) => {
      const next = numbersFrom(seed);
      const pixels = Uint32Array.from({ length: width * height }, () => (few ? next() % 5 : next() * 0x313) >>> 0);
      return { width, height, pixels, few };
    });
  fc.assert(
    fc.property(picture, ({ width, height, pixels, few }) => {
      expect(decodePng(encodePng(pixels, width, height, { palette: few }))).toEqual({
        ok: true,
        value: { width, height, pixels },
      });
    }),
  );
});

const chunk = (name: string, data: readonly number[]): readonly number[] => {
  const length = [data.length >>> 24, data.length >>> 16, data.length >>> 8, data.length].map((byte) => byte & 0xff);
  return [...length, ...Array.from(name, (letter) => letter.charCodeAt(0)), ...data, 0, 0, 0, 0];
};

/** A PNG of 2×2, made by hand with a stored deflate block; its rows may say any filter. */
function fileByHand(depth: number, type: number, rows: readonly number[]): Uint8Array {
  const stored = [0x78, 1, 1, rows.length, 0, ~rows.length & 0xff, 0xff, ...rows, 0, 0, 0, 0];
  const header = [0, 0, 0, 2, 0, 0, 0, 2, depth, type, 0, 0, 0];
  const signature = [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10];
  return Uint8Array.from([...signature, ...chunk('IHDR', header), ...chunk('IDAT', stored), ...chunk('IEND', [])]);
}

const grey = (value: number): number => (0xff000000 | (value * 0x010101)) >>> 0;

function pixelsIn(file: Uint8Array): readonly number[] {
  const read = decodePng(file);
  return read.ok ? [...read.value.pixels] : [];
}

test('filtered rows, grey and 16-bit samples are read', () => {
  expect(pixelsIn(fileByHand(8, 0, [1, 10, 5, 2, 1, 1]))).toEqual([10, 15, 11, 16].map(grey));
  expect(pixelsIn(fileByHand(8, 0, [3, 10, 5, 4, 1, 1]))).toEqual([10, 10, 11, 12].map(grey));
  expect(pixelsIn(fileByHand(16, 0, [0, 10, 99, 20, 99, 0, 30, 99, 40, 99]))).toEqual([10, 20, 30, 40].map(grey));
  expect(pixelsIn(fileByHand(8, 4, [0, 10, 0, 20, 255, 0, 30, 255, 40, 128]))).toEqual([
    0x000a0a0a, 0xff141414, 0xff1e1e1e, 0x80282828,
  ]);
});

test.each([
  ['text', new TextEncoder().encode('GIF89a and more'), 'this is not a PNG file'],
  ['nothing', new Uint8Array(), 'this is not a PNG file'],
  ['a cut file', encodePng(block(40, 40, 0x171717, 0), 40, 40).subarray(0, 60), 'the PNG file is cut'],
  ['a signature alone', encodePng(block(4, 4, 0, 0), 4, 4).subarray(0, 8), 'the PNG file holds no picture'],
])('%s is refused with a sentence', (_name, file, error) => {
  expect(decodePng(file)).toEqual({ ok: false, error });
});

test('a header that asks for all memory is refused before it is believed', () => {
  const file = encodePng(block(4, 4, 0, 0), 4, 4);
  file.set([0, 1, 0, 0, 0, 1, 0, 0], 16);
  expect(decodePng(file)).toEqual({ ok: false, error: 'the PNG measures 65536×65536' });
});

test('no bytes make the decoder throw', () => {
  const good = encodePng(striped(8, 8, 20), 8, 8);
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 8 }), (changes) => {
      const file = good.slice();
      for (const [at, byte] of changes) file[at] = byte;
      expect(typeof decodePng(file).ok).toBe('boolean');
    }),
  );
});
