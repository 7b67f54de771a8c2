import { describe, expect, test } from 'vitest';
import { geometryShapes } from '../../../../src/recorder/picture/geometry-glyphs.ts';
import { shapesInk } from '../../../../src/recorder/picture/glyph-ink.ts';
import { boxArms } from '../../../../src/recorder/picture/shapes/box-arms.ts';

const SIZES = [
  [10, 20],
  [14, 30],
  [20, 40],
  [9, 17],
  [28, 60],
] as const;

/** Steps of coverage, 0…255, as rows. */
function drawn(codePoint: number, width: number, height: number): number[][] {
  const ink = shapesInk(geometryShapes(codePoint, width, height) ?? [], width, height, 256);
  const steps = ink.kind === 'mask' ? [...ink.steps] : Array.from({ length: width * height }, () => 0);
  return Array.from({ length: height }, (_, row) => steps.slice(row * width, (row + 1) * width));
}

const edges = (rows: readonly number[][]) => ({
  left: rows.map((row) => row[0] ?? 0),
  right: rows.map((row) => row.at(-1) ?? 0),
  up: rows[0] ?? [],
  down: rows.at(-1) ?? [],
});

/** What an edge must show for no, a light, a heavy and a double arm: the edges of ─ ━ ═ and │ ┃ ║. */
const flat = [0x20, 0x2500, 0x2501, 0x2550];
const upright = [0x20, 0x2502, 0x2503, 0x2551];

const ALL = Array.from({ length: 128 }, (_, at) => 0x2500 + at);

describe.each(SIZES)('box characters in cells of %i × %i', (width, height) => {
  test('all 128 of them have figures', () => {
    for (const code of ALL) expect(geometryShapes(code, width, height)?.length).toBeGreaterThan(0);
  });

  test('meet every neighbour exactly: an edge depends on the kind of arm alone', () => {
    for (const code of ALL) {
      const arms = boxArms(code);
      if (arms === null) continue;
      const own = edges(drawn(code, width, height));
      const expected = {
        left: edges(drawn(flat[arms.left] ?? 0, width, height)).left,
        right: edges(drawn(flat[arms.right] ?? 0, width, height)).right,
        up: edges(drawn(upright[arms.up] ?? 0, width, height)).up,
        down: edges(drawn(upright[arms.down] ?? 0, width, height)).down,
      };
      expect({ code: code.toString(16), ...own }).toEqual({ code: code.toString(16), ...expected });
    }
  });

  test('have no hole in the middle: all ink of single lines hangs together', () => {
    for (const code of ALL) {
      const arms = boxArms(code);
      if (arms === null || Object.values(arms).includes(3)) continue;
      expect([code.toString(16), parts(drawn(code, width, height))]).toEqual([code.toString(16), 1]);
    }
  });

  test('have closed corners where double lines meet', () => {
    for (const [character, count] of [
      ['╔', 2],
      ['╗', 2],
      ['╚', 2],
      ['╝', 2],
      ['╠', 3],
      ['╣', 3],
      ['╦', 3],
      ['╩', 3],
      ['╬', 4],
      ['╒', 1],
      ['╓', 1],
      ['╞', 1],
      ['╪', 1],
      ['╫', 1],
      ['╟', 2],
      ['╧', 2],
    ] as const) {
      expect([character, parts(drawn(character.codePointAt(0) ?? 0, width, height))]).toEqual([character, count]);
    }
  });

  test('join arcs to straight lines', () => {
    for (const [arc, horizontal, vertical] of [
      [0x256d, 'right', 'down'],
      [0x256e, 'left', 'down'],
      [0x256f, 'left', 'up'],
      [0x2570, 'right', 'up'],
    ] as const) {
      const own = edges(drawn(arc, width, height));
      expect(own[horizontal]).toEqual(edges(drawn(0x2500, width, height))[horizontal]);
      expect(own[vertical]).toEqual(edges(drawn(0x2502, width, height))[vertical]);
      expect(parts(drawn(arc, width, height))).toBe(1);
    }
  });

  test('are sharp: straight lines cover whole pixels', () => {
    for (const code of ALL) {
      const isCurved = boxArms(code) === null && code >= 0x256d;
      if (isCurved) continue;
      expect(new Set(drawn(code, width, height).flat()).size).toBe(2);
    }
  });

  test('break dashes into as many pieces as they are named after', () => {
    for (const [code, count] of [
      [0x2504, 3],
      [0x2505, 3],
      [0x2506, 3],
      [0x2508, 4],
      [0x250b, 4],
      [0x254c, 2],
      [0x254f, 2],
    ] as const) {
      if (width < 10) continue;
      expect([code, parts(drawn(code, width, height))]).toEqual([code, count]);
    }
  });
});

/** Groups of inked pixels that touch at an edge or a corner. */
function parts(rows: readonly number[][]): number {
  const open = new Set(rows.flatMap((row, y) => row.flatMap((step, x) => (step > 0 ? [`${x},${y}`] : []))));
  let count = 0;
  for (const start of open) {
    count += 1;
    const queue = [start];
    open.delete(start);
    for (let place = queue.pop(); place !== undefined; place = queue.pop()) {
      const [x = 0, y = 0] = place.split(',').map(Number);
      for (const dx of [-1, 0, 1]) {
        for (const dy of [-1, 0, 1]) {
          const next = `${x + dx},${y + dy}`;
          if (open.delete(next)) queue.push(next);
        }
      }
    }
  }
  return count;
}
