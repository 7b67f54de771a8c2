import { describe, expect, test } from 'vitest';
import { createEmulator } from '../../../src/recorder/terminal/emulator.ts';
import { blankGrid, copyGrid } from '../../../src/recorder/terminal/grid.ts';
import type { CellGrid } from '../../../src/recorder/terminal/grid.ts';
import { sameCell, sameLook, sameText } from '../../../src/recorder/terminal/same-cell.ts';

const cellsOf = ({ cursor: _cursor, ...cells }: CellGrid): Omit<CellGrid, 'cursor'> => cells;

describe('a grid', () => {
  test('that is blank has the cells of a screen without output', () => {
    const screen = createEmulator({ columns: 7, rows: 3, unicode: 15 });
    expect(cellsOf(blankGrid(7, 3))).toEqual(cellsOf(screen.snapshot()));
  });

  test('that was copied stays, whatever becomes of the lent one', async () => {
    const screen = createEmulator({ columns: 7, rows: 1, unicode: 15 });
    const fill = async (text: string, into?: CellGrid): Promise<CellGrid> => {
      await screen.feed(text);
      return screen.snapshot(into);
    };
    const lent = await fill('\x1b[1;31;4;58;5;2mone');
    const copy = copyGrid(lent);
    const before = structuredClone(copy);
    await fill('\r\x1b[0;7m漢\x1b]8;;https://a.b\x07x\x1b]8;;\x07', lent);
    expect(copy).toEqual(before);
    expect(lent.text).not.toEqual(copy.text);
  });
});

describe('two cells', () => {
  const change: readonly [what: string, text: boolean, look: boolean, cell: boolean, mend: (grid: CellGrid) => void][] =
    [
      ['nothing', true, true, true, () => undefined],
      ['a space for an erased cell', true, true, true, (grid) => void (grid.text[0] = ' ')],
      ['another character', false, true, false, (grid) => void (grid.text[0] = 'x')],
      ['another width', true, true, false, (grid) => void (grid.width[0] = 2)],
      ['another ink', true, false, false, (grid) => void (grid.foreground[0] = 0)],
      ['another paper', true, false, false, (grid) => void (grid.background[0] = 0)],
      ['another style', true, false, false, (grid) => void (grid.style[0] = 1)],
      ['another line', true, false, false, (grid) => void (grid.underlineColour[0] = 0)],
      ['another link', true, true, true, (grid) => void (grid.link[0] = 1)],
    ];
  test.each(change)(
    'that differ by %s are the same in text: %s, in look: %s, as drawn: %s',
    (_what, text, look, cell, mend) => {
      const [one, other] = [blankGrid(1, 1), blankGrid(1, 1)];
      mend(other);
      expect([sameText(one, 0, other, 0), sameLook(one, 0, other, 0), sameCell(one, 0, other, 0)]).toEqual([
        text,
        look,
        cell,
      ]);
      expect(sameCell(other, 0, one, 0)).toBe(cell);
    },
  );
});
