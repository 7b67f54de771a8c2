import type { CharacterSet } from './pattern-node.ts';
import { neighbourOf } from './text-place.ts';
import type { Neighbour } from './text-place.ts';

/** Characters that every set of a program treats alike, and that look alike to assertions. */
export interface Letter {
  /** From 1 on. */
  readonly id: number;
  readonly neighbour: Neighbour;
  /** By the set's text: whether it takes these characters. */
  readonly takenBy: ReadonlySet<CharacterSet>;
}

const matcherOf = ({ source, ignoreCase }: CharacterSet): RegExp =>
  new RegExp(`^[${source}]$`, ignoreCase ? 'iv' : 'v');

/**
 * Sorts characters into as few letters as the sets need, so that a search compares small numbers. JavaScript's own engine says
 * what a set holds; it sees one character at a time, so it cannot run away. Characters are sorted when they are first met.
 */
export function createAlphabet(sets: Iterable<CharacterSet>): (point: number) => Letter {
  const bySource = Map.groupBy(sets, ({ source, ignoreCase }) => `${ignoreCase ? 'i' : '-'}${source}`);
  const groups = [...bySource.values()].flatMap((same) =>
    same[0] === undefined ? [] : [{ same, is: matcherOf(same[0]) }],
  );
  // Pages of 256, since this is asked for each character of each screen and most screens need four of them.
  const pages: (Letter | undefined)[][] = [];
  const bySignature = new Map<string, Letter>();
  const sort = (point: number): Letter => {
    const character = String.fromCodePoint(point);
    const taking = groups.filter(({ is }) => is.test(character));
    const neighbour = neighbourOf(point);
    const signature = `${neighbour} ${taking.map((group) => groups.indexOf(group)).join()}`;
    let letter = bySignature.get(signature);
    if (letter === undefined) {
      letter = { id: bySignature.size + 1, neighbour, takenBy: new Set(taking.flatMap(({ same }) => same)) };
      bySignature.set(signature, letter);
    }
    return letter;
  };
  return (point) => {
    const page = (pages[point >> 8] ??= []);
    return (page[point & 0xff] ??= sort(point));
  };
}
