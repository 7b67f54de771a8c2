import { editDistance } from '../../shared/nearest.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { DEFAULT_COLOURS } from '../terminal/default-colours.ts';
import type { FontFiles, Theme } from './picture.ts';

const COLOURS = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'] as const;
const PALETTE_KEYS = [...COLOURS, ...COLOURS.map((name) => `bright${name.charAt(0).toUpperCase()}${name.slice(1)}`)];

/** What VHS draws with when a tape sets no theme. */
export const DEFAULT_THEME: Theme = {
  ...DEFAULT_COLOURS,
  name: 'default',
  cursorAccent: DEFAULT_COLOURS.background,
  selection: 0x4a4a4a,
};

const THEMES_FILE = 'vhs-themes.json';
/** As in VHS: so many letters may be wrong for a name to be suggested. */
const SUGGESTED_EDITS = 2;
const MOST_SUGGESTED = 8;

/** The themes that come with the recorder. */
export interface ThemeBook {
  /** All names, in the order of VHS's own list. */
  readonly names: readonly string[];
  /** A theme by its exact name, or written as a JSON object as `Set Theme` takes it. The failure is a sentence. */
  find(nameOrJson: string): Result<Theme, string>;
}

/** Reads the bundled themes. Throws when their file is missing or damaged: then the package is. */
export function loadThemes(files: FontFiles): ThemeBook {
  const entries = JSON.parse(new TextDecoder().decode(files.read(THEMES_FILE))) as readonly Readonly<
    Record<string, unknown>
  >[];
  const byName = new Map(entries.map((entry) => [String(entry['name']), entry]));
  const names = [...byName.keys()];
  return {
    names,
    find(nameOrJson) {
      if (nameOrJson.trimStart().startsWith('{')) return parseTheme(nameOrJson);
      const entry = byName.get(nameOrJson);
      return entry === undefined ? fail(unknownName(nameOrJson, names)) : themeOf(entry);
    },
  };
}

function unknownName(name: string, names: readonly string[]): string {
  const wanted = name.toLowerCase();
  const near = names.filter((candidate) => {
    const lower = candidate.toLowerCase();
    return editDistance(wanted, lower) <= SUGGESTED_EDITS || (wanted !== '' && lower.startsWith(wanted));
  });
  if (near.length === 0) return `there is no theme "${name}"`;
  const shown = near.slice(0, MOST_SUGGESTED).map((candidate) => `"${candidate}"`);
  const more = near.length > MOST_SUGGESTED ? `, … ${near.length - MOST_SUGGESTED} more` : '';
  return `there is no theme "${name}"; did you mean ${shown.join(', ')}${more}?`;
}

function parseTheme(json: string): Result<Theme, string> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    return fail(`the theme is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
  if (typeof value !== 'object' || value === null) return fail('the theme is not a JSON object');
  return themeOf(value as Readonly<Record<string, unknown>>);
}

/** Colours that a theme leaves out are the built-in theme's; a cursor is the text's colour unless it has its own. */
function themeOf(entry: Readonly<Record<string, unknown>>): Result<Theme, string> {
  const wrong: string[] = [];
  const colour = (key: string, missing: number): number => {
    const value = entry[key];
    if (value === undefined || value === null || value === '') return missing;
    const parsed = typeof value === 'string' ? parseColour(value) : null;
    if (parsed === null) wrong.push(key);
    return parsed ?? missing;
  };
  const background = colour('background', DEFAULT_THEME.background);
  const foreground = colour('foreground', DEFAULT_THEME.foreground);
  const theme: Theme = {
    name: typeof entry['name'] === 'string' ? entry['name'] : '',
    background,
    foreground,
    cursor: colour('cursor', foreground),
    cursorAccent: colour('cursorAccent', background),
    selection: colour('selection', DEFAULT_THEME.selection),
    palette: PALETTE_KEYS.map((key, index) => colour(key, DEFAULT_THEME.palette[index] ?? foreground)),
  };
  return wrong.length === 0 ? ok(theme) : fail(`the theme's ${wrong.join(', ')} must be colours such as "#1a2b3c"`);
}

/** `#rgb`, `#rrggbb` or `#rrggbbaa` (the last two digits do not count) as `0xrrggbb`; null when it is none of them. */
export function parseColour(text: string): number | null {
  const digits = /^#([\da-f]{3}|[\da-f]{6}|[\da-f]{8})$/i.exec(text.trim())?.[1];
  if (digits === undefined) return null;
  const six = digits.length === 3 ? digits.replaceAll(/./g, '$&$&') : digits.slice(0, 6);
  return Number.parseInt(six, 16);
}
