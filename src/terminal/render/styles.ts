import type { ColourDepth } from '../capabilities.ts';
import type { Colour } from './colour.ts';
import { DEFAULT_COLOUR, reducePair, sgrColour } from './colour.ts';

/** Index of a style in its `Styles`; 0 is the terminal's own colours. */
export type StyleId = number;

/** Attributes of a style, added together. */
export const FLAGS = { bold: 1, dim: 2, italic: 4, underline: 8, inverse: 16, strike: 32 } as const;

export interface StyleSpec {
  /** Default: the terminal's own. */
  readonly fg?: Colour;
  readonly bg?: Colour;
  /** Sum of `FLAGS`. Default 0. */
  readonly flags?: number;
}

/** The table of styles that cells refer to. Bounded: past 65,000 entries every new style is style 0. */
export interface Styles {
  /** The id of this look; equal looks share one id. */
  id(spec: StyleSpec): StyleId;
  /** A new id of its own that may change its look later, for example one per role of a theme. */
  slot(spec: StyleSpec): StyleId;
  /** Gives a slot another look; everything drawn in it changes with the next frame, text in line stores too. */
  redefine(slot: StyleId, spec: StyleSpec): void;
  /** Shortest escape sequence from one style to another; `from` -1 means the state is unknown. */
  transition(from: StyleId, to: StyleId): string;
  /** True when an erased cell looks the same as a blank written in this style (no inverse, no lines). */
  erasable(id: StyleId): boolean;
  setDepth(depth: ColourDepth): void;
  readonly depth: ColourDepth;
  /** Changes whenever an existing style looks different, so that the screen must be painted anew. */
  readonly version: number;
}

const MAX_STYLES = 65_000; // ids live in 16-bit cells
const SGR_OF_FLAG: readonly (readonly [number, number])[] = [
  [FLAGS.bold, 1],
  [FLAGS.dim, 2],
  [FLAGS.italic, 3],
  [FLAGS.underline, 4],
  [FLAGS.inverse, 7],
  [FLAGS.strike, 9],
];

const LINES_OR_INVERSE = FLAGS.inverse | FLAGS.underline | FLAGS.strike;

interface Look {
  readonly fg: Colour;
  readonly bg: Colour;
  readonly flags: number;
}

const complete = (spec: StyleSpec): Look => ({
  fg: spec.fg ?? DEFAULT_COLOUR,
  bg: spec.bg ?? DEFAULT_COLOUR,
  flags: spec.flags ?? 0,
});

const ATTRIBUTES_OFF: Look = { fg: DEFAULT_COLOUR, bg: DEFAULT_COLOUR, flags: 0 };

/** SGR parameters that turn `from` into `to`, when no flag has to be switched off. */
function additions(from: Look, to: Look): readonly string[] {
  const parts: string[] = [];
  for (const [flag, code] of SGR_OF_FLAG)
    if ((to.flags & flag) !== 0 && (from.flags & flag) === 0) parts.push(`${code}`);
  if (from.fg !== to.fg) parts.push(sgrColour(30, to.fg));
  if (from.bg !== to.bg) parts.push(sgrColour(40, to.bg));
  return parts;
}

export function createStyles(initialDepth: ColourDepth = 24): Styles {
  const wanted: Look[] = [ATTRIBUTES_OFF];
  const shown: Look[] = [ATTRIBUTES_OFF]; // the same, reduced to the depth
  const interned = new Map<string, StyleId>();
  const transitions = new Map<number, string>();
  let depth = initialDepth;
  let version = 0;

  const reduce = (look: Look): Look => {
    const [fg, bg] = reducePair(look.fg, look.bg, depth);
    return { fg, bg, flags: look.flags };
  };
  const add = (look: Look): StyleId => {
    if (wanted.length >= MAX_STYLES) return 0;
    shown.push(reduce(look));
    return wanted.push(look) - 1;
  };
  const changed = (): void => {
    transitions.clear();
    version += 1;
  };

  function compute(from: StyleId, to: StyleId): string {
    const target = shown[to] ?? ATTRIBUTES_OFF;
    const reset = ['0', ...additions(ATTRIBUTES_OFF, target)].join(';');
    const source = shown[from];
    if (source === undefined || (source.flags & ~target.flags) !== 0) return `\x1b[${reset}m`;
    const parts = additions(source, target);
    if (parts.length === 0) return '';
    const change = parts.join(';');
    return `\x1b[${change.length < reset.length ? change : reset}m`;
  }

  return {
    id(spec) {
      const look = complete(spec);
      const key = `${look.fg},${look.bg},${look.flags}`;
      let id = key === '-1,-1,0' ? 0 : interned.get(key);
      if (id === undefined) {
        id = add(look);
        interned.set(key, id);
      }
      return id;
    },
    slot: (spec) => add(complete(spec)),
    redefine(slot, spec) {
      if (slot <= 0 || slot >= wanted.length) return;
      const look = complete(spec);
      wanted[slot] = look;
      shown[slot] = reduce(look);
      changed();
    },
    transition(from, to) {
      const key = (from + 1) * 65_536 + to;
      let bytes = transitions.get(key);
      if (bytes === undefined) {
        if (transitions.size > 20_000) transitions.clear();
        bytes = compute(from, to);
        transitions.set(key, bytes);
      }
      return bytes;
    },
    erasable: (id) => ((wanted[id]?.flags ?? 0) & LINES_OR_INVERSE) === 0,
    setDepth(next) {
      if (next === depth) return;
      depth = next;
      wanted.forEach((look, id) => (shown[id] = reduce(look)));
      changed();
    },
    get depth() {
      return depth;
    },
    get version() {
      return version;
    },
  };
}
