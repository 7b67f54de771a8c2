import { expect, test } from 'vitest';
import { createEmulator } from '../../../../src/recorder/terminal/emulator.ts';
import { PALETTE_COLOUR } from '../../../../src/recorder/terminal/grid.ts';

const LAST_CELL = '\x1b[4;20H';

test.each(['\x1b[1J', '\x1b[?1J'])(
  'erasing up to the last cell (%j) erases a screen that never scrolled',
  async (erase) => {
    const screen = createEmulator({ columns: 20, rows: 4, unicode: 15 });
    await screen.feed(`one\r\ntwo${LAST_CELL}\x1b[41m${erase}`);
    const grid = screen.snapshot();
    expect([grid.text.join(''), grid.cursor.row, grid.cursor.column]).toEqual(['', 3, 19]);
    expect(new Set(grid.background)).toEqual(new Set([PALETTE_COLOUR | 1]));
  },
);

test('erasing up to any other cell leaves what is behind it', async () => {
  const screen = createEmulator({ columns: 20, rows: 4, unicode: 15 });
  await screen.feed(`one\r\ntwo${LAST_CELL}x\x1b[4;19H\x1b[1J`);
  expect(screen.visibleText()).toBe(`\n\n\n${' '.repeat(19)}x`);
});
