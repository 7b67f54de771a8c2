import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CellGrid } from '../../../src/terminal/render/cell-grid.ts';
import { createGrid, RIGHT_HALF } from '../../../src/terminal/render/cell-grid.ts';
import type { Compositor } from '../../../src/terminal/render/compositor.ts';
import { createCompositor } from '../../../src/terminal/render/compositor.ts';
import type { GlyphTable } from '../../../src/terminal/render/glyph-table.ts';
import { createGlyphTable } from '../../../src/terminal/render/glyph-table.ts';
import { createStyles } from '../../../src/terminal/render/styles.ts';
import type { Surface } from '../../../src/terminal/render/surface.ts';
import { createWriter } from '../../../src/terminal/render/writer.ts';
import { pointWidth } from '../../../src/terminal/text/code-points.ts';
import type { RowRef } from '../../../src/terminal/text/line.ts';
import type { LineStore } from '../../../src/terminal/text/line-store.ts';
import { createLineStore } from '../../../src/terminal/text/line-store.ts';
import { sanitise } from '../../../src/terminal/text/sanitise.ts';
import type { ScreenModel } from '../../helpers/screen-model.ts';
import { createScreenModel } from '../../helpers/screen-model.ts';
import { paneText } from '../text/hostile-text.ts';

type Widths = 'grapheme' | 'codepoint';

/** What a cell of the front buffer must look like, blanks as ''. */
function expectedCell(front: CellGrid, glyphs: GlyphTable, x: number, y: number): string {
  const glyph = front.glyph[y * front.cols + x] ?? 0;
  return glyph === RIGHT_HALF ? '' : glyphs.bytes(glyph).replace('\x1b[2X', '').trimEnd();
}

/** The row of the terminal and the row of the buffer, each as one string per wide or narrow glyph. */
function compareScreens(screen: ScreenModel, front: CellGrid, glyphs: GlyphTable): string[] {
  const wrong: string[] = [];
  for (let y = 0; y < front.rows; y += 1) {
    for (let x = 0; x < front.cols; x += 1) {
      const wide = x + 1 < front.cols && front.glyph[y * front.cols + x + 1] === RIGHT_HALF;
      const shown = screen.cell(x, y).text + (wide ? screen.cell(x + 1, y).text : '');
      const want = expectedCell(front, glyphs, x, y);
      if (shown.trimEnd() !== want)
        wrong.push(`${x},${y}: ${JSON.stringify(shown)} instead of ${JSON.stringify(want)}`);
      if (wide) x += 1;
    }
  }
  return wrong;
}

interface World {
  readonly compositor: Compositor;
  readonly screen: ScreenModel;
  readonly glyphs: GlyphTable;
  readonly stores: readonly LineStore[];
  readonly panes: readonly Surface[];
  readonly modal: Surface;
  draw(): Promise<string>;
  layOut(cols: number, rows: number): void;
  retheme(colour: number): void;
  scroll(by: number): void;
}

function createWorld(widths: Widths, cols: number, rows: number): World {
  const styles = createStyles();
  const glyphs = createGlyphTable({ widths, emojiCells: 2 });
  const screen = createScreenModel({ cols, rows, widths });
  void screen.write('\x1b[?1049h'); // the alternate screen does not flow its lines anew when it is resized
  const theme = styles.slot({ fg: 0xcdd6f4, bg: 0x1e1e2e });
  const compositor = createCompositor({ size: { cols, rows }, styles, glyphs, wanted: () => undefined });
  const stores = [0, 1, 2].map(() => createLineStore({ cols: 10, maxLines: 50 }));
  let back = 0;
  const panes = stores.map((store, index) => {
    const out: RowRef[] = [];
    return compositor.surface({
      background: theme,
      paint(canvas) {
        canvas.text(0, 0, `┌ agent ${index} ${'─'.repeat(200)}`, theme);
        store.resize(Math.max(1, canvas.width - 2));
        const count = store.window(Math.max(0, canvas.height - 1), back, out);
        for (let row = 0; row < count; row += 1) {
          const ref = out[row];
          canvas.text(0, row + 1, '│', theme);
          if (ref !== undefined) canvas.row(1, row + 1, canvas.width - 2, ref, theme);
          canvas.text(canvas.width - 1, row + 1, '│', theme);
        }
      },
    });
  });
  const modal = compositor.surface({
    layer: 1,
    paint: (canvas) => {
      canvas.fill(0, 0, canvas.width, canvas.height, theme, '░');
      canvas.text(1, 1, '选择 an answer 🎉 to read', theme);
    },
  });
  const layOut = (width: number, height: number): void => {
    const third = Math.ceil(width / 3);
    panes.forEach((pane, index) => pane.place({ x: index * third, y: 0, width: third, height }));
  };
  layOut(cols, rows);
  return {
    compositor,
    screen,
    glyphs,
    stores,
    panes,
    modal,
    layOut,
    async draw() {
      const bytes = compositor.frame(0);
      await screen.write(bytes);
      return bytes;
    },
    retheme: (colour) => styles.redefine(theme, { fg: colour, bg: 0x10203 }),
    scroll: (by) => (back = by),
  };
}

const action = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constant('stream' as const), pane: fc.nat(2), text: paneText }) },
  fc.record({
    type: fc.constant('modal' as const),
    rect: fc.option(
      fc.record({
        x: fc.integer({ min: -3, max: 40 }),
        y: fc.integer({ min: -2, max: 12 }),
        width: fc.nat(30),
        height: fc.nat(8),
      }),
    ),
  }),
  fc.record({
    type: fc.constant('resize' as const),
    cols: fc.integer({ min: 1, max: 60 }),
    rows: fc.integer({ min: 1, max: 14 }),
  }),
  fc.record({ type: fc.constant('theme' as const), colour: fc.integer({ min: 0, max: 0xffffff }) }),
  fc.record({ type: fc.constant('scroll' as const), by: fc.nat(10) }),
);

describe.each(['grapheme', 'codepoint'] as const)('on a terminal that counts by %s', (widths) => {
  test('the screen equals the front buffer after every frame, whatever happens', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 12 }), async (actions) => {
        const world = createWorld(widths, 50, 10);
        for (const each of actions) {
          if (each.type === 'stream') {
            world.stores[each.pane]?.append(sanitise(each.text), 0);
            world.panes[each.pane]?.invalidate();
          } else if (each.type === 'modal') world.modal.place(each.rect);
          else if (each.type === 'theme') world.retheme(each.colour);
          else if (each.type === 'scroll') {
            world.scroll(each.by);
            for (const pane of world.panes) pane.invalidate('input');
          } else {
            world.screen.resize(each.cols, each.rows);
            world.compositor.resize(each);
            world.layOut(each.cols, each.rows);
          }
          await world.draw();
          expect(compareScreens(world.screen, world.compositor.front, world.glyphs)).toEqual([]);
        }
      }),
      { numRuns: 120, endOnFailure: true },
    );
  });

  test('a frame without changes has no bytes', async () => {
    const world = createWorld(widths, 40, 8);
    world.stores[0]?.append('some 文本 👨‍👩‍👧', 0);
    expect(await world.draw()).not.toBe('');
    for (const pane of world.panes) pane.invalidate();
    expect(await world.draw()).toBe('');
  });
});

function gridOf(rows: readonly (readonly (readonly [number, number])[])[]): CellGrid {
  const grid = createGrid(12, rows.length);
  rows.forEach((line, y) => {
    let x = 0;
    for (const [point, style] of line) {
      const at = y * grid.cols + x;
      grid.glyph[at] = point;
      grid.style[at] = style;
      if (pointWidth(point) === 2) {
        grid.glyph[at + 1] = RIGHT_HALF;
        grid.style[at + 1] = style;
      }
      x += pointWidth(point);
    }
  });
  return grid;
}

describe('the writer', () => {
  const glyph = fc.constantFrom(0x20, 0x61, 0x7a, 0x2502, 0x4f60, 0x1f389, 0x2764);
  const row = fc.array(fc.tuple(glyph, fc.nat(2)), { minLength: 6, maxLength: 6 });
  const cells = fc.array(row, { minLength: 3, maxLength: 3 });

  test('a terminal that shows one grid shows the other afterwards, and a second diff is empty', async () => {
    await fc.assert(
      fc.asyncProperty(cells, cells, async (before, after) => {
        const styles = createStyles();
        styles.id({ fg: 0xff0000 });
        styles.id({ bg: 0x00ff00, flags: 16 });
        const glyphs = createGlyphTable({ widths: 'grapheme', emojiCells: 2 });
        const writer = createWriter(styles, glyphs);
        const screen = createScreenModel({ cols: 12, rows: 3 });
        const front = createGrid(12, 3);
        front.glyph.fill(0);
        await screen.write(writer.diff(front, gridOf(before)));
        const target = gridOf(after);
        await screen.write(writer.diff(front, target));
        expect(compareScreens(screen, target, glyphs)).toEqual([]);
        expect(Array.from(front.glyph)).toEqual(Array.from(target.glyph));
        target.dirtyRows.fill(1);
        expect(writer.diff(front, target)).toBe('');
      }),
      { numRuns: 300 },
    );
  });

  test('frames contain no control byte but our own escapes, whatever the text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        const world = createWorld('grapheme', 40, 5);
        world.stores[0]?.append(sanitise(text), 0);
        world.compositor.surface({
          rect: { x: 0, y: 1, width: 40, height: 1 },
          paint: (canvas) => void canvas.text(0, 0, text, 0),
        });
        const ours = /\x1b\[[0-9;]*[HCXm]/g; // oxlint-disable-line no-control-regex -- exactly what the writer may send
        expect((await world.draw()).replace(ours, '')).not.toMatch(/[\p{Cc}\p{Cs}\u202e\u2066]/u);
      }),
      { numRuns: 300 },
    );
  });
});

describe('surfaces', () => {
  test('the youngest of the highest layer owns a cell', () => {
    const world = createWorld('grapheme', 30, 6);
    expect(world.compositor.surfaceAt(3, 3)).toBe(world.panes[0]);
    world.modal.place({ x: 2, y: 2, width: 5, height: 3 });
    expect(world.compositor.surfaceAt(3, 3)).toBe(world.modal);
    world.modal.place(null);
    expect(world.compositor.surfaceAt(3, 3)).toBe(world.panes[0]);
    expect(world.compositor.surfaceAt(30, 0)).toBeNull();
    expect(world.compositor.surfaceAt(-1, 0)).toBeNull();
  });

  test('a covered painter never writes into the cells of the one above', async () => {
    const world = createWorld('grapheme', 30, 6);
    world.modal.place({ x: 2, y: 1, width: 10, height: 3 });
    await world.draw();
    const before = world.screen
      .rows()
      .slice(1, 4)
      .map((row) => row.slice(2, 12));
    world.stores[0]?.append('long text over and over '.repeat(20), 0);
    world.panes[0]?.invalidate();
    await world.draw();
    expect(
      world.screen
        .rows()
        .slice(1, 4)
        .map((row) => row.slice(2, 12)),
    ).toEqual(before);
  });

  test('a removed surface leaves nothing behind', async () => {
    const world = createWorld('grapheme', 30, 6);
    await world.draw();
    for (const pane of world.panes) pane.remove();
    await world.draw();
    expect(world.screen.text()).toBe('');
  });

  test('a surface with a rate is painted no more often, and says that it is still dirty', () => {
    const compositor = createCompositor({
      size: { cols: 10, rows: 2 },
      styles: createStyles(),
      glyphs: createGlyphTable({ widths: 'grapheme', emojiCells: 2 }),
      wanted: () => undefined,
    });
    let paints = 0;
    const slow = compositor.surface({ rect: { x: 0, y: 0, width: 10, height: 1 }, paint: () => void (paints += 1) });
    slow.setRate(10);
    compositor.frame(0);
    slow.invalidate();
    compositor.frame(33);
    expect({ paints, dirty: compositor.dirty }).toEqual({ paints: 1, dirty: true });
    compositor.frame(100);
    expect({ paints, dirty: compositor.dirty }).toEqual({ paints: 2, dirty: false });
    slow.invalidate('input');
    compositor.frame(101);
    expect(paints).toBe(3);
  });

  test('a screen of one cell is drawn', async () => {
    const world = createWorld('grapheme', 1, 1);
    world.stores[0]?.append('你好', 0);
    await world.draw();
    expect(world.screen.text()).toBe('┌');
  });
});

describe('widths that are not known', () => {
  test('both cells are cleared first where emoji may be narrow', () => {
    const glyphs = createGlyphTable({ widths: 'codepoint', emojiCells: 1 });
    expect(glyphs.bytes(0x1f680)).toBe('\x1b[2X🚀');
    expect(glyphs.bytes(0x4f60)).toBe('你');
  });

  test('learning the widths changes how known clusters are sent', () => {
    const glyphs = createGlyphTable({ widths: 'codepoint', emojiCells: 2 });
    const family = glyphs.glyph('👨‍👩‍👧', 2);
    expect(glyphs.bytes(family)).toBe('👨');
    glyphs.setRules({ widths: 'grapheme', emojiCells: 2 });
    expect(glyphs.bytes(family)).toBe('👨‍👩‍👧');
  });
});
