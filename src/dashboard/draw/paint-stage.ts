import type { Canvas } from '../../terminal/render/canvas.ts';
import { paneBottom, paneTop } from '../../views/chrome/edges.ts';
import { finalBottom, finalTop, noAnswerLines } from '../../views/final.ts';
import { spread } from '../../views/line.ts';
import { resultLines, rosterLines } from '../../views/chrome/roster.ts';
import { tooSmallLines, welcomeLines } from '../../views/screens.ts';
import type { Line } from '../../views/span.ts';
import { span } from '../../views/span.ts';
import type { Area } from '../../views/tiles.ts';
import type { Painting } from './painting.ts';
import { NO_EDGES, paintFrame, paintLine, paintLines, paintText } from './paint.ts';
import { freshLines } from './paint-chrome.ts';

/** Wider text is hard to read. */
const MEASURE = 120;

/** Where the text of a window stands, counted from the window's own top left: inside frame and padding. */
export function textBox(window: Area, compact: boolean): Area {
  if (compact) return { x: 0, y: 1, width: Math.max(1, window.width), height: Math.max(0, window.height - 1) };
  const width = Math.max(1, Math.min(MEASURE, window.width - 4));
  return { x: 2, y: 1, width, height: Math.max(0, window.height - 2) };
}

/** Welcome, or the word that the window is too small. */
export function paintStage(canvas: Canvas, { theme, board, layout, scene }: Painting): void {
  const { width, height } = canvas;
  const lines =
    layout.kind === 'tiny' ? tooSmallLines(scene, width, height) : welcomeLines(scene, width, height, board.ready);
  paintLines(canvas, theme, { x: 0, y: 0, width, height }, lines);
}

/** An agent's pane. */
export function paintPane(canvas: Canvas, { theme, board, layout, scene }: Painting, index: number): void {
  const pane = board.panes[index];
  const agent = scene.agents[index];
  const place = layout.panes[index];
  if (pane === undefined || agent === undefined || place === undefined || place === null) return;
  pane.sync(board.ui.detail);
  const focused = index === board.ui.focus;
  const { width } = canvas;
  const top = paneTop(scene, agent, focused, layout.compact ? titleColumns(width, pane.view.scroll.held) : width);
  if (layout.compact) {
    paintLine(
      canvas,
      theme,
      0,
      0,
      width,
      compactTitle(top, pane.view.scroll.held, scene.glyphs.up, width, scene.glyphs.rule, scene.cells),
    );
  } else {
    paintFrame(canvas, theme, {
      frame: focused ? scene.glyphs.heavy : scene.glyphs.light,
      role: focused ? 'focus' : 'border',
      top,
      bottom: paneBottom(scene, agent, pane.view.scroll, width),
      cells: scene.cells,
    });
  }
  paintText(canvas, theme, pane.view, textBox(place, layout.compact));
}

const HELD_COLUMNS = 7;
/** A title without a frame has three columns more than the edge of a frame, less what tells that the text is held. */
const titleColumns = (columns: number, held: boolean): number => columns + 3 - (held ? HELD_COLUMNS : 0);

const compactTitle = (
  top: { readonly left: Line; readonly right: Line },
  held: boolean,
  up: string,
  columns: number,
  rule: string,
  cells: Painting['scene']['cells'],
): Line => {
  const right = [span(' '), ...top.right, ...(held ? [span(` ${up} held`, 'warning')] : []), span(' ')];
  return spread([...top.left, span(' ')], right, columns, cells, span(rule, 'border'));
};

/** The final answer, or why there is none. */
export function paintFinal(canvas: Canvas, { theme, board, layout, scene }: Painting): void {
  const { final } = board;
  if (layout.final === null) return;
  final.sync();
  const { width } = canvas;
  const top = finalTop(scene, layout.compact ? titleColumns(width, final.view.scroll.held) : width);
  const box = textBox(layout.final, layout.compact);
  if (layout.compact) {
    paintLine(
      canvas,
      theme,
      0,
      0,
      width,
      compactTitle(top, final.view.scroll.held, scene.glyphs.up, width, scene.glyphs.rule, scene.cells),
    );
  } else {
    const bottom = finalBottom(scene, final.view.scroll, width);
    paintFrame(canvas, theme, { frame: scene.glyphs.heavy, role: 'winner', top, bottom, cells: scene.cells });
  }
  if (final.empty) paintLines(canvas, theme, box, noAnswerLines(scene, box.width));
  else paintText(canvas, theme, final.view, box);
}

/** The list beside the focused pane or beside the final answer. */
export function paintSide(canvas: Canvas, { theme, board, layout, scene }: Painting): void {
  const { width, height } = canvas;
  const result = layout.kind === 'final';
  const title = result ? 'agents' : `agents ${scene.agents.length}`;
  paintFrame(canvas, theme, {
    frame: scene.glyphs.light,
    role: 'border',
    top: { left: [span(title, 'label')], right: [] },
    bottom: result ? { left: [span('p', 'key'), span(' shows the panes', 'muted')], right: [] } : NO_EDGES,
    cells: scene.cells,
  });
  const inner = { x: 1, y: 1, width: width - 2, height: height - 2 };
  const lines = result
    ? resultLines(scene, inner.width)
    : rosterLines(scene, board.ui.focus, freshLines(board), inner.width);
  paintLines(canvas, theme, inner, lines);
}
