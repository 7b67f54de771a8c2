import { describe, expect, test } from 'vitest';

import type { CellGrid } from '../../../src/terminal/render/cell-grid.ts';
import { createGrid } from '../../../src/terminal/render/cell-grid.ts';
import { createGlyphTable } from '../../../src/terminal/render/glyph-table.ts';
import { createStyles } from '../../../src/terminal/render/styles.ts';
import { createWriter } from '../../../src/terminal/render/writer.ts';

function gridOf(text: string): CellGrid {
  const grid = createGrid(text.length, 1);
  Array.from(text, (letter, at) => (grid.glyph[at] = letter.charCodeAt(0)));
  return grid;
}

/** What turns one row of ASCII into the other, and how many cells it changes. */
function sent(before: string, after: string): { readonly bytes: string; readonly changed: number } {
  const writer = createWriter(createStyles(), createGlyphTable({ widths: 'grapheme', emojiCells: 2 }));
  const bytes = writer.diff(gridOf(before), gridOf(after));
  return { bytes: bytes.replaceAll('\x1b[0m', ''), changed: writer.changed };
}

describe('the bytes between two changed letters', () => {
  test('up to four unchanged ones are sent again', () => {
    expect(sent('abcdefghijkl', 'AbcdeFghijkl')).toEqual({ bytes: '\x1b[1HAbcdeF', changed: 2 });
  });

  test('more are jumped over', () => {
    expect(sent('abcdefghijkl', 'AbcdefGhijkl')).toEqual({ bytes: '\x1b[1HA\x1b[5CG', changed: 2 });
  });

  test('what is unchanged at the end is left alone', () => {
    expect(sent('abcdefghijkl', 'abcDefghijkl')).toEqual({ bytes: '\x1b[1;4HD', changed: 1 });
    expect(sent('abcdefghijkl', 'abcdefghijKl')).toEqual({ bytes: '\x1b[1;11HK', changed: 1 });
  });

  test('a long row of blanks is erased, a short one is sent', () => {
    expect(sent('a'.repeat(20), `a${' '.repeat(12)}${'a'.repeat(7)}`).bytes).toBe('\x1b[1;2H\x1b[12X');
    expect(sent('a'.repeat(20), `a${' '.repeat(5)}${'a'.repeat(14)}`).bytes).toBe('\x1b[1;2H     ');
  });
});

describe('a frame', () => {
  test('may be of any length', () => {
    const text = 'ab'.repeat(40_000);
    expect(sent(' '.repeat(80_000), text)).toEqual({ bytes: `\x1b[1H${text}`, changed: 80_000 });
  });
});
