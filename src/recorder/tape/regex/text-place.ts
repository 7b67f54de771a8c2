import type { Assertion } from './pattern-node.ts';

const LINE_FEED = 0x0a;

/** RE2's word characters are ASCII only. */
const isWord = (point: number): boolean =>
  (point >= 0x30 && point <= 0x39) ||
  (point >= 0x41 && point <= 0x5a) ||
  (point >= 0x61 && point <= 0x7a) ||
  point === 0x5f;

/** What assertions can tell about a character; `edge` is where there is none. */
export type Neighbour = 'edge' | 'line-feed' | 'word' | 'other';

export const neighbourOf = (point: number | undefined): Neighbour =>
  point === undefined ? 'edge' : point === LINE_FEED ? 'line-feed' : isWord(point) ? 'word' : 'other';

/** Whether the assertion holds between two characters. */
export function holds(assertion: Assertion, before: Neighbour, after: Neighbour): boolean {
  switch (assertion) {
    case 'text-start':
      return before === 'edge';
    case 'text-end':
      return after === 'edge';
    case 'line-start':
      return before === 'edge' || before === 'line-feed';
    case 'line-end':
      return after === 'edge' || after === 'line-feed';
    case 'boundary':
      return (before === 'word') !== (after === 'word');
    case 'no-boundary':
      return (before === 'word') === (after === 'word');
  }
}
