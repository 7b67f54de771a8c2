import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseParts } from '../../../../src/recorder/terminal/screen/parse-parts.ts';

const SMALL = 80 * 24;
const LARGE = 1000 * 1000;

describe('text that is parsed in parts', () => {
  test('is the same text, in parts that are not long', () => {
    const piece = fc.constantFrom(
      'abc',
      '\x1b[2J',
      '\x1b[4000000b',
      '\x1b[31m',
      '\x1bc',
      '\x9b',
      '\x1b',
      'x'.repeat(9000),
    );
    fc.assert(
      fc.property(fc.array(piece), fc.integer({ min: 1, max: LARGE }), (pieces, cells) => {
        const parts = parseParts(pieces.join(''), cells);
        expect(parts.join('')).toBe(pieces.join(''));
        expect(parts.filter(({ length }) => length === 0 || length > 65_536)).toEqual([]);
      }),
    );
  });

  test.each(['\x1b[4000000b', '\x1b[2000L', '\x1b[2000S', '\x1b[2J', '\x1bc', '\x1b#8', '\x1b[?1049h', '\x9b2J'])(
    'has few of %j in a part when the screen is large',
    (sequence) => {
      const parts = parseParts(`a${sequence}`.repeat(100), LARGE);
      expect(parts).toHaveLength(50);
      expect(parts.map((part) => part.split(sequence).length - 1)).toEqual(Array.from({ length: 50 }, () => 2));
      expect(parseParts(`a${sequence}`.repeat(100), SMALL)).toHaveLength(1);
    },
  );

  test.each(['\x1b[31m', '\x1b[1;1H', '\x1b[0K', '\x1b[38:2::1:2:3m', '\x1b[?25l', '\x1b]0;title\x1b\\', '\x1b7\x1b8'])(
    'stays whole when it is only made of %j',
    (sequence) => {
      expect(parseParts(`a${sequence}`.repeat(1000), LARGE)).toHaveLength(1);
    },
  );

  test('is cut where a sequence has been broken off too', () => {
    expect(parseParts('\x1b[3\x1b[3\x1b', LARGE)).toEqual(['\x1b[3\x1b[3', '\x1b']);
  });
});
