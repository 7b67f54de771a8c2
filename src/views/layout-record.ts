import type { Layout } from './layout.ts';
import type { Area } from './tiles.ts';

/** One part of the screen as a machine that looks at it needs it. Cells, 0-based. */
export interface PlacedWidget {
  /** Stable: `header`, `pane-1` … */
  readonly id: string;
  readonly kind: 'header' | 'rail' | 'pane' | 'input' | 'status' | 'modal' | 'text';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Higher covers lower. */
  readonly z: number;
  readonly border: boolean;
  /** What becomes of text that does not fit. */
  readonly overflow: 'ellipsis' | 'wrap' | 'clip';
}

/** Where everything is, from now until the next record. */
export interface PlacedLayout {
  readonly columns: number;
  readonly rows: number;
  readonly widgets: readonly PlacedWidget[];
}

type Look = Pick<PlacedWidget, 'border' | 'overflow'>;

const LINE: Look = { border: false, overflow: 'ellipsis' };

/** The arrangement as a record. `modal` is the window that is open over the rest. */
export function placedLayout(
  layout: Layout,
  modal: { readonly id: string; readonly area: Area } | null,
  columns: number,
  rows: number,
): PlacedLayout {
  const widgets: PlacedWidget[] = [];
  const add = (id: string, kind: PlacedWidget['kind'], area: Area | null, look: Look = LINE, z = 1): void => {
    if (area === null || area.width <= 0 || area.height <= 0) return;
    const { x, y, width, height } = area;
    widgets.push({ id, kind, x, y, width, height, z, ...look });
  };
  const text: Look = { border: !layout.compact, overflow: 'wrap' };
  const isBare = layout.kind === 'tiny' || layout.kind === 'welcome';
  add('header', 'header', layout.header);
  add('rail', 'rail', layout.rail);
  add('tally', 'text', layout.tally);
  add('tabs', 'text', layout.tabs);
  if (isBare) add(layout.kind, 'text', layout.stage, LINE, 0);
  layout.panes.forEach((pane, index) => add(`pane-${index + 1}`, 'pane', pane, text));
  add('final', 'pane', layout.final, text);
  add('side', 'text', layout.side, { border: true, overflow: 'ellipsis' });
  add('separator', 'text', layout.separator);
  add('input', 'input', layout.input, { border: false, overflow: 'wrap' });
  add('status', 'status', layout.status);
  if (modal !== null) add(modal.id, 'modal', modal.area, { border: true, overflow: 'wrap' }, MODAL_LAYER);
  return { columns, rows, widgets };
}

/** The layer of windows over the rest, for the engine and for records alike. */
export const MODAL_LAYER = 10;
