import type { IParser } from '@xterm/headless';
import type { TerminalColours } from '../default-colours.ts';

const ST = '\x1b\\';
const FIRST_DYNAMIC = 10;
const LAST_DYNAMIC = 12;
const CUBE_STEPS = [0, 95, 135, 175, 215, 255] as const;

/**
 * Answers OSC 4 and OSC 10–12 queries with the theme, or with what the program has set since. Setting changes later
 * answers only: pictures are always drawn in the theme's colours.
 */
export function createColourReplies(parser: IParser, theme: TerminalColours, reply: (text: string) => true): void {
  const indexed = new Map<number, number>();
  const dynamic = new Map<number, number>();
  const themed = (code: number): number =>
    code === FIRST_DYNAMIC ? theme.foreground : code === LAST_DYNAMIC ? theme.cursor : theme.background;

  parser.registerOscHandler(4, (data) => {
    const parts = data.split(';');
    for (let at = 0; at + 1 < parts.length; at += 2) {
      const index = Number(parts[at]);
      const value = parts[at + 1] ?? '';
      if (!Number.isInteger(index) || index < 0 || index > 255) continue;
      if (value === '?') reply(`\x1b]4;${index};${shown(indexed.get(index) ?? paletteColour(theme, index))}${ST}`);
      else remember(indexed, index, value);
    }
    return true;
  });
  parser.registerOscHandler(104, (data) => {
    if (data === '') indexed.clear();
    else for (const index of data.split(';')) indexed.delete(Number(index));
    return true;
  });
  for (let first = FIRST_DYNAMIC; first <= LAST_DYNAMIC; first += 1) {
    parser.registerOscHandler(first, (data) => {
      // Several values go to this colour and the ones after it.
      for (const [offset, value] of data.split(';').entries()) {
        const code = first + offset;
        if (code > LAST_DYNAMIC) break;
        if (value === '?') reply(`\x1b]${code};${shown(dynamic.get(code) ?? themed(code))}${ST}`);
        else remember(dynamic, code, value);
      }
      return true;
    });
    parser.registerOscHandler(100 + first, () => {
      dynamic.delete(first);
      return true;
    });
  }
}

function remember(colours: Map<number, number>, key: number, value: string): void {
  const rgb = parseColour(value);
  if (rgb !== null) colours.set(key, rgb);
}

/** The colour of an index: 16 of the theme, the 6×6×6 cube, 24 greys. */
function paletteColour(theme: TerminalColours, index: number): number {
  if (index < 16) return theme.palette[index] ?? 0;
  if (index >= 232) return (8 + (index - 232) * 10) * 0x10101;
  const at = index - 16;
  const step = (place: number): number => CUBE_STEPS[Math.floor(at / place) % 6] ?? 0;
  return (step(36) << 16) | (step(6) << 8) | step(1);
}

const shown = (rgb: number): string =>
  `rgb:${[rgb >>> 16, (rgb >>> 8) & 255, rgb & 255].map((part) => part.toString(16).padStart(2, '0').repeat(2)).join('/')}`;

/** `rgb:r/g/b` and `#rgb` with one to four digits per part; null for anything else. */
function parseColour(text: string): number | null {
  const named = /^rgb:([\da-f]{1,4})\/([\da-f]{1,4})\/([\da-f]{1,4})$/i.exec(text);
  const digits = named?.slice(1) ?? sharpParts(text);
  if (digits === null) return null;
  const [red = 0, green = 0, blue = 0] = digits.map((part) =>
    Math.round((Number.parseInt(part, 16) / (16 ** part.length - 1)) * 255),
  );
  return (red << 16) | (green << 8) | blue;
}

function sharpParts(text: string): readonly string[] | null {
  const digits = /^#([\da-f]+)$/i.exec(text)?.[1] ?? '';
  if (![3, 6, 9, 12].includes(digits.length)) return null;
  const size = digits.length / 3;
  return [digits.slice(0, size), digits.slice(size, 2 * size), digits.slice(2 * size)];
}
