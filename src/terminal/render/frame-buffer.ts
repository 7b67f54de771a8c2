import { Buffer } from 'node:buffer';

/**
 * Collects a frame as UTF-16 units in one array. Adding a few thousand short pieces to a string costs several times as
 * much as the rest of the diff.
 */
export class FrameBuffer {
  #units = new Uint16Array(16_384);
  #length = 0;

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  clear(): void {
    this.#length = 0;
  }

  unit(code: number): void {
    this.#reserve(1)[this.#length] = code;
    this.#length += 1;
  }

  text(text: string): void {
    const units = this.#reserve(text.length);
    let at = this.#length;
    for (let index = 0; index < text.length; index += 1) {
      units[at] = text.charCodeAt(index);
      at += 1;
    }
    this.#length = at;
  }

  /** Glyphs that are all code points of one unit. */
  letters(glyphs: Uint32Array, from: number, to: number): void {
    const units = this.#reserve(to - from);
    let at = this.#length;
    for (let index = from; index < to; index += 1) {
      units[at] = glyphs[index] ?? 0;
      at += 1;
    }
    this.#length = at;
  }

  /** `CSI` with one or two numbers and a final byte; the second number is left out when it is 0. */
  sequence(first: number, second: number, final: number): void {
    this.unit(0x1b);
    this.unit(0x5b);
    this.#number(first);
    if (second > 0) {
      this.unit(0x3b);
      this.#number(second);
    }
    this.unit(final);
  }

  toString(): string {
    return Buffer.from(this.#units.buffer, 0, this.#length * 2).toString('utf16le');
  }

  /** Decimal digits of a number below 10,000. */
  #number(value: number): void {
    if (value >= 1000) this.unit(48 + (Math.floor(value / 1000) % 10));
    if (value >= 100) this.unit(48 + (Math.floor(value / 100) % 10));
    if (value >= 10) this.unit(48 + (Math.floor(value / 10) % 10));
    this.unit(48 + (value % 10));
  }

  #reserve(count: number): Uint16Array {
    if (this.#length + count > this.#units.length) {
      const bigger = new Uint16Array((this.#length + count) * 2);
      bigger.set(this.#units);
      this.#units = bigger;
    }
    return this.#units;
  }
}
