import type { CoordinationEvent } from '../coordination/events.ts';
import { VOLATILE_EVENT_TYPES } from '../coordination/events.ts';
import type { Canvas } from '../terminal/render/canvas.ts';
import type { Surface } from '../terminal/render/surface.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { LayoutKind } from '../views/layout.ts';
import { layout } from '../views/layout.ts';
import type { Layout } from '../views/layout.ts';
import type { PlacedLayout } from '../views/layout-record.ts';
import { MODAL_LAYER, placedLayout } from '../views/layout-record.ts';
import { tabAt } from '../views/chrome/tabs.ts';
import type { Scene } from '../views/scene.ts';
import { sceneOf } from '../views/scene.ts';
import type { Area } from '../views/tiles.ts';
import type { Board } from './board.ts';
import { CELLS, CLEANING } from './board.ts';
import type { InputLine } from './input/input-line.ts';
import type { Painting } from './draw/painting.ts';
import { freshLines, paintBottom, paintTop } from './draw/paint-chrome.ts';
import { helpPlace, overlayArea, paintOverlay } from './draw/paint-overlay.ts';
import { paintFinal, paintPane, paintSide, paintStage, textBox } from './draw/paint-stage.ts';
import type { ScrollView } from './panes/scroll-view.ts';
import type { Theme } from './theme.ts';

/** What stands under a cell, for the mouse. */
type Target =
  { readonly kind: 'pane' | 'name'; readonly index: number } | { readonly kind: 'final' | 'input' | 'other' };

/** The screen: places surfaces, and marks them when something they show has changed. Draws nothing by itself. */
export interface DashboardFrame {
  /** The screen follows `board.ui`, the draft and the size of the terminal. */
  arrange(): void;
  /** Marks what shows this event. */
  eventApplied(event: CoordinationEvent): void;
  /** Time has passed: clocks and count-downs are drawn anew, and spinners when `turn` says so. */
  tick(turn: boolean): void;
  /** `board.windowFocused` has changed: what streams in a window without the keyboard is drawn twice a second. */
  focusChanged(): void;
  /** The text the scroll keys move now, and how many of its rows are visible. */
  scrolled(): { readonly view: ScrollView; readonly height: number } | null;
  scrolledAt(index: number | 'final'): { readonly view: ScrollView; readonly height: number } | null;
  targetAt(x: number, y: number): Target;
  /** How many rows of the help are to be seen, and the last that can be the first of them. */
  helpPlace(): { readonly rows: number; readonly lastTop: number };
  readonly layout: Layout;
  remove(): void;
}

export interface FrameOptions {
  readonly terminal: Terminal;
  readonly theme: Theme;
  readonly board: Board;
  readonly input: InputLine;
  readonly now: () => number;
  readonly reduceMotion: boolean;
  /** The cursor is shown also while the input line takes no keys. */
  readonly nativeCursor: boolean;
  /** Told where everything is, each time that changes and before it is drawn. */
  readonly onLayout?: ((layout: PlacedLayout) => void) | undefined;
  /** Told instead of thrown into the drawing: what is shown comes from a file that anybody may have written. */
  readonly onUnpaintable?: ((cause: unknown) => void) | undefined;
}

const VOLATILE = new Set<string>(VOLATILE_EVENT_TYPES);

export function createFrame(options: FrameOptions): DashboardFrame {
  const { terminal, theme, board, input } = options;
  let spinAt = 0;
  let scene: Scene | null = null;
  let kind: LayoutKind | null = null;
  let present = computeLayout();
  let toldLayout = '';

  function computeLayout(): Layout {
    const { cols: columns, rows } = terminal.size;
    const next = layout({
      columns,
      rows,
      agents: board.panes.length,
      focus: board.ui.focus,
      choice: board.ui.layout,
      screen: board.ui.screen,
      inputRows: input.rowsWanted(columns),
      previous: kind,
    });
    kind = next.kind;
    return next;
  }

  const spin = (): string => {
    const { spinner, busy } = board.glyphs;
    return options.reduceMotion ? busy : (spinner[spinAt % spinner.length] ?? busy);
  };

  function sceneNow(): Scene {
    scene ??= sceneOf({
      title: board.title,
      question: board.question,
      cards: board.panes.map((pane) => pane.card),
      state: board.state,
      moments: board.moments,
      activities: new Map(board.panes.map((pane) => [pane.card.id, pane.activity])),
      glyphs: board.glyphs,
      spin: spin(),
      nowMs: options.now(),
      cells: CELLS,
      clean: CLEANING.name,
    });
    return scene;
  }

  const painting = (): Painting => ({ theme, board, input, layout: present, scene: sceneNow() });
  const surface = (layer: number, paint: (canvas: Canvas, painting: Painting) => void): Surface =>
    terminal.surface({
      layer,
      background: theme.style('text'),
      paint(canvas) {
        try {
          paint(canvas, painting());
        } catch (cause) {
          if (options.onUnpaintable === undefined) throw cause;
          options.onUnpaintable(cause);
        }
      },
    });

  const stage = surface(0, paintStage);
  const top = surface(1, paintTop);
  const bottom = surface(1, paintBottom);
  const side = surface(1, paintSide);
  const final = surface(1, paintFinal);
  const panes = board.panes.map((_, index) =>
    surface(1, (canvas, what) => {
      paintPane(canvas, what, index);
      if (board.panes[index]?.store.settle(SETTLE_CHARACTERS) === false) panes[index]?.invalidate();
    }),
  );
  const overlay = surface(MODAL_LAYER, paintOverlay);
  const all = [stage, top, bottom, side, final, ...panes, overlay];

  function mark(surfaces: readonly Surface[], urgency: 'stream' | 'input'): void {
    scene = null;
    for (const one of surfaces) if (one.rect !== null) one.invalidate(urgency);
  }

  function arrange(): void {
    present = computeLayout();
    const { kind: drawn, panes: places, final: finalPlace } = present;
    const { cols, rows } = terminal.size;
    const tiny = drawn === 'tiny';
    const above = present.stage.y;
    const below = present.separator ?? present.input;
    stage.place(tiny || drawn === 'welcome' ? present.stage : null);
    top.place(tiny ? null : rect({ x: 0, y: 0, width: cols, height: above }));
    bottom.place(tiny ? null : rect({ x: 0, y: below.y, width: cols, height: rows - below.y }));
    side.place(rect(present.side));
    final.place(rect(finalPlace));
    board.panes.forEach((pane, index) => {
      const place = places[index] ?? null;
      if (place !== null) pane.store.resize(textBox(place, present.compact).width);
      panes[index]?.place(rect(place));
    });
    if (finalPlace !== null) board.final.store.resize(textBox(finalPlace, present.compact).width);
    const { overlay: open } = board.ui;
    const modal = open === null || tiny ? null : { id: open, area: overlayArea(open, present, CELLS) };
    overlay.place(modal?.area ?? null);
    if (options.onLayout !== undefined) tellLayout(options.onLayout, placedLayout(present, modal, cols, rows));
    placeCursor(tiny);
    setRates();
    mark(all, 'input');
  }

  /** A slow line gets fewer frames of what nobody reads; so does a window that nobody looks at. */
  function setRates(): void {
    const usual = board.windowFocused ? EVERY_FRAME : UNFOCUSED_FPS;
    const besides = board.windowFocused && terminal.capabilities.remote ? REMOTE_FPS : usual;
    for (const one of all) one.setRate(usual);
    for (const [index, pane] of panes.entries()) if (index !== board.ui.focus) pane.setRate(besides);
  }

  function tellLayout(tell: (layout: PlacedLayout) => void, record: PlacedLayout): void {
    const text = JSON.stringify(record);
    if (text === toldLayout) return;
    toldLayout = text;
    tell(record);
  }

  /** The hardware cursor stands on the caret while the input line takes keys: input methods draw there. */
  function placeCursor(tiny: boolean): void {
    const { zone, overlay: open } = board.ui;
    const takesKeys = zone === 'edit' && open === null;
    if (tiny || !(takesKeys || options.nativeCursor)) return terminal.setCursor(null);
    const { caret } = input.view(present.input.width, present.input.height, '');
    terminal.setCursor({ x: present.input.x + caret.x, y: present.input.y + caret.y });
  }

  const scrolledAt = (index: number | 'final'): { readonly view: ScrollView; readonly height: number } | null => {
    const place = index === 'final' ? present.final : (present.panes[index] ?? null);
    const text = index === 'final' ? board.final : board.panes[index];
    if (place === null || text === undefined) return null;
    return { view: text.view, height: textBox(place, present.compact).height };
  };

  /** The agent whose tab or row of the list stands there. */
  function nameAt(surfaceId: number, x: number, y: number): number | null {
    const { tabs, side: list } = present;
    if (surfaceId === top.id && tabs !== null && y === tabs.y)
      return tabAt(sceneNow(), board.ui.focus, freshLines(board), tabs.width, x);
    const row = list === null || surfaceId !== side.id ? -1 : y - list.y - 1;
    return row >= 0 && row < board.panes.length ? row : null;
  }

  return {
    arrange,
    eventApplied(event) {
      const index = board.panes.findIndex((pane) => pane.card.id === event.agent_id);
      const mine = panes[index];
      scene = null;
      if (VOLATILE.has(event.event_type)) {
        const shown = [mine, final].flatMap((one) => (one === undefined ? [] : [one]));
        const held = board.panes[index]?.view.scroll.held === true;
        return mark(held ? [...shown, top] : shown, 'stream');
      }
      mark(all, 'stream');
    },
    tick(turn) {
      if (turn) spinAt += 1;
      mark(all, 'stream');
    },
    focusChanged() {
      setRates();
      mark(all, 'input');
    },
    scrolled: () => scrolledAt(present.kind === 'final' ? 'final' : board.ui.focus),
    scrolledAt,
    targetAt(x, y) {
      const hit = terminal.surfaceAt(x, y);
      if (hit === null) return { kind: 'other' };
      const index = panes.findIndex((one) => one.id === hit.id);
      if (index >= 0) return { kind: 'pane', index };
      if (hit.id === final.id) return { kind: 'final' };
      const named = nameAt(hit.id, x, y);
      if (named !== null) return { kind: 'name', index: named };
      return hit.id === bottom.id && y >= present.input.y && y < present.status.y
        ? { kind: 'input' }
        : { kind: 'other' };
    },
    helpPlace: () => helpPlace(present, CELLS),
    get layout() {
      return present;
    },
    remove() {
      for (const one of all) one.remove();
    },
  };
}

const EVERY_FRAME = 0;
const UNFOCUSED_FPS = 2;
const REMOTE_FPS = 10;
const SETTLE_CHARACTERS = 200_000;

const rect = (area: Area | null): Area | null => (area === null || area.width <= 0 || area.height <= 0 ? null : area);
