import { parseHex } from '../terminal/render/colour.ts';
import type { StyleId, Styles, StyleSpec } from '../terminal/render/styles.ts';
import { FLAGS } from '../terminal/render/styles.ts';
import type { Role } from '../views/span.ts';
import { ROLES } from '../views/span.ts';
import type { ThemeColours, Token } from './default-themes.ts';

/** What a run of text stands on. */
export type Ground = 'base' | 'surface' | 'selected';

interface Look {
  readonly token: Token | number; // a number is the index of an agent colour
  readonly flags?: number;
  /** Flags where there are no colours; what must stand out still does. */
  readonly mono?: number;
}

const { bold, dim, italic, underline, inverse, strike } = FLAGS;

const FIXED_LOOKS = {
  text: { token: 'fg.primary' },
  strong: { token: 'fg.primary', flags: bold },
  emphasis: { token: 'fg.primary', flags: italic },
  struck: { token: 'fg.muted', flags: strike, mono: dim + strike },
  title: { token: 'fg.secondary' },
  label: { token: 'fg.secondary' },
  muted: { token: 'fg.muted', mono: dim },
  accent: { token: 'accent' },
  focus: { token: 'border.focus', mono: bold },
  border: { token: 'border', mono: dim },
  success: { token: 'success' },
  warning: { token: 'warning', mono: bold },
  error: { token: 'error', flags: bold },
  info: { token: 'info' },
  special: { token: 'special' },
  winner: { token: 'warning', flags: bold },
  heading: { token: 'accent', flags: bold, mono: bold + underline },
  code: { token: 'code', mono: bold },
  link: { token: 'accent', flags: underline },
  quote: { token: 'fg.secondary', flags: italic },
  key: { token: 'accent', mono: bold },
  chip: { token: 'accent', flags: bold + inverse },
  caret: { token: 'fg.primary', flags: inverse },
  bar: { token: 'accent' },
  bar_lead: { token: 'warning' },
} as const satisfies Partial<Record<Role, Look>>;

/** How a role is drawn: the name of its colour and its attributes. */
export function lookOf(role: Role): Look {
  if (role in FIXED_LOOKS) return FIXED_LOOKS[role as keyof typeof FIXED_LOOKS];
  return { token: Number(role.replace('agent', '')) - 1, flags: bold };
}

/** The style that a role has on a ground, under this theme. */
export function specOf(role: Role, ground: Ground, colours: ThemeColours, coloured: boolean): StyleSpec {
  const { token, flags = 0, mono = flags } = lookOf(role);
  if (!coloured) return { flags: mono };
  const hex = typeof token === 'number' ? colours.agents[token % colours.agents.length] : colours.tokens[token];
  const fg = parseHex(ground === 'selected' ? colours.tokens['fg.primary'] : (hex ?? colours.tokens['fg.primary']));
  const bg = parseHex(colours.tokens[`bg.${ground}`]);
  return { flags, ...(fg === null ? {} : { fg }), ...(bg === null ? {} : { bg }) };
}

/** Roles as styles of a terminal. The ids stay the same when the theme changes, so nothing has to be written anew. */
export interface Theme {
  readonly colours: ThemeColours;
  style(role: Role, ground?: Ground): StyleId;
  /** Shows everything in other colours; false leaves out colours altogether (NO_COLOR). */
  apply(colours: ThemeColours, coloured: boolean): void;
}

/** A theme bound to the style table of a terminal. */
export function createTheme(styles: Styles, initial: ThemeColours, initiallyColoured: boolean): Theme {
  const slots = new Map<string, { readonly id: StyleId; readonly role: Role; readonly ground: Ground }>();
  let colours = initial;
  let coloured = initiallyColoured;
  const theme: Theme = {
    get colours() {
      return colours;
    },
    style(role, ground = 'base') {
      const key = `${role} ${ground}`;
      const known = slots.get(key);
      if (known !== undefined) return known.id;
      const id = styles.slot(specOf(role, ground, colours, coloured));
      slots.set(key, { id, role, ground });
      return id;
    },
    apply(next, withColour) {
      if (next === colours && withColour === coloured) return;
      colours = next;
      coloured = withColour;
      for (const { id, role, ground } of slots.values()) styles.redefine(id, specOf(role, ground, colours, coloured));
    },
  };
  for (const role of ROLES) theme.style(role);
  return theme;
}
