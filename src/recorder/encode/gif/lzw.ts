import type { ByteWriter } from '../byte-writer.ts';

const MOST_CODES = 4096;
const MOST_BITS = 12;
/** Slots of the dictionary; four times the codes, so that probes stay short. */
const SLOTS = 16_384;
const BLOCK = 255;

/** Writes palette numbers as GIF's compressed data: the code size, blocks of up to 255 bytes, an empty block. */
export type LzwWriter = (numbers: Uint8Array, count: number, codeSize: number, out: ByteWriter) => void;

/** A writer with a dictionary that is used again for each picture. */
export function createLzwWriter(): LzwWriter {
  // A slot holds key and code in one number: prefix (12 bits), palette number (8), code (12); 0 is free.
  const slots = new Uint32Array(SLOTS);

  return (numbers, count, codeSize, out) => {
    out.byte(codeSize);
    const clearCode = 1 << codeSize;
    const endCode = clearCode + 1;
    let nextCode = endCode + 1;
    let bitsPerCode = codeSize + 1;
    let pending = 0;
    let pendingBits = 0;
    let block = out.reserve(BLOCK + 1);
    let start = out.length;
    let filled = 0;

    const closeBlock = (): void => {
      if (filled === 0) return;
      block[start] = filled;
      out.advance(filled + 1);
      block = out.reserve(BLOCK + 1);
      start = out.length;
      filled = 0;
    };
    const put = (code: number): void => {
      pending |= code << pendingBits;
      pendingBits += bitsPerCode;
      while (pendingBits >= 8) {
        filled += 1;
        block[start + filled] = pending & 0xff;
        pending >>>= 8;
        pendingBits -= 8;
        if (filled === BLOCK) closeBlock();
      }
    };

    slots.fill(0);
    put(clearCode);
    let prefix = numbers[0] ?? 0;
    for (let at = 1; at < count; at += 1) {
      const number = numbers[at] ?? 0;
      const key = (prefix << 8) | number;
      let slot = (Math.imul(key, 0x9e3779b1) >>> 18) & (SLOTS - 1);
      let held = slots[slot] ?? 0;
      while (held !== 0 && held >>> MOST_BITS !== key) {
        slot = (slot + 1) & (SLOTS - 1);
        held = slots[slot] ?? 0;
      }
      if (held !== 0) {
        prefix = held & (MOST_CODES - 1);
        continue;
      }
      put(prefix);
      if (nextCode === MOST_CODES) {
        put(clearCode);
        slots.fill(0);
        nextCode = endCode + 1;
        bitsPerCode = codeSize + 1;
      } else {
        if (nextCode >= 1 << bitsPerCode) bitsPerCode += 1;
        slots[slot] = ((key << MOST_BITS) | nextCode) >>> 0;
        nextCode += 1;
      }
      prefix = number;
    }
    put(prefix);
    // The reader has added one more entry by now, which may widen its codes.
    if (nextCode >= 1 << bitsPerCode && bitsPerCode < MOST_BITS) bitsPerCode += 1;
    put(endCode);
    if (pendingBits > 0) {
      filled += 1;
      block[start + filled] = pending & 0xff;
    }
    closeBlock();
    out.byte(0);
  };
}
