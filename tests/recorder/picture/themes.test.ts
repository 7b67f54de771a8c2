import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DEFAULT_THEME, loadThemes, parseColour } from '../../../src/recorder/picture/themes.ts';
import { FILES } from './picture-fixture.ts';

const book = loadThemes(FILES);
const REFERENCE = join(import.meta.dirname, '../../../../shared/fixtures/tapes/themes.json');

const errorOf = (name: string): string => {
  const found = book.find(name);
  return found.ok ? '' : found.error;
};

describe('themes', () => {
  test('are the 348 of VHS', () => {
    expect(book.names).toHaveLength(348);
    expect(new Set(book.names).size).toBe(348);
    if (!existsSync(REFERENCE)) return; // the list they were taken from is not part of this repository
    const reference: { name: string; red: string }[] = JSON.parse(readFileSync(REFERENCE, 'utf8'));
    expect(book.names).toEqual(reference.map(({ name }) => name));
    for (const { name, red } of reference) {
      const found = book.find(name);
      expect([name, found.ok && found.value.palette[1]]).toEqual([name, parseColour(red)]);
    }
  });

  test('can all be drawn with: sixteen colours, and none that is not one', () => {
    for (const name of book.names) {
      const found = book.find(name);
      const theme = found.ok ? found.value : null;
      const { palette = [], background, foreground, cursor, cursorAccent, selection } = theme ?? {};
      expect([name, palette.length]).toEqual([name, 16]);
      for (const colour of [...palette, background, foreground, cursor, cursorAccent, selection]) {
        expect(Number.isInteger(colour)).toBe(true);
        expect((colour ?? -1) >>> 24).toBe(0);
      }
    }
  });

  test('are found by their exact name', () => {
    expect(book.find('Dracula')).toMatchObject({
      ok: true,
      value: { name: 'Dracula', background: 0x1e1f29, foreground: 0xf8f8f2 },
    });
  });

  test('are suggested for a name with up to two wrong letters, or for a beginning', () => {
    expect(errorOf('Darcula')).toContain('"Dracula"');
    expect(errorOf('catppuccin')).toMatch(/"Catppuccin \w+"/);
    expect(errorOf('solarized')).toContain('did you mean');
    expect(errorOf('xyzzyxyzzy')).toBe('there is no theme "xyzzyxyzzy"');
  });

  test('may be written as JSON; what is left out is the built-in theme’s', () => {
    const found = book.find('{"name":"mine","background":"#102030","red":"#f00","brightWhite":"#abcdefff"}');
    expect(found).toMatchObject({
      ok: true,
      value: { name: 'mine', background: 0x102030, cursor: 0xdddddd, cursorAccent: 0x102030 },
    });
    const palette = found.ok ? found.value.palette : [];
    expect([palette[0], palette[1], palette[15]]).toEqual([DEFAULT_THEME.palette[0], 0xff0000, 0xabcdef]);
  });

  test.each([
    ['{', /not JSON/],
    ['{"red":"rot","cursor":7}', /cursor, red/],
  ])('reject %s with a reason', (json, reason) => {
    expect(errorOf(json)).toMatch(reason);
  });

  test('read colours of three, six and eight digits', () => {
    expect(['#abc', '#A1B2C3', '#a1b2c300', 'a1b2c3', '#12', ''].map(parseColour)).toEqual([
      0xaabbcc,
      0xa1b2c3,
      0xa1b2c3,
      null,
      null,
      null,
    ]);
  });
});
