import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { PALETTE_COLOUR, STYLE, UNDERLINE_SHIFT } from '../../../src/recorder/terminal/grid.ts';
import { gridOf, painted, PLAIN_WINDOW } from './picture-fixture.ts';
import type { CellSpec } from './picture-fixture.ts';

const hash = (pixels: Uint32Array): string =>
  createHash('sha256')
    .update(Buffer.from(Uint32Array.from(pixels).buffer))
    .digest('hex')
    .slice(0, 16);

describe('equal grids', () => {
  const SCREEN = gridOf(
    8,
    3,
    [
      ...Array.from('╭─Vote─╮', (text): CellSpec => ({ text, foreground: PALETTE_COLOUR | 4 })),
      { text: '│' },
      { text: '漢', width: 2 },
      { width: 0 },
      { text: '🏆', width: 2 },
      { width: 0 },
      { text: 'g', style: STYLE.bold | STYLE.italic },
      { text: '⠹', style: STYLE.dim },
      { text: '║' },
      ...Array.from('▄▒\ue0b0é✓ﬁΩ╳', (text): CellSpec => ({ text, style: 3 << UNDERLINE_SHIFT })),
    ],
    { visible: true, row: 2, column: 5, shape: 'underline' },
  );

  // Not one bit of these may depend on the machine or on the version of Node. A change of look changes them on purpose.
  test.each([
    [1, 256, 'fa1f331f1730c54f'],
    [1, 8, '72582cc6bfbfec9a'],
    [2, 16, '4309e6dd62f38cc6'],
  ] as const)('give equal pixels everywhere at scale %i with %i levels', (scale, aliasLevels, expected) => {
    const window = { ...PLAIN_WINDOW, padding: 8, margin: 6, marginFill: 0x6b50ff, bar: 'Rings', radius: 9 } as const;
    const { pixels } = painted(SCREEN, { scale, aliasLevels, window: { ...window, title: 'vote' } });
    expect(hash(pixels)).toBe(expected);
  });
});
