import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import {
  createTextGoldenEncoder,
  goldenScreen,
  rowText,
  screenText,
} from '../../../src/recorder/encode/text-golden.ts';
import { fileOf, filmInfo, gridOf } from './film-world.ts';

const PIXELS = new Uint32Array(1);

/** The screens of a golden, without knowing how ours is written. */
const screensOf = (golden: string): readonly string[] => golden.split(`\n${'─'.repeat(80)}\n`).slice(0, -1);

test('a screen is all its rows, trimmed at the right, blank ones too, and a rule', () => {
  const screen = goldenScreen(screenText(gridOf(['  two words  ', '', 'end', ''], 20)));
  expect(screen).toBe(`  two words\n\nend\n\n${'─'.repeat(80)}\n`);
});

test('a wide character stands for two cells', () => {
  expect(rowText(gridOf(['日本 x 🚀!'], 20), 0)).toBe('日本 x 🚀!');
});

test('screens follow one another without a gap', () => {
  const shots = ['>', '> ls', '> ls\na b'].map((text, index) => ({
    atMs: index,
    pixels: PIXELS,
    grid: gridOf([...text.split('\n'), ''].slice(0, 2), 10),
  }));
  const file = new TextDecoder().decode(fileOf(createTextGoldenEncoder(), filmInfo(1, 1), shots));
  expect(screensOf(file)).toEqual(['>\n', '> ls\n', '> ls\na b']);
});

test('a film without screens is an empty file', () => {
  expect(fileOf(createTextGoldenEncoder(), filmInfo(1, 1), [])).toHaveLength(0);
});

const GOLDENS = resolve(import.meta.dirname, '../../../../shared/fixtures/tapes/goldens');
const NAMES = existsSync(GOLDENS) ? readdirSync(GOLDENS).filter((name) => name.endsWith('.golden.txt')) : [];
const MISSING = `no goldens of VHS in ${GOLDENS}: only our own examples were compared`;

test.each(NAMES.length > 0 ? NAMES : [MISSING])(
  '%s comes out byte for byte when its screens are written again',
  (name) => {
    const golden = name === MISSING ? '' : readFileSync(join(GOLDENS, name), 'utf8');
    const shots = screensOf(golden).map((screen, index) => ({
      atMs: index,
      pixels: PIXELS,
      grid: gridOf(screen.split('\n'), 120),
    }));
    expect(new TextDecoder().decode(fileOf(createTextGoldenEncoder(), filmInfo(1, 1), shots))).toBe(golden);
  },
);
