import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPainter } from '../../../src/recorder/picture/painter.ts';
import type { CellGrid } from '../../../src/recorder/terminal/grid.ts';
import { editedScreens } from './edited-screens.ts';
import { FILES, gridOf, gridOfLines, optionsFor, PLAIN_WINDOW } from './picture-fixture.ts';

const bytesOf = (pixels: Uint32Array): Uint8Array => new Uint8Array(pixels.buffer);

describe('painting what changed', () => {
  const COLUMNS = 6;
  const ROWS = 3;
  const overlay = fc.constantFrom(null, null, 'Ctrl+C', 'x');
  const window = { ...PLAIN_WINDOW, margin: 3, marginFill: 0x336699, radius: 14, padding: 1 };

  test('gives the same pixels as painting everything, and says where', () => {
    const options = optionsFor(COLUMNS, ROWS, { window, aliasLevels: 16 });
    const painter = createPainter(options, FILES);
    fc.assert(
      fc.property(editedScreens(COLUMNS, ROWS), fc.infiniteStream(overlay), (screens, overlays) => {
        const pixels = new Uint32Array(painter.width * painter.height);
        const whole = new Uint32Array(painter.width * painter.height);
        let previous: CellGrid | null = null;
        for (const screen of screens) {
          const keys = overlays.next().value;
          const before = pixels.slice();
          const changed = painter.paint(screen, previous, pixels, keys);
          painter.paint(screen, null, whole, keys);
          expect(Buffer.compare(bytesOf(pixels), bytesOf(whole))).toBe(0);
          const outside = [...pixels.keys()].filter((at) => {
            if (pixels[at] === before[at]) return false;
            const [x, y] = [at % painter.width, Math.floor(at / painter.width)];
            const isInX = x >= changed.x && x < changed.x + changed.width;
            return !(isInX && y >= changed.y && y < changed.y + changed.height);
          });
          expect(outside).toEqual([]);
          previous = screen;
        }
      }),
      { numRuns: 120 },
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

  test('takes the cursor away from where it stood, with nothing written', () => {
    const painter = createPainter(optionsFor(3, 1), FILES);
    const pixels = new Uint32Array(painter.width * painter.height);
    const [left, right] = [0, 2].map((column) => gridOfLines(['abc'], {}, { visible: true, column }));
    if (left === undefined || right === undefined) throw new Error('two screens');
    painter.paint(left, null, pixels);
    const changed = painter.paint(right, left, pixels);
    const whole = new Uint32Array(pixels.length);
    painter.paint(right, null, whole);
    expect([changed, pixels]).toEqual([{ x: 0, y: 0, width: 30, height: 20 }, whole]);
  });

  test('clears the right half that a wide character has left behind', () => {
    const painter = createPainter(optionsFor(3, 1), FILES);
    const pixels = new Uint32Array(painter.width * painter.height);
    const half = { text: '', width: 0 } as const;
    const before = gridOf(3, 1, [{ text: '漢', width: 2 }, half]);
    const after = gridOf(3, 1, [{ text: 'a' }, half]);
    painter.paint(before, null, pixels);
    painter.paint(after, before, pixels);
    const whole = new Uint32Array(pixels.length);
    painter.paint(after, null, whole);
    expect(pixels).toEqual(whole);
  });
});
