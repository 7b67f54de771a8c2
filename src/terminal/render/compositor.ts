import type { Size } from '../terminal.ts';
import type { CellGrid } from './cell-grid.ts';
import { BLANK, createGrid, fillCells, UNKNOWN } from './cell-grid.ts';
import type { GlyphTable } from './glyph-table.ts';
import { paintOwners, visibility, WIDGET_OWNER } from './ownership.ts';
import type { Styles } from './styles.ts';
import type { Rect, Surface, SurfaceOptions } from './surface.ts';
import { SurfaceCanvas } from './surface-canvas.ts';
import { createWriter } from './writer.ts';

/** Cells painted by somebody else on top of all surfaces: the stock widgets. */
export interface Overlay {
  /** Draws into the grid and marks every cell it covers in `owner` with `WIDGET_OWNER`. */
  paint(grid: CellGrid, owner: Uint16Array): void;
}

export type FrameReason = 'stream' | 'input';

export interface CompositorOptions {
  readonly size: Size;
  readonly styles: Styles;
  readonly glyphs: GlyphTable;
  /** Called when something became dirty and a frame should be built soon. */
  readonly wanted: (reason: FrameReason) => void;
}

/** Keeps what the screen should show, and says in bytes how to get there. Knows nothing of time, terminals or events. */
export interface Compositor {
  surface(options: SurfaceOptions): Surface;
  surfaceAt(x: number, y: number): Surface | null;
  /** Paints what is dirty and returns the bytes for it, `''` when nothing changed. `nowMs` serves the surfaces' own rates. */
  frame(nowMs: number): string;
  /** True when a frame would have something to do; surfaces that wait for their own rate count. */
  readonly dirty: boolean;
  resize(size: Size): void;
  /** Nothing is known about the screen any more: the next frame sends every cell. */
  repaint(): void;
  setOverlay(overlay: Overlay): void;
  /** The overlay changed: everything is composed anew with the next frame. */
  overlayChanged(): void;
  /** What the terminal shows once the last frame has arrived. */
  readonly front: CellGrid;
  /** Cells changed by the last frame. */
  readonly changed: number;
}

const MAX_GLYPHS = 8192; // clusters kept before the table is emptied
const MAX_SURFACES = 4096;

interface SurfaceState {
  readonly id: number;
  readonly options: SurfaceOptions;
  readonly layer: number;
  rect: Rect | null;
  seen: 'hidden' | 'covered' | 'whole';
  dirty: boolean;
  minIntervalMs: number;
  paintedAtMs: number;
}

const sameRect = (a: Rect | null, b: Rect | null): boolean =>
  a === b || (a !== null && b !== null && a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height);

export function createCompositor(options: CompositorOptions): Compositor {
  const { styles, glyphs, wanted } = options;
  const writer = createWriter(styles, glyphs);
  const surfaces: SurfaceState[] = []; // by layer, then age
  const handles = new Map<number, Surface>();
  let front = createGrid(0, 0);
  let back = front;
  let owner = new Uint16Array(0);
  let overlay: Overlay | null = null;
  let layoutDirty = true;
  let lastId = 0;
  let stylesVersion = styles.version;

  function allocate({ cols, rows }: Size): void {
    back = createGrid(cols, rows);
    front = createGrid(cols, rows);
    owner = new Uint16Array(cols * rows);
    forget();
  }

  function forget(): void {
    front.glyph.fill(UNKNOWN);
    back.dirtyRows.fill(1);
    layoutDirty = true;
  }

  function layOut(): void {
    layoutDirty = false;
    paintOwners(owner, back.cols, back.rows, surfaces);
    for (let y = 0; y < back.rows; y += 1) fillCells(back, 0, y, back.cols, BLANK, 0);
    overlay?.paint(back, owner);
    for (const surface of surfaces) {
      surface.seen = visibility(owner, back.cols, back.rows, surface);
      surface.dirty = true;
      surface.paintedAtMs = Number.NEGATIVE_INFINITY;
    }
  }

  function paint(surface: SurfaceState, rect: Rect): void {
    const mask = surface.seen === 'whole' ? null : owner;
    const canvas = new SurfaceCanvas(back, glyphs, rect, mask, surface.id);
    canvas.fill(0, 0, rect.width, rect.height, surface.options.background ?? 0);
    surface.options.paint(canvas);
  }

  function paintDirty(nowMs: number): void {
    for (const surface of surfaces) {
      if (!surface.dirty || nowMs - surface.paintedAtMs < surface.minIntervalMs) continue;
      surface.dirty = false;
      surface.paintedAtMs = nowMs;
      if (surface.seen !== 'hidden' && surface.rect !== null) paint(surface, surface.rect);
    }
  }

  function layoutChanged(): void {
    layoutDirty = true;
    wanted('input');
  }

  function add(surfaceOptions: SurfaceOptions): Surface {
    if (surfaces.length >= MAX_SURFACES) throw new RangeError(`more than ${MAX_SURFACES} surfaces`);
    lastId = lastId + 1 === WIDGET_OWNER ? 1 : lastId + 1;
    while (handles.has(lastId)) lastId += 1;
    const state: SurfaceState = {
      id: lastId,
      options: surfaceOptions,
      layer: surfaceOptions.layer ?? 0,
      rect: surfaceOptions.rect ?? null,
      seen: 'hidden',
      dirty: true,
      minIntervalMs: 0,
      paintedAtMs: Number.NEGATIVE_INFINITY,
    };
    const above = surfaces.findIndex((other) => other.layer > state.layer);
    surfaces.splice(above < 0 ? surfaces.length : above, 0, state);
    const handle: Surface = {
      id: state.id,
      get rect() {
        return state.rect;
      },
      place(rect) {
        if (sameRect(state.rect, rect)) return;
        state.rect = rect;
        layoutChanged();
      },
      invalidate(urgency = 'stream') {
        if (urgency === 'input') state.paintedAtMs = Number.NEGATIVE_INFINITY;
        else if (state.dirty) return;
        state.dirty = true;
        if (state.rect !== null) wanted(urgency);
      },
      setRate(framesPerSecond) {
        state.minIntervalMs = framesPerSecond > 0 ? 1000 / framesPerSecond - 1 : 0;
      },
      remove() {
        if (!handles.delete(state.id)) return;
        surfaces.splice(surfaces.indexOf(state), 1);
        layoutChanged();
      },
    };
    handles.set(state.id, handle);
    if (state.rect !== null) layoutChanged();
    return handle;
  }

  allocate(options.size);
  return {
    surface: add,
    surfaceAt(x, y) {
      if (x < 0 || x >= back.cols || y < 0 || y >= back.rows) return null;
      if (layoutDirty) layOut();
      return handles.get(owner[y * back.cols + x] ?? 0) ?? null;
    },
    frame(nowMs) {
      if (glyphs.size > MAX_GLYPHS) {
        glyphs.clear(); // only at a full repaint: cells hold numbers of this table
        forget();
      }
      if (stylesVersion !== styles.version) {
        stylesVersion = styles.version;
        forget();
      }
      if (layoutDirty) layOut();
      paintDirty(nowMs);
      return writer.diff(front, back);
    },
    get dirty() {
      return layoutDirty || stylesVersion !== styles.version || surfaces.some((s) => s.dirty && s.seen !== 'hidden');
    },
    resize(size) {
      allocate(size);
      wanted('input');
    },
    repaint() {
      forget();
      wanted('input');
    },
    setOverlay(next) {
      overlay = next;
    },
    overlayChanged: layoutChanged,
    get front() {
      return front;
    },
    get changed() {
      return writer.changed;
    },
  };
}
