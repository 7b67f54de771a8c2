import { seededRng } from '../../src/coordination/rng.ts';
import type { Rng } from '../../src/coordination/rng.ts';

/** Seeded dice with the throws a scripted world needs. */
export interface Chance extends Rng {
  /** True once in `1 / probability` throws. */
  happens(probability: number): boolean;
  /** A whole number, both ends included. */
  between(low: number, high: number): number;
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
  /** One of a list that may be empty. */
  some<Item>(items: readonly Item[]): Item | undefined;
}

export function createChance(seed: number): Chance {
  const rng = seededRng(seed);
  const between = (low: number, high: number): number => low + Math.floor(rng.next() * (high - low + 1));
  return {
    next: () => rng.next(),
    happens: (probability) => rng.next() < probability,
    between,
    pick: (items) => items[between(0, items.length - 1)] ?? items[0],
    some: (items) => items[between(0, items.length - 1)],
  };
}
