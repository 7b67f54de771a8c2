import type { Canvas } from '../../terminal/render/canvas.ts';
import { paneBottom, paneTop, titleMark } from '../../views/chrome/edges.ts';
import { finalBottom, finalTop, noAnswerLines } from '../../views/final.ts';
import { lineWidth, spread } from '../../views/line.ts';
import { resultLines, rosterLines } from '../../views/chrome/roster.ts';
import { tooSmallLines, welcomeLines } from '../../views/screens.ts';
import type { Scene } from '../../views/scene.ts';
import type { Line } from '../../views/span.ts';
import { span } from '../../views/span.ts';
import type { Area } from '../../views/tiles.ts';
import type { Painting } from './painting.ts';
import type { Edges } from './paint.ts';
import { keyThere } from '../ui-state.ts';
import { NO_EDGES, paintFrame, paintLine, paintLines, paintText } from './paint.ts';
import { freshLines } from './paint-chrome.ts';
import { plural } from '../../shared/plural.ts';

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
  const box = textBox(place, layout.compact);
  const rows = pane.view.place(box.height);
  if (layout.compact) {
    const mark = titleMark(scene, pane.view.scroll, rows);
    const title = (columns: number): Edges => paneTop(scene, agent, focused, columns);
    paintLine(canvas, theme, 0, 0, width, compactTitle(title, mark, width, scene));
  } else {
    paintFrame(canvas, theme, {
      frame: focused ? scene.glyphs.heavy : scene.glyphs.light,
      role: focused ? 'focus' : 'border',
      top: paneTop(scene, agent, focused, width),
      bottom: paneBottom(scene, agent, pane.view.scroll, rows, width),
      cells: scene.cells,
    });
  }
  paintText(canvas, theme, pane.view, box);
}

/** The top edge without a frame: it has three columns more, less what tells where the text stands. */
function compactTitle(title: (columns: number) => Edges, mark: Line, columns: number, scene: Scene): Line {
  const { cells, glyphs } = scene;
  const after: Line = mark.length === 0 ? [] : [span(' '), ...mark];
  const { left, right } = title(columns + 3 - lineWidth(after, cells));
  const end = [span(' '), ...right, ...after, span(' ')];
  return spread([...left, span(' ')], end, columns, cells, span(glyphs.rule, 'border'));
}

/** The final answer, or why there is none. */
export function paintFinal(canvas: Canvas, { theme, board, layout, scene }: Painting): void {
  const { final } = board;
  if (layout.final === null) return;
  final.sync();
  const { width } = canvas;
  const box = textBox(layout.final, layout.compact);
  const { scroll } = final.view;
  const rows = final.view.place(box.height);
  if (layout.compact) {
    const mark = titleMark(scene, scroll, rows);
    paintLine(
      canvas,
      theme,
      0,
      0,
      width,
      compactTitle((columns) => finalTop(scene, columns), mark, width, scene),
    );
  } else {
    const top = finalTop(scene, width);
    const bottom = finalBottom(scene, scroll, rows, width);
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
    bottom: result
      ? { left: [span(keyThere(board.ui, 'p'), 'key'), span(' shows the panes', 'muted')], right: [] }
      : NO_EDGES,
    cells: scene.cells,
  });
  const inner = { x: 1, y: 1, width: width - 2, height: height - 2 };
  const lines = result
    ? resultLines(scene, inner.width)
    : rosterLines(scene, board.ui.focus, freshLines(board), inner.width);
  const missing = lines.length - inner.height;
  const more: Line = [span(` … +${plural(missing + 1, 'line')}`, 'muted')];
  paintLines(canvas, theme, inner, missing > 0 ? [...lines.slice(0, inner.height - 1), more] : lines);
}
