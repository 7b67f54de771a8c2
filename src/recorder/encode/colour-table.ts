const FIRST_SLOTS = 1024;

/** Numbers colours in the order they are first seen and counts them. Colours are any 32-bit numbers. */
export interface ColourTable {
  readonly size: number;
  /** The colour's number; a new colour gets the next one. */
  numberOf(colour: number): number;
  /** The colour's number, or -1. */
  find(colour: number): number;
  colourAt(number: number): number;
  count(number: number, pixels: number): void;
  countAt(number: number): number;
  clear(): void;
}

export function createColourTable(): ColourTable {
  // Open addressing; a slot holds a number plus one, so that 0 is free.
  let slots = new Uint32Array(FIRST_SLOTS);
  let colours = new Uint32Array(FIRST_SLOTS / 2);
  let counts = new Uint32Array(FIRST_SLOTS / 2);
  let size = 0;

  const slotOf = (colour: number): number => {
    const mask = slots.length - 1;
    let slot = (Math.imul(colour ^ (colour >>> 15), 0x9e3779b1) >>> 12) & mask;
    for (;;) {
      const held = slots[slot] ?? 0;
      if (held === 0 || colours[held - 1] === colour) return slot;
      slot = (slot + 1) & mask;
    }
  };
  const grow = (): void => {
    const [oldColours, oldCounts] = [colours, counts];
    slots = new Uint32Array(slots.length * 4);
    colours = new Uint32Array(slots.length / 2);
    counts = new Uint32Array(slots.length / 2);
    colours.set(oldColours);
    counts.set(oldCounts);
    for (let number = 0; number < size; number += 1) slots[slotOf(colours[number] ?? 0)] = number + 1;
  };

  return {
    get size() {
      return size;
    },
    numberOf: (colour) => {
      const held = slots[slotOf(colour)] ?? 0;
      if (held > 0) return held - 1;
      if (size === colours.length) grow();
      colours[size] = colour;
      counts[size] = 0;
      size += 1;
      slots[slotOf(colour)] = size;
      return size - 1;
    },
    find: (colour) => (slots[slotOf(colour)] ?? 0) - 1,
    colourAt: (number) => colours[number] ?? 0,
    count: (number, pixels) => {
      counts[number] = (counts[number] ?? 0) + pixels;
    },
    countAt: (number) => counts[number] ?? 0,
    clear: () => {
      slots.fill(0);
      size = 0;
    },
  };
}
