/** A glyph of 8 × 16 or 16 × 16 pixels: one or two bytes a row, the highest bit leftmost. */
export interface PackedGlyph {
  readonly codePoint: number;
  readonly bytes: Uint8Array;
}

/** Bitmaps of the basic plane, found by character. */
export interface BitmapFont {
  /** Rows of 8 or 16 pixels as numbers, the leftmost pixel highest; null when the character is not there. */
  glyph(codePoint: number): { readonly width: 8 | 16; readonly rows: readonly number[] } | null;
}

const NARROW_BYTES = 16;
const WIDE_BYTES = 32;
const HEADER_BYTES = 8;

/**
 * The layout that compresses best: two counts; all characters, narrow ones first, each as the distance to the one before
 * (16 bits, little-endian); the narrow bitmaps; the wide ones, left halves before right halves.
 */
export function packBitmaps(glyphs: readonly PackedGlyph[]): Uint8Array {
  const sorted = glyphs.toSorted((a, b) => a.codePoint - b.codePoint);
  const narrow = sorted.filter(({ bytes }) => bytes.length === NARROW_BYTES);
  const wide = sorted.filter(({ bytes }) => bytes.length === WIDE_BYTES);
  const size = HEADER_BYTES + 2 * sorted.length + NARROW_BYTES * narrow.length + WIDE_BYTES * wide.length;
  const packed = new Uint8Array(size);
  const view = new DataView(packed.buffer);
  view.setUint32(0, narrow.length, true);
  view.setUint32(4, wide.length, true);
  let at = HEADER_BYTES;
  for (const list of [narrow, wide]) {
    let before = 0;
    for (const { codePoint } of list) {
      view.setUint16(at, codePoint - before, true);
      before = codePoint;
      at += 2;
    }
  }
  for (const { bytes } of narrow) {
    packed.set(bytes, at);
    at += NARROW_BYTES;
  }
  for (const { bytes } of wide) {
    for (let row = 0; row < 16; row += 1) {
      packed[at + row] = bytes[row * 2] ?? 0;
      packed[at + 16 + row] = bytes[row * 2 + 1] ?? 0;
    }
    at += WIDE_BYTES;
  }
  return packed;
}

/** Reads what `packBitmaps` wrote. */
export function unpackBitmaps(packed: Uint8Array): BitmapFont {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const narrowCount = view.getUint32(0, true);
  const wideCount = view.getUint32(4, true);
  const narrowStart = HEADER_BYTES + 2 * (narrowCount + wideCount);
  const wideStart = narrowStart + NARROW_BYTES * narrowCount;
  // Where each character's bitmap lies; 0 is the header and therefore nobody's.
  const places = new Int32Array(0x10000);
  let at = HEADER_BYTES;
  for (const [count, start, size] of [
    [narrowCount, narrowStart, NARROW_BYTES],
    [wideCount, wideStart, WIDE_BYTES],
  ] as const) {
    let codePoint = 0;
    for (let index = 0; index < count; index += 1) {
      codePoint += (packed[at] ?? 0) + (packed[at + 1] ?? 0) * 256;
      at += 2;
      places[codePoint] = start + index * size;
    }
  }
  const byteAt = (place: number): number => packed[place] ?? 0;
  return {
    glyph(codePoint) {
      const place = places[codePoint] ?? 0;
      if (place === 0) return null;
      const rows = Array.from({ length: 16 }, (_, row) => row);
      return place < wideStart
        ? { width: 8, rows: rows.map((row) => byteAt(place + row)) }
        : { width: 16, rows: rows.map((row) => byteAt(place + row) * 256 + byteAt(place + 16 + row)) };
    },
  };
}
