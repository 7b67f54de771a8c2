import { cellColours, underlineInk } from '../../picture/cell-colours.ts';
import type { CellColours } from '../../picture/cell-colours.ts';
import { overlineShapes, strikeShapes, underlineShapes } from '../../picture/decorations.ts';
import type { DecorationMetrics, UnderlineKind } from '../../picture/decorations.ts';
import { geometryShapes } from '../../picture/geometry-glyphs.ts';
import type { Theme } from '../../picture/picture.ts';
import type { Shape } from '../../picture/shapes/shape.ts';
import { STYLE, UNDERLINE_MASK, UNDERLINE_SHIFT } from '../../terminal/grid.ts';
import type { CellGrid } from '../../terminal/grid.ts';
import { cellRuns } from '../cell-runs.ts';
import type { CellRun } from '../cell-runs.ts';
import { createShapePaths } from './shape-paths.ts';
import type { ShapePaths } from './shape-paths.ts';
import { createTextRow } from './text-row.ts';
import { cssColour } from './xml.ts';

/** What a cell measures, in pixels, and what its colours mean. */
export interface SvgCells {
  readonly theme: Theme;
  /** Of one cell; the baseline from its top. */
  readonly metrics: DecorationMetrics;
}

/** The figures of a character that is drawn and not written; null for text. */
function figuresOf(cluster: string, width: number, height: number) {
  const codePoint = cluster.codePointAt(0) ?? 0;
  return cluster.length === String.fromCodePoint(codePoint).length ? geometryShapes(codePoint, width, height) : null;
}

function textAttributes(colour: number, style: number, { theme }: SvgCells): string {
  const classes = [(style & STYLE.bold) !== 0 ? 'b' : '', (style & STYLE.italic) !== 0 ? 'i' : ''].join('');
  const fill = colour === theme.foreground ? '' : ` fill="${cssColour(colour)}"`;
  return `${fill}${classes === '' ? '' : ` class="${classes}"`}`;
}

function addLines(paths: ShapePaths, run: CellRun, colours: CellColours, { theme, metrics }: SvgCells): void {
  const { style } = run;
  if ((style & (UNDERLINE_MASK | STYLE.strike | STYLE.overline)) === 0) return;
  const add = (shapes: readonly Shape[], colour: number): void => {
    for (let cell = 0; cell < run.cells; cell += 1) paths.add(shapes, (run.column + cell) * metrics.width, 0, colour);
  };
  const kind = (style & UNDERLINE_MASK) >> UNDERLINE_SHIFT;
  if (kind >= 1 && kind <= 5) {
    add(underlineShapes(kind as UnderlineKind, metrics), underlineInk(theme, run.underlineColour, style, colours));
  }
  if ((style & STYLE.strike) !== 0) add(strikeShapes(metrics), colours.foreground);
  if ((style & STYLE.overline) !== 0) add(overlineShapes(metrics), colours.foreground);
}

/** One row: papers, then boxes and lines, then text with the place of every character; empty for a blank row. */
export function rowMarkup(grid: CellGrid, row: number, cells: SvgCells): string {
  const { theme, metrics } = cells;
  const papers = createShapePaths();
  const figures = createShapePaths();
  const text = createTextRow(metrics);
  for (const run of cellRuns(grid, row)) {
    const colours = cellColours(theme, run.foreground, run.background, run.style);
    const { foreground, background } = colours;
    if (background !== theme.background) {
      papers.rectangle(run.column * metrics.width, 0, run.cells * metrics.width, metrics.height, background);
    }
    const attributes = textAttributes(foreground, run.style, cells);
    const isHidden = (run.style & STYLE.hidden) !== 0;
    const step = run.isWide ? 2 : 1;
    for (const [index, cluster] of run.clusters.entries()) {
      const column = run.column + index * step;
      const shapes = isHidden ? [] : figuresOf(cluster, step * metrics.width, metrics.height);
      if (shapes !== null || cluster === ' ') text.blank(column, step);
      else text.write(column, cluster, run.isWide, attributes);
      if (shapes !== null) figures.add(shapes, column * metrics.width, 0, foreground);
    }
    if (!isHidden) addLines(figures, run, colours, cells);
  }
  return papers.markup() + figures.markup() + text.markup();
}
