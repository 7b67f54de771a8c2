import { clamp } from '../../shared/clamp.ts';
import type { Canvas } from '../../terminal/render/canvas.ts';
import { stopLines } from '../../views/dialog.ts';
import { helpLines } from '../../views/help.ts';
import type { Layout } from '../../views/layout.ts';
import type { Cells } from '../../views/span.ts';
import { span } from '../../views/span.ts';
import type { Area } from '../../views/tiles.ts';
import type { Painting } from './painting.ts';
import { choicesOf, helpSections } from '../key-help.ts';
import { NO_EDGES, paintFrame, paintLines } from './paint.ts';
import type { UiState } from '../ui-state.ts';

type Overlay = Exclude<UiState['overlay'], null>;

const WHOLE_BELOW_COLUMNS = 60;
const WHOLE_BELOW_ROWS = 16;
const MAX_HELP_COLUMNS = 132;
const STOP_COLUMNS = 56;

/** Where a window over the stage stands: centred, at most nine tenths of the stage, the whole stage on small screens. */
export function overlayArea(overlay: Overlay, layout: Layout, cells: Cells): Area {
  const { stage } = layout;
  if (stage.width < WHOLE_BELOW_COLUMNS || stage.height < WHOLE_BELOW_ROWS - 6) return stage;
  const most = Math.floor(stage.width * 0.9);
  const width = overlay === 'stop' ? Math.min(STOP_COLUMNS, most) : Math.min(MAX_HELP_COLUMNS, most);
  const wanted =
    overlay === 'stop' ? choicesOf('stop').length + 4 : helpLines(helpSections(), width - 4, cells).length + 2;
  const height = Math.min(wanted, stage.height);
  return {
    x: stage.x + Math.floor((stage.width - width) / 2),
    y: stage.y + Math.floor((stage.height - height) / 2),
    width,
    height,
  };
}

/** What of the help is to be seen: so many rows, and which can be the first of them at most. */
export function helpPlace(layout: Layout, cells: Cells): { readonly rows: number; readonly lastTop: number } {
  const { width, height } = overlayArea('help', layout, cells);
  const rows = Math.max(1, height - 2);
  return { rows, lastTop: Math.max(0, helpLines(helpSections(), width - 4, cells).length - rows) };
}

/** The open window. */
export function paintOverlay(canvas: Canvas, { theme, board, scene }: Painting): void {
  const { ui } = board;
  if (ui.overlay === null) return;
  const { width, height } = canvas;
  const inner = { x: 2, y: 1, width: width - 4, height: height - 2 };
  const lines =
    ui.overlay === 'help'
      ? helpLines(helpSections(), inner.width, scene.cells)
      : stopLines(scene, choicesOf('stop'), 'a', inner.height, inner.width);
  const last = Math.max(0, lines.length - inner.height);
  const first = clamp(ui.helpTop, 0, last);
  const title = ui.overlay === 'help' ? 'Help' : 'Stop this turn?';
  const place = last === 0 ? [] : [span(`${first + 1}-${first + inner.height}/${lines.length}`, 'muted')];
  canvas.fill(0, 0, width, height, theme.style('text', 'surface'));
  paintFrame(canvas, theme, {
    frame: scene.glyphs.heavy,
    role: 'focus',
    top: { left: [span(title, 'strong')], right: place },
    bottom: ui.overlay === 'help' ? { left: [span('Esc', 'key'), span(' closes', 'muted')], right: [] } : NO_EDGES,
    cells: scene.cells,
    ground: 'surface',
  });
  paintLines(canvas, theme, inner, lines.slice(first), 'surface');
}
