import { readFileSync, readdirSync } from 'node:fs';

import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

import { DARK_THEME, LIGHT_THEME, themeFor, TOKENS } from '../../src/dashboard/default-themes.ts';
import type { ThemeColours } from '../../src/dashboard/default-themes.ts';
import { createTheme, lookOf, specOf } from '../../src/dashboard/theme.ts';
import { DEFAULT_COLOUR } from '../../src/terminal/render/colour.ts';
import { createStyles } from '../../src/terminal/render/styles.ts';
import { ROLES } from '../../src/views/span.ts';

const FOLDER = new URL('../../themes/', import.meta.url);
const themes = readdirSync(FOLDER).map((file) => parse(readFileSync(new URL(file, FOLDER), 'utf8')) as ThemeColours);
const HEX = /^#[0-9a-f]{6}$/;

function luminance(hex: string): number {
  const parts = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  const [red = 0, green = 0, blue = 0] = parts.map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const worst = (theme: ThemeColours, hex: string): number =>
  Math.min(contrast(hex, theme.tokens['bg.base']), contrast(hex, theme.tokens['bg.surface']));

test.each([DARK_THEME, LIGHT_THEME])('the table of $name says what its file says', (table) => {
  expect(themes).toContainEqual(table);
});

describe.each(themes.map((theme) => [theme.name, theme] as const))('%s', (name, theme) => {
  test('it is named like its file', () => {
    expect(readdirSync(FOLDER)).toContain(`${name}.yaml`);
  });

  test('it has every token and twelve agents, all of them colours', () => {
    expect(Object.keys(theme.tokens).toSorted()).toEqual([...TOKENS].toSorted());
    expect(new Set(theme.agents).size).toBe(12);
    for (const hex of [...Object.values(theme.tokens), ...theme.agents]) expect(hex).toMatch(HEX);
  });

  test('every text can be read on every ground', () => {
    const noText = ['bg.base', 'bg.surface', 'bg.selected', 'border'];
    const texts = TOKENS.filter((token) => !noText.includes(token)).map((token) => theme.tokens[token]);
    expect([...texts, ...theme.agents].filter((hex) => worst(theme, hex) < 4.5)).toEqual([]);
    expect(contrast(theme.tokens['fg.primary'], theme.tokens['bg.selected'])).toBeGreaterThanOrEqual(4.5);
  });
});

describe('roles', () => {
  test('without colours every role is drawn with attributes only', () => {
    for (const role of ROLES) expect(Object.keys(specOf(role, 'surface', DARK_THEME, false))).toEqual(['flags']);
    expect(specOf('chip', 'base', DARK_THEME, false).flags).not.toBe(0);
    expect(specOf('winner', 'base', DARK_THEME, false).flags).not.toBe(0);
  });

  test('an agent keeps its colour by its number, and the thirteenth begins anew', () => {
    expect(lookOf('agent1').token).toBe(0);
    expect(lookOf('agent12').token).toBe(11);
  });

  test('changing the theme changes what is already written, not its ids', () => {
    const styles = createStyles();
    const theme = createTheme(styles, DARK_THEME, true);
    const id = theme.style('text');
    const before = styles.transition(0, id);
    theme.apply(LIGHT_THEME, true);
    expect(theme.style('text')).toBe(id);
    expect(styles.transition(0, id)).not.toBe(before);
    theme.apply(LIGHT_THEME, false);
    expect(styles.transition(0, id)).toBe('');
  });

  test('the ground of the terminal picks dark or light', () => {
    expect(themeFor(null).kind).toBe('dark');
    expect(themeFor(0xffffff).kind).toBe('light');
    expect(themeFor(0x0d1117).kind).toBe('dark');
    expect(DEFAULT_COLOUR).toBe(-1);
  });
});
