import { describe, expect, test } from 'vitest';
import { cellColours, mixColours, paletteColour } from '../../../src/recorder/picture/cell-colours.ts';
import { DEFAULT_THEME } from '../../../src/recorder/picture/themes.ts';
import { DEFAULT_COLOUR, PALETTE_COLOUR, STYLE } from '../../../src/recorder/terminal/grid.ts';

const colours = (foreground: number, background: number, style = 0) =>
  cellColours(DEFAULT_THEME, foreground, background, style);

describe('colours of cells', () => {
  test('come from the theme, the palette or the cell itself', () => {
    expect(colours(DEFAULT_COLOUR, DEFAULT_COLOUR)).toEqual({ foreground: 0xdddddd, background: 0x171717 });
    expect(colours(PALETTE_COLOUR | 1, PALETTE_COLOUR | 12)).toEqual({ foreground: 0xd74e6f, background: 0x9b79ff });
    expect(colours(0x010203, 0x0a0b0c)).toEqual({ foreground: 0x010203, background: 0x0a0b0c });
    expect(colours(0, 0)).toEqual({ foreground: 0, background: 0 });
  });

  test('know the cube and the greys of the 256', () => {
    const shown = [16, 21, 46, 196, 231, 232, 255].map((index) => paletteColour(DEFAULT_THEME, index).toString(16));
    expect(shown).toEqual(['0', 'ff', 'ff00', 'ff0000', 'ffffff', '80808', 'eeeeee']);
  });

  test('swap when inverse, the defaults too', () => {
    expect(colours(DEFAULT_COLOUR, DEFAULT_COLOUR, STYLE.inverse)).toEqual({
      foreground: 0x171717,
      background: 0xdddddd,
    });
  });

  test('come nearer to the paper when dim, whatever the paper is', () => {
    expect(colours(0xffffff, 0x000000, STYLE.dim).foreground).toBe(0x999999);
    expect(colours(0xffffff, 0x000000, STYLE.dim | STYLE.inverse)).toEqual({
      foreground: 0x666666,
      background: 0xffffff,
    });
  });

  test('are one when hidden', () => {
    expect(colours(0xff0000, 0x00ff00, STYLE.hidden)).toEqual({ foreground: 0x00ff00, background: 0x00ff00 });
  });

  test('brighten the eight plain colours of bold text, and no others', () => {
    expect(colours(PALETTE_COLOUR | 2, DEFAULT_COLOUR, STYLE.bold).foreground).toBe(0x00d787);
    expect(colours(PALETTE_COLOUR | 40, DEFAULT_COLOUR, STYLE.bold).foreground).toBe(0x00d700);
    expect(colours(DEFAULT_COLOUR, PALETTE_COLOUR | 2, STYLE.bold)).toEqual({
      foreground: 0xdddddd,
      background: 0x31bb71,
    });
  });

  test('mix channel by channel', () => {
    expect(mixColours(0xff0000, 0x0000ff, 0.5)).toBe(0x800080);
    expect([mixColours(0x123456, 0xffffff, 1), mixColours(0x123456, 0xffffff, 0)]).toEqual([0x123456, 0xffffff]);
  });
});
