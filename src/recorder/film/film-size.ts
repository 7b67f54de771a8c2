import type { Cast } from '../play/recording.ts';

/** Cells that hold every size the screen has in a film. */
export function filmSize(cast: Cast): { readonly columns: number; readonly rows: number } {
  let { columns, rows } = cast.header;
  for (const event of cast.events) {
    if (event.type !== 'resize') continue;
    columns = Math.max(columns, event.columns);
    rows = Math.max(rows, event.rows);
  }
  return { columns, rows };
}
