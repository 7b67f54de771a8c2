import type { ByteWriter } from '../byte-writer.ts';

const MOST_CODES = 4096;
const MOST_BITS = 12;
/** Slots of the dictionary; four times the codes, so that probes stay short. */
const SLOTS = 16_384;
const BLOCK = 255;

interface LzwPicture {
  /** Numbers of colours, row by row. */
  readonly numbers: Uint16Array;
  readonly count: number;
  /** By number: the place in the table, below two to the power of `codeSize`. */
  readonly places: Uint8Array;
  /** The number most pixels have: long runs of it are written without looking at each pixel twice. */
  readonly common: number;
  /** 2…8. */
  readonly codeSize: number;
}

/** Writes a picture as GIF's compressed data: the code size, blocks of up to 255 bytes, an empty block. */
export type LzwWriter = (picture: LzwPicture, out: ByteWriter) => void;

/** A writer with a dictionary that is used again for each picture. */
export function createLzwWriter(): LzwWriter {
  // A slot holds key and code in one number: prefix (12 bits), place (8), code (12); 0 is free.
  const slots = new Uint32Array(SLOTS);
  /** By length: the code of a run of the common colour. Runs of every length up to `longestRun` have one. */
  const runCodes = new Uint16Array(MOST_CODES);

  return ({ numbers, count, places, common, codeSize }, out) => {
    out.byte(codeSize);
    const clearCode = 1 << codeSize;
    const commonPlace = places[common] ?? 0;
    let nextCode = clearCode + 2;
    let bitsPerCode = codeSize + 1;
    let longestRun = 1;
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
    /** Forgets everything when the dictionary is full; true when it did. Widens the codes when it is time. */
    const makeRoom = (): boolean => {
      if (nextCode === MOST_CODES) {
        put(clearCode);
        slots.fill(0);
        nextCode = clearCode + 2;
        bitsPerCode = codeSize + 1;
        longestRun = 1;
        return false;
      }
      if (nextCode >= 1 << bitsPerCode) bitsPerCode += 1;
      return true;
    };

    slots.fill(0);
    runCodes[1] = commonPlace;
    put(clearCode);
    let prefix = places[numbers[0] ?? 0] ?? 0;
    let at = 1;
    while (at < count) {
      if (prefix === commonPlace && numbers[at] === common && numbers[at - 1] === common) {
        // The prefix is one common pixel, the run goes on: whole codes of it at a time.
        let end = at + 1;
        while (end < count && numbers[end] === common) end += 1;
        let left = end - at + 1;
        while (left > longestRun) {
          put(runCodes[longestRun] ?? 0);
          left -= longestRun;
          if (makeRoom()) {
            longestRun += 1;
            runCodes[longestRun] = nextCode;
            nextCode += 1;
          }
        }
        prefix = runCodes[left] ?? 0;
        at = end;
        continue;
      }
      const place = places[numbers[at] ?? 0] ?? 0;
      const key = (prefix << 8) | place;
      let slot = (Math.imul(key, 0x9e3779b1) >>> 18) & (SLOTS - 1);
      let held = slots[slot] ?? 0;
      while (held !== 0 && held >>> MOST_BITS !== key) {
        slot = (slot + 1) & (SLOTS - 1);
        held = slots[slot] ?? 0;
      }
      at += 1;
      if (held !== 0) {
        prefix = held & (MOST_CODES - 1);
        continue;
      }
      put(prefix);
      if (makeRoom()) {
        slots[slot] = ((key << MOST_BITS) | nextCode) >>> 0;
        nextCode += 1;
      }
      prefix = place;
    }
    put(prefix);
    // The reader has added one more entry by now, which may widen its codes.
    if (nextCode < MOST_CODES && nextCode >= 1 << bitsPerCode) bitsPerCode += 1;
    put(clearCode + 1);
    if (pendingBits > 0) {
      filled += 1;
      block[start + filled] = pending & 0xff;
    }
    closeBlock();
    out.byte(0);
  };
}
