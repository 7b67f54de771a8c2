import type { Rect } from './surface.ts';

/** Owner of a cell that a stock widget covers. */
export const WIDGET_OWNER = 0xffff;

/** What ownership needs to know of a surface. */
export interface Placed {
  readonly id: number;
  readonly layer: number;
  readonly rect: Rect | null;
}

/** How much of a surface can be seen. */
export type Visibility = 'hidden' | 'covered' | 'whole';

/** For every cell the id of the topmost surface, 0 where there is none. Surfaces must come sorted by layer, then age. */
export function paintOwners(owner: Uint16Array, cols: number, rows: number, surfaces: readonly Placed[]): void {
  owner.fill(0);
  for (const { id, rect } of surfaces) {
    if (rect === null) continue;
    const left = Math.max(0, rect.x);
    const right = Math.min(cols, rect.x + rect.width);
    if (right <= left) continue;
    for (let y = Math.max(0, rect.y); y < Math.min(rows, rect.y + rect.height); y += 1) {
      owner.fill(id, y * cols + left, y * cols + right);
    }
  }
}

/** Whether the part of a surface that is on the screen is its own, partly or entirely. */
export function visibility(owner: Uint16Array, cols: number, rows: number, surface: Placed): Visibility {
  const { id, rect } = surface;
  if (rect === null) return 'hidden';
  let own = 0;
  let all = 0;
  for (let y = Math.max(0, rect.y); y < Math.min(rows, rect.y + rect.height); y += 1) {
    for (let x = Math.max(0, rect.x); x < Math.min(cols, rect.x + rect.width); x += 1) {
      all += 1;
      if (owner[y * cols + x] === id) own += 1;
    }
  }
  if (own === 0) return 'hidden';
  return own === all ? 'whole' : 'covered';
}
