import { Buffer } from 'node:buffer';

const MAX_KNOWN = 4096;

/**
 * Collects a frame as UTF-16 units in one array. Adding a few thousand short pieces to a string costs several times as
 * much as the rest of the diff.
 */
export class FrameBuffer {
  /** Units collected so far. Whoever has written into `room` moves it on. */
  length = 0;
  #units = new Uint16Array(16_384);
  readonly #known = new Map<string, Uint16Array>();

  clear(): void {
    this.length = 0;
  }

  /** The array to write into from `length` on, with space for so many units. */
  room(count: number): Uint16Array {
    if (this.length + count > this.#units.length) {
      const bigger = new Uint16Array((this.length + count) * 2);
      bigger.set(this.#units);
      this.#units = bigger;
    }
    return this.#units;
  }

  unit(code: number): void {
    this.room(1)[this.length] = code;
    this.length += 1;
  }

  /** For texts that come again and again: their units are kept, since reading strings unit by unit is slow. */
  text(text: string): void {
    const known = this.#known.get(text) ?? this.#learn(text);
    const units = this.room(known.length);
    let at = this.length;
    for (let index = 0; index < known.length; index += 1) {
      units[at] = known[index] ?? 0;
      at += 1;
    }
    this.length = at;
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
    return Buffer.from(this.#units.buffer, 0, this.length * 2).toString('utf16le');
  }

  #learn(text: string): Uint16Array {
    if (this.#known.size >= MAX_KNOWN) this.#known.clear();
    const units = new Uint16Array(text.length);
    for (let index = 0; index < text.length; index += 1) units[index] = text.charCodeAt(index);
    this.#known.set(text, units);
    return units;
  }

  /** Decimal digits of a number below 10,000. */
  #number(value: number): void {
    if (value >= 1000) this.unit(48 + (Math.floor(value / 1000) % 10));
    if (value >= 100) this.unit(48 + (Math.floor(value / 100) % 10));
    if (value >= 10) this.unit(48 + (Math.floor(value / 10) % 10));
    this.unit(48 + (value % 10));
  }
}
