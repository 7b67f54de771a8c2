import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  DEFAULT_COLOUR,
  nearest256,
  paletteColour,
  parseHex,
  reducePair,
} from '../../../src/terminal/render/colour.ts';
import { createStyles, FLAGS } from '../../../src/terminal/render/styles.ts';

const rgb = fc.integer({ min: 0, max: 0xffffff });
const spec = fc.record({
  fg: fc.oneof(rgb, fc.constant(DEFAULT_COLOUR)),
  bg: fc.oneof(rgb, fc.constant(DEFAULT_COLOUR)),
  flags: fc.integer({ min: 0, max: 63 }),
});

describe('styles', () => {
  test('equal looks share one id, different looks never do', () => {
    const styles = createStyles();
    fc.assert(
      fc.property(spec, spec, (a, b) => {
        const same = a.fg === b.fg && a.bg === b.bg && a.flags === b.flags;
        expect(styles.id(a) === styles.id(b)).toBe(same);
      }),
    );
  });

  test('style 0 is the terminal as it is', () => {
    expect(createStyles().id({})).toBe(0);
  });

  test('a slot changes its look and nobody else does', () => {
    const styles = createStyles();
    const slot = styles.slot({ fg: 0x112233 });
    const twin = styles.id({ fg: 0x112233 });
    const before = styles.version;
    styles.redefine(slot, { fg: 0x445566 });
    expect(styles.transition(0, slot)).toBe('\x1b[38;2;68;85;102m');
    expect(styles.transition(0, twin)).toBe('\x1b[38;2;17;34;51m');
    expect(styles.version).toBeGreaterThan(before);
  });

  test.each([
    ['from an unknown state everything is said', -1, '\x1b[0;1;38;2;255;0;0m'],
    ['from the default only the difference', 0, '\x1b[1;38;2;255;0;0m'],
  ])('%s', (_name, from, expected) => {
    const styles = createStyles();
    expect(styles.transition(from, styles.id({ fg: 0xff0000, flags: FLAGS.bold }))).toBe(expected);
  });

  test('switching a flag off resets first', () => {
    const styles = createStyles();
    const bold = styles.id({ flags: FLAGS.bold });
    expect(styles.transition(bold, styles.id({ fg: 0x010203 }))).toBe('\x1b[0;38;2;1;2;3m');
    expect(styles.transition(bold, bold)).toBe('');
  });

  test('blanks are erased only where erasing looks the same', () => {
    const styles = createStyles();
    expect(styles.erasable(styles.id({ bg: 0x222222, flags: FLAGS.bold }))).toBe(true);
    expect(styles.erasable(styles.id({ flags: FLAGS.inverse }))).toBe(false);
    expect(styles.erasable(styles.id({ flags: FLAGS.underline }))).toBe(false);
  });
});

describe('colour depth', () => {
  test('at 24 bits every pair keeps its exact colours', () => {
    fc.assert(
      fc.property(rgb, rgb, (fg, bg) => {
        expect(reducePair(fg, bg, 24)).toEqual([fg, bg]);
      }),
    );
  });

  test('at 8 bits two different colours never become the same entry', () => {
    fc.assert(
      fc.property(rgb, rgb, (fg, bg) => {
        fc.pre(fg !== bg);
        const [front, back] = reducePair(fg, bg, 8);
        expect(front).not.toBe(back);
      }),
      { numRuns: 300 },
    );
  });

  test('the dark pair that stock blessed makes invisible stays readable', () => {
    const styles = createStyles(8);
    expect(styles.transition(0, styles.id({ fg: 0x1a1b26, bg: 0x1e1e2e }))).toMatch(/38;5;(\d+);48;5;(?!\1m)\d+m$/);
  });

  test('entries of the palette are found exactly', () => {
    expect([nearest256(0x0000ff), nearest256(0xffffff), nearest256(0x5f87af)]).toEqual([21, 231, 67]);
  });

  test('with sixteen names greys are left to the terminal and hues keep their name', () => {
    expect(reducePair(0xe6edf3, 0x0d1117, 4)).toEqual([DEFAULT_COLOUR, DEFAULT_COLOUR]);
    const [red] = reducePair(0xf85149, DEFAULT_COLOUR, 4);
    expect([paletteColour(1), paletteColour(9)]).toContain(red);
  });

  test('without colour only attributes are sent', () => {
    const styles = createStyles(1);
    expect(styles.transition(0, styles.id({ fg: 0xff0000, bg: 0x00ff00, flags: FLAGS.bold | FLAGS.inverse }))).toBe(
      '\x1b[1;7m',
    );
  });

  test('changing the depth changes how existing styles are sent', () => {
    const styles = createStyles(24);
    const red = styles.id({ fg: 0xff0000 });
    styles.setDepth(8);
    expect(styles.transition(0, red)).toBe('\x1b[38;5;196m');
  });
});

test('hexadecimal colours have three or six digits', () => {
  expect([parseHex('#1a2B3c'), parseHex('#1bF'), parseHex('#12'), parseHex('red')]).toEqual([
    0x1a2b3c,
    0x11bbff,
    null,
    null,
  ]);
});
