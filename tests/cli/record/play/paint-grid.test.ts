import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { cornerFor, paintGrid } from '../../../../src/cli/record/play/paint-grid.ts';
import { createEmulator } from '../../../../src/recorder/terminal/emulator.ts';
import { createCompositor } from '../../../../src/terminal/render/compositor.ts';
import { createGlyphTable } from '../../../../src/terminal/render/glyph-table.ts';
import { createStyles } from '../../../../src/terminal/render/styles.ts';
import { createScreenModel } from '../../../helpers/screen-model.ts';

const nothing = (): void => undefined;

/** What a terminal gets, and what it shows, when a program's output is painted on 20×4 cells. */
async function painted(output: string, size = { columns: 20, rows: 4 }) {
  const emulator = createEmulator({ ...size, unicode: 15 });
  await emulator.feed(output);
  const grid = emulator.snapshot();
  const styles = createStyles(24);
  const glyphs = createGlyphTable({ widths: 'grapheme', emojiCells: 2 });
  const compositor = createCompositor({ size: { cols: 20, rows: 4 }, styles, glyphs, wanted: nothing });
  compositor.surface({
    rect: { x: 0, y: 0, width: 20, height: 4 },
    paint: (canvas) => paintGrid(canvas, grid, styles, cornerFor(grid, canvas.height)),
  });
  const bytes = compositor.frame(0);
  const screen = createScreenModel({ cols: 20, rows: 4 });
  await screen.write(bytes);
  return { bytes, screen };
}

test('text, wide characters and clusters stand in the cells they were recorded in', async () => {
  const { screen } = await painted('漢字 x\r\n👩‍💻e\u0301|\r\nplain');
  expect(screen.rows()).toEqual(['漢字 x', '👩‍💻e\u0301|', 'plain', '']);
  expect([screen.cell(0, 1).width, screen.cell(2, 1).text, screen.cell(3, 1).text]).toEqual([2, 'e\u0301', '|']);
});

test('colours and attributes are kept', async () => {
  const { screen } = await painted('\u001b[1;31;48;2;1;2;3mA\u001b[0;7mB\u001b[0;38;5;200mC');
  expect(screen.cell(0, 0)).toMatchObject({ text: 'A', fg: 0x1000001, bg: 0x010203, bold: true });
  expect(screen.cell(1, 0)).toMatchObject({ text: 'B', inverse: true });
  expect(screen.cell(2, 0)).toMatchObject({ text: 'C', fg: 0x1000000 + 200, bold: false });
});

test('hidden text is not shown', async () => {
  const { screen, bytes } = await painted('a\u001b[8msecret\u001b[0mb');
  expect(screen.rows()[0]).toBe('a      b');
  expect(bytes).not.toContain('secret');
});

test('of a screen that is too tall, the rows down to the cursor are shown', async () => {
  const { screen } = await painted('1\r\n2\r\n3\r\n4\r\n5\r\n6', { columns: 30, rows: 10 });
  expect(screen.rows()).toEqual(['3', '4', '5', '6']);
});

test('whatever is recorded, the terminal gets only moves, erasures, colours and letters', async () => {
  const control = fc.constantFrom(
    '\u001b[',
    '\u001b]',
    '\u001bP',
    '\u001b\\',
    '\u0007',
    '\u009b',
    '\u202e',
    '\u2066',
    '\ufeff',
  );
  const part = fc.oneof(
    control,
    fc.string({ unit: 'binary', maxLength: 6 }),
    fc.constantFrom('0;1h', '52;c;AA', '漢', '8;;x'),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 30 }), async (parts) => {
      const { bytes } = await painted(parts.join(''));
      // oxlint-disable-next-line no-control-regex -- these are what a frame is made of
      const rest = bytes.replaceAll(/\u001b\[[\d;]*[CHXm]/g, '');
      expect(rest).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
    }),
    { numRuns: 60 },
  );
});
