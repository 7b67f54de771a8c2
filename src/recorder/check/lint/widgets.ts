import type { LayoutRecord } from '../../play/recording.ts';
import type { PlacedWidget } from '../../../views/layout-record.ts';

/** Whether another widget lies over this cell of the widget. */
export const isCovered = (layout: LayoutRecord, widget: PlacedWidget, row: number, column: number): boolean =>
  layout.widgets.some((other) => other.z > widget.z && contains(other, row, column));

export const contains = ({ x, y, width, height }: PlacedWidget, row: number, column: number): boolean =>
  column >= x && column < x + width && row >= y && row < y + height;

/** Cells that both cover; 0 when they do not meet. */
export function sharedCells(a: PlacedWidget, b: PlacedWidget): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
}
