import type { IUnicodeVersionProvider, Terminal } from '@xterm/headless';
import { Unicode11Addon } from '@xterm/addon-unicode11';
import { UnicodeGraphemesAddon } from '@xterm/addon-unicode-graphemes';

/** Code points that one cell may gather. Families of four with skin tones need 11; a hostile program has no limit. */
const MAX_CLUSTER_POINTS = 32;

const JOINS = 1;
const WIDTH_MASK = 0b110;
const ONE_CELL = 0b010;

/** Gives the emulator the widths of Unicode 11 per code point, or of Unicode 15 per cluster; cells never grow endless. */
export function useWidths(terminal: Terminal, unicode: 11 | 15): void {
  const provider = widthTable(unicode);
  let joined = 0;
  terminal.unicode.register({
    version: 'recorder',
    wcwidth: (point) => provider.wcwidth(point),
    charProperties(point, preceding) {
      const properties = provider.charProperties(point, preceding);
      joined = (properties & JOINS) === 0 ? 0 : joined + 1;
      if (joined < MAX_CLUSTER_POINTS) return properties;
      joined = 0;
      return (properties & ~JOINS & ~WIDTH_MASK) | ONE_CELL;
    },
  });
  terminal.unicode.activeVersion = 'recorder';
}

const tables = new Map<11 | 15, IUnicodeVersionProvider>();

/** Unpacking a table takes milliseconds and it never changes, so all emulators share it. */
function widthTable(unicode: 11 | 15): IUnicodeVersionProvider {
  const known = tables.get(unicode);
  if (known !== undefined) return known;
  const table = takeProvider(unicode === 11 ? new Unicode11Addon() : new UnicodeGraphemesAddon(), unicode);
  tables.set(unicode, table);
  return table;
}

/** The add-ons only know how to register themselves, so they are given something to register with. */
function takeProvider(addon: { activate(terminal: never): void }, unicode: 11 | 15): IUnicodeVersionProvider {
  const offered: IUnicodeVersionProvider[] = [];
  const unicodeHandling = { register: (one: IUnicodeVersionProvider) => void offered.push(one), activeVersion: '' };
  addon.activate({ unicode: unicodeHandling } as never);
  const wanted = offered.find(({ version }) => version === (unicode === 11 ? '11' : '15-graphemes'));
  if (wanted === undefined) throw new Error(`the width table for Unicode ${unicode} is missing from its package`);
  return wanted;
}
