import type { CellGrid } from '../render/cell-grid.ts';
import { BLANK, RIGHT_HALF } from '../render/cell-grid.ts';
import type { GlyphTable } from '../render/glyph-table.ts';
import { WIDGET_OWNER } from '../render/ownership.ts';
import type { StyleId, Styles } from '../render/styles.ts';
import { FLAGS } from '../render/styles.ts';
import { textWidth } from '../text/clusters.ts';
import type { BlessedCell } from './blessed-internals.ts';
import type { TrueColour } from './true-colour.ts';

/** Attribute of a cell that no widget has painted. */
export const UNTOUCHED = -1;
const BLESSED_RIGHT_HALF = '\x03';
const UNDRAWABLE = 0xb7; // middle dot: blessed and we disagree about the width of the character

/** Copies what the widgets have painted into the grid and marks those cells as theirs. */
export function importCells(
  lines: readonly (readonly BlessedCell[])[],
  grid: CellGrid,
  owner: Uint16Array,
  glyphs: GlyphTable,
  styleOf: (attributes: number) => StyleId,
): void {
  for (let y = 0; y < grid.rows; y += 1) {
    const line = lines[y] ?? [];
    for (let x = 0; x < grid.cols; x += 1) {
      const [attributes, character] = line[x] ?? [UNTOUCHED, ''];
      if (attributes < 0) continue;
      const at = y * grid.cols + x;
      owner[at] = WIDGET_OWNER;
      grid.style[at] = styleOf(attributes);
      const isRight = character === BLESSED_RIGHT_HALF;
      if (isRight) grid.glyph[at] = grid.glyph[at - 1] === BLANK ? BLANK : RIGHT_HALF;
      else grid.glyph[at] = glyphOf(character, line[x + 1]?.[1] === BLESSED_RIGHT_HALF, glyphs);
    }
    grid.dirtyRows[y] = 1;
  }
}

function glyphOf(character: string, hasRightHalf: boolean, glyphs: GlyphTable): number {
  const point = character.codePointAt(0) ?? BLANK;
  if (point < BLANK || point === 0x7f) return BLANK;
  const width = textWidth(character);
  if (width !== (hasRightHalf ? 2 : 1)) return hasRightHalf ? BLANK : UNDRAWABLE;
  return character.length === (point > 0xffff ? 2 : 1) ? point : glyphs.glyph(character, width);
}

/** Blessed's attribute word as one of our styles. */
export function createStyleImport(styles: Styles, colours: TrueColour): (attributes: number) => StyleId {
  const known = new Map<number, StyleId>();
  return (attributes) => {
    const found = known.get(attributes);
    if (found !== undefined) return found;
    const bits = attributes >> 18;
    const flags =
      ((bits & 1) !== 0 ? FLAGS.bold : 0) |
      ((bits & 2) !== 0 ? FLAGS.underline : 0) |
      ((bits & 8) !== 0 ? FLAGS.inverse : 0);
    const id = styles.id({
      fg: colours.colour((attributes >> 9) & 0x1ff),
      bg: colours.colour(attributes & 0x1ff),
      flags,
    });
    known.set(attributes, id);
    return id;
  };
}
