import type { Canvas } from '../../terminal/render/canvas.ts';
import type { InputView } from '../../views/input-view.ts';
import type { LayoutKind } from '../../views/layout.ts';
import { WIDE_COLUMNS } from '../../views/layout.ts';
import { footerLine, messageLine, separatorLine } from '../../views/chrome/footer.ts';
import { compactHeader, headerLine } from '../../views/chrome/header.ts';
import { queuedText } from '../../views/chrome/queue.ts';
import { railLine } from '../../views/chrome/rail.ts';
import { tabsLine } from '../../views/chrome/tabs.ts';
import { tallyLine } from '../../views/chrome/tally.ts';
import type { Scene } from '../../views/scene.ts';
import type { Board } from '../board.ts';
import { CLEANING } from '../board.ts';
import type { Painting } from './painting.ts';
import { hintsFor } from '../key-hints.ts';
import { paintLine } from './paint.ts';
import type { Notice } from '../ui-actions.ts';
import { keyThere, zoneOf } from '../ui-state.ts';

/** Unread lines of every pane: what came while it was held. */
export function freshLines(board: Board): readonly number[] {
  return board.panes.map((pane) => {
    if (!pane.view.scroll.held) return 0;
    pane.sync(board.ui.detail);
    const { scroll } = pane.view;
    return scroll.held ? scroll.fresh : 0;
  });
}

/** Header, rail, tally and tabs: everything above the stage. */
export function paintTop(canvas: Canvas, { theme, board, layout, scene }: Painting): void {
  const columns = canvas.width;
  const row = (y: number, line: Parameters<typeof paintLine>[5], ground?: 'surface'): void =>
    paintLine(canvas, theme, 0, y, columns, line, ground);
  row(0, layout.compact ? compactHeader(scene, columns) : headerLine(scene, columns), 'surface');
  if (layout.rail !== null) {
    const whole = layout.tally === null || columns >= WIDE_COLUMNS;
    row(layout.rail.y, railLine(scene, columns, whole ? 'full' : 'steps'));
  }
  if (layout.tally !== null) row(layout.tally.y, tallyLine(scene, columns));
  if (layout.tabs !== null) row(layout.tabs.y, tabsLine(scene, board.ui.focus, freshLines(board), columns));
}

/** Separator, input and the last row. */
export function paintBottom(canvas: Canvas, { theme, board, input, layout, scene }: Painting): void {
  const { ui, glyphs } = board;
  const from = (layout.separator ?? layout.input).y;
  const notice = noticeOf(board, scene);
  if (layout.separator !== null) {
    paintLine(canvas, theme, 0, 0, canvas.width, separatorLine(notice, canvas.width, glyphs.rule, scene.cells));
  }
  const hint = placeholder(board);
  const view = input.view(layout.input.width, layout.input.height, hint);
  for (let y = 0; y < layout.input.height; y += 1) {
    paintLine(canvas, theme, 0, layout.input.y - from + y, canvas.width, view.lines[y] ?? [], 'surface');
  }
  const zone = zoneOf(ui);
  const names = { edit: 'EDIT', keys: 'KEYS', help: 'HELP', stop: 'STOP?' } as const;
  const hints = hintsFor(zone, ui.turn, {
    held: ui.turn === 'running' && isHeld(board),
    readOnly: ui.readOnly,
    several: board.panes.length > 1,
    layouts: layout.hasOthers,
  });
  const last =
    layout.compact && notice !== null
      ? messageLine(names[zone], notice, hints, canvas.width, scene.cells)
      : footerLine(
          names[zone],
          hints,
          layout.compact ? [] : rightWords(board, layout.kind, layout.granted, rowsOf(view)),
          canvas.width,
          glyphs.dot,
          scene.cells,
        );
  paintLine(canvas, theme, 0, layout.status.y - from, canvas.width, last);
}

/** The text that the scroll keys move does not follow its end. */
const isHeld = ({ ui, final, panes }: Board): boolean =>
  (ui.screen === 'final' ? final : panes[ui.focus])?.view.scroll.held === true;

/** What the person is told: first what answers a key, then which words of theirs wait, then what the log says. */
function noticeOf(board: Board, scene: Scene): Notice | null {
  const { notice } = board.ui;
  if (notice?.pDoes !== undefined)
    return { ...notice, text: `${notice.text} · ${keyThere(board.ui, 'p')} ${notice.pDoes}` };
  if (notice !== null) return notice;
  const queued = board.ui.turn === 'running' ? queuedText(scene) : null;
  if (queued !== null) return { text: queued, role: 'special', untilMs: null };
  const { message } = board.moments;
  if (message === null || board.ui.turn === 'ended') return null;
  const roles = { info: 'info', warning: 'warning', error: 'error' } as const;
  return { text: CLEANING.name(message.text), role: roles[message.level], untilMs: null };
}

function placeholder(board: Board): string {
  if (board.ui.readOnly) return 'a replay: this happened before';
  switch (board.ui.turn) {
    case 'none':
      return board.panes.length === 1 ? 'your question' : 'your question to all agents';
    case 'running':
      return 'a message to all agents, read at their next step';
    case 'ended':
      return '';
  }
}

/** `rows 53-60/60` of a draft that is higher than its place; empty else. */
const rowsOf = ({ lines, first, wanted }: InputView): string =>
  wanted > lines.length ? `rows ${first + 1}-${first + lines.length}/${wanted}` : '';

function rightWords(board: Board, kind: LayoutKind, granted: boolean, rows: string): readonly string[] {
  const { ui } = board;
  const refused = granted ? '' : `${ui.layout} does not fit`;
  const detail = ui.detail === 'normal' ? '' : ui.detail;
  const help = ui.overlay !== null ? '' : ui.zone === 'edit' ? 'F1 help' : '? help';
  return [rows, refused, detail, kind === 'welcome' ? '' : kind, help].filter((word) => word !== '');
}
