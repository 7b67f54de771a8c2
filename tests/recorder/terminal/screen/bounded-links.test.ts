import { describe, expect, test } from 'vitest';
import { createEmulator } from '../../../../src/recorder/terminal/emulator.ts';
import type { CellGrid } from '../../../../src/recorder/terminal/grid.ts';
import { UNDERLINE_SHIFT } from '../../../../src/recorder/terminal/grid.ts';

const emulator = () => createEmulator({ columns: 20, rows: 4, unicode: 15 });

const shown = async (text: string): Promise<CellGrid> => {
  const screen = emulator();
  await screen.feed(text);
  return screen.snapshot();
};

const link = (address: string, text: string): string => `\x1b]8;;${address}\x1b\\${text}\x1b]8;;\x1b\\`;

describe('links', () => {
  test('cells know their address, equal addresses share one', async () => {
    const grid = await shown(
      `${link('http://a/', 'x')}-${link('http://b/', '\x1b[4:3my\x1b[0m')}${link('http://a/', 'z')}`,
    );
    expect(grid.links).toEqual(['', 'http://a/', 'http://b/']);
    expect(Array.from(grid.link.slice(0, 4))).toEqual([1, 0, 2, 1]);
    expect(Array.from(grid.style.slice(0, 4))).toEqual([0, 0, 3 << UNDERLINE_SHIFT, 0]);
  });

  test('an address that is painted again and again stays a link', async () => {
    const grid = await shown(`${link('http://a/', 'x')}\x1b[H`.repeat(20_000));
    expect([grid.link[0], grid.links]).toEqual([1, ['', 'http://a/']]);
  });

  test('links with the name of another one keep their own address', async () => {
    const grid = await shown('\x1b]8;id=unnamed;http://a/\x1b\\x\x1b]8;;http://b/\x1b\\y\x1b]8;;\x1b\\z');
    expect([grid.links, Array.from(grid.link.slice(0, 3))]).toEqual([
      ['', 'http://a/', 'http://b/'],
      [1, 2, 0],
    ]);
  });

  test('more links than a screen has room for are text, until there is room again', async () => {
    const screen = emulator();
    const feed = async (text: string): Promise<readonly string[]> => {
      await screen.feed(text);
      return screen.snapshot().links;
    };
    const many = Array.from({ length: 6000 }, (_, index) => link(`http://a/${index}`, 'x'));
    expect(await feed(`${many.join('')}\x1b[H\x1b[2J${link('http://new/', 'x')}`)).toEqual(['']);
    expect(await feed(`${'\r\n'.repeat(1100)}${link('http://new/', 'x')}`)).toEqual(['', 'http://new/']);
  });

  test('a link that is refused ends the one before', async () => {
    const grid = await shown(`\x1b]8;;http://a/\x1b\\x\x1b]8;;http://${'b'.repeat(5000)}\x1b\\y`);
    expect(Array.from(grid.link.slice(0, 2))).toEqual([1, 0]);
  });

  test('an endless address is none', async () => {
    const grid = await shown(`\x1b]8;;http://${'a'.repeat(5000)}\x1b\\x`);
    expect([grid.link[0], grid.links]).toEqual([0, ['']]);
  });
});
