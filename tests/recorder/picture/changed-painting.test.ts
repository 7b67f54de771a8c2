import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPainter } from '../../../src/recorder/picture/painter.ts';
import { PALETTE_COLOUR, STYLE, UNDERLINE_SHIFT } from '../../../src/recorder/terminal/grid.ts';
import type { CellGrid } from '../../../src/recorder/terminal/grid.ts';
import { FILES, gridOf, gridOfLines, optionsFor, PLAIN_WINDOW } from './picture-fixture.ts';
import type { CellSpec } from './picture-fixture.ts';

describe('painting what changed', () => {
  const COLUMNS = 6;
  const ROWS = 3;
  const cell = fc.record({
    text: fc.constantFrom('', 'a', 'g', '│', '─', '▒', '\u28ff', '\ue0b0', 'x\u0302'),
    foreground: fc.constantFrom(0xff0000, PALETTE_COLOUR | 3),
    background: fc.constantFrom(0x000080, PALETTE_COLOUR | 238),
    style: fc.constantFrom(0, STYLE.bold, STYLE.inverse, STYLE.strike, 3 << UNDERLINE_SHIFT),
  });
  const wide = fc.constantFrom('漢', '🚀', '字');
  /** A random screen, some neighbours of which are joined to wide characters. */
  const grid = fc
    .record({
      cells: fc.array(cell, { minLength: COLUMNS * ROWS, maxLength: COLUMNS * ROWS }),
      wides: fc.array(fc.tuple(fc.nat(COLUMNS * ROWS - 2), wide), { maxLength: 5 }),
      cursor: fc.record({
        row: fc.nat(ROWS - 1),
        column: fc.nat(COLUMNS - 1),
        visible: fc.boolean(),
        shape: fc.constantFrom('block' as const, 'bar' as const, 'underline' as const),
      }),
    })
    .map(({ cells, wides, cursor }) => {
      const built: CellSpec[] = [...cells];
      for (const [at, text] of wides) {
        const isFree = built[at]?.width === undefined && built[at + 1]?.width === undefined;
        if (!isFree || at % COLUMNS === COLUMNS - 1) continue;
        built[at] = { ...built[at], text, width: 2 };
        built[at + 1] = { ...built[at], text: '', width: 0 };
      }
      return gridOf(COLUMNS, ROWS, built, cursor);
    });
  const overlay = fc.constantFrom(null, 'Ctrl+C', 'x');
  const window = { ...PLAIN_WINDOW, margin: 3, marginFill: 0x336699, radius: 14, padding: 1 };

  test('gives the same pixels as painting everything, and says where', () => {
    const options = optionsFor(COLUMNS, ROWS, { window, aliasLevels: 16 });
    const painter = createPainter(options, FILES);
    fc.assert(
      fc.property(fc.array(fc.tuple(grid, overlay), { minLength: 2, maxLength: 5 }), (screens) => {
        const pixels = new Uint32Array(painter.width * painter.height);
        const whole = new Uint32Array(painter.width * painter.height);
        let previous: CellGrid | null = null;
        for (const [screen, keys] of screens) {
          const before = pixels.slice();
          const changed = painter.paint(screen, previous, pixels, keys);
          painter.paint(screen, null, whole, keys);
          expect(pixels).toEqual(whole);
          const outside = [...pixels.keys()].filter((at) => {
            const [x, y] = [at % painter.width, Math.floor(at / painter.width)];
            const isInX = x >= changed.x && x < changed.x + changed.width;
            return pixels[at] !== before[at] && !(isInX && y >= changed.y && y < changed.y + changed.height);
          });
          expect(outside).toEqual([]);
          previous = screen;
        }
      }),
      { numRuns: 60 },
    );
  });

  test('says that nothing changed when nothing did', () => {
    const screen = gridOfLines(['same'], {}, { visible: true });
    const painter = createPainter(optionsFor(4, 1), FILES);
    const pixels = new Uint32Array(painter.width * painter.height);
    painter.paint(screen, null, pixels);
    expect(painter.paint(screen, screen, pixels).width).toBe(0);
  });

  test('names just the cells of a letter that changed', () => {
    const painter = createPainter(optionsFor(4, 2), FILES);
    const pixels = new Uint32Array(painter.width * painter.height);
    const before = gridOfLines(['abcd', 'efgh']);
    painter.paint(before, null, pixels);
    const changed = painter.paint(gridOfLines(['abcd', 'efXh']), before, pixels);
    expect(changed).toEqual({ x: 20, y: 20, width: 10, height: 20 });
  });

  test('paints everything when the grid before had another size', () => {
    const painter = createPainter(optionsFor(4, 1), FILES);
    const pixels = new Uint32Array(painter.width * painter.height);
    const changed = painter.paint(gridOfLines(['abcd']), gridOfLines(['abc']), pixels);
    expect(changed).toEqual({ x: 0, y: 0, width: 40, height: 20 });
  });
});
