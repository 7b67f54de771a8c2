import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createByteWriter } from '../../../../src/recorder/encode/byte-writer.ts';
import { createLzwWriter } from '../../../../src/recorder/encode/gif/lzw.ts';

/** Reads GIF's compressed data as its description says: an independent opponent of the writer. */
function decompress(data: Uint8Array): readonly number[] {
  const codeSize = data[0] ?? 0;
  const bytes: number[] = [];
  let block = 1;
  for (; (data[block] ?? 0) > 0; block += 1 + (data[block] ?? 0)) {
    bytes.push(...data.subarray(block + 1, block + 1 + (data[block] ?? 0)));
  }
  if (block !== data.length - 1) throw new Error('no empty block at the end');
  const clear = 1 << codeSize;
  let table: number[][] = [];
  let bits = 0;
  let before: number[] | null = null;
  const reset = (): void => {
    table = Array.from({ length: clear + 2 }, (_, value) => (value < clear ? [value] : []));
    bits = codeSize + 1;
    before = null;
  };
  reset();
  const found: number[] = [];
  for (let at = 0; ;) {
    if (at + bits > bytes.length * 8) throw new Error('no end code');
    let code = 0;
    for (let bit = 0; bit < bits; bit += 1, at += 1) code |= (((bytes[at >> 3] ?? 0) >> (at & 7)) & 1) << bit;
    if (code === clear + 1) {
      if (bytes.length * 8 - at >= 8) throw new Error('bytes after the end code');
      return found;
    }
    if (code === clear) {
      reset();
      continue;
    }
    const previous: number[] | null = before;
    const entry: number[] | undefined =
      table[code] ?? (previous === null ? undefined : [...previous, previous[0] ?? 0]);
    if (entry === undefined || (previous !== null && code > table.length)) throw new Error(`unknown code ${code}`);
    found.push(...entry);
    if (previous !== null && table.length < 4096) table.push([...previous, entry[0] ?? 0]);
    if (table.length === 1 << bits && bits < 12) bits += 1;
    before = entry;
  }
}

const IDENTITY = Uint8Array.from({ length: 65_536 }, (_, number) => number & 0xff);
const writeLzw = createLzwWriter();

function compress(numbers: readonly number[], codeSize: number, common: number): Uint8Array {
  const out = createByteWriter();
  writeLzw({ numbers: Uint16Array.from(numbers), count: numbers.length, places: IDENTITY, common, codeSize }, out);
  return out.take() ?? new Uint8Array();
}

/** Runs of places below `colours`, as pictures have them. */
const pictures = (colours: number) =>
  fc
    .array(fc.tuple(fc.nat(colours - 1), fc.integer({ min: 1, max: 400 })), { minLength: 1, maxLength: 120 })
    .map((runs) => runs.flatMap(([place, length]) => Array.from({ length }, () => place)));

test.each([2, 4, 8])('what is compressed with %i bits comes out again', (codeSize) => {
  fc.assert(
    fc.property(pictures(1 << codeSize), fc.nat((1 << codeSize) - 1), (numbers, common) => {
      expect(decompress(compress(numbers, codeSize, common))).toEqual(numbers);
    }),
    { numRuns: 40 },
  );
});

test.each([1, 2, 3, 100, 5000, 300_000, 9_000_000])('a run of %i pixels is exact', (length) => {
  const out = createByteWriter();
  const numbers = new Uint16Array(length).fill(3);
  writeLzw({ numbers, count: length, places: IDENTITY, common: 3, codeSize: 2 }, out);
  const found = decompress(out.take() ?? new Uint8Array());
  expect(found).toHaveLength(length);
  expect(found.every((place) => place === 3)).toBe(true);
});

test('runs are written as the plain way would write them', () => {
  const numbers = [1, 3, 3, 3, 3, 3, 3, 3, 3, 2, 3, 3, 3, 3, 3, 1, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3];
  expect(compress(numbers, 2, 3)).toEqual(compress(numbers, 2, 0));
});

test('noise fills the dictionary to its last code, whatever the length', () => {
  let state = 1;
  const noise = Array.from({ length: 12_000 }, () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return state >>> 24;
  });
  for (let length = 3820; length <= 3860; length += 1) {
    expect(decompress(compress(noise.slice(0, length), 8, 0))).toEqual(noise.slice(0, length));
  }
  expect(decompress(compress(noise, 8, 7))).toEqual(noise);
});
