import type { CellGrid } from '../../../recorder/terminal/grid.ts';
import { FLAGS } from '../../../terminal/render/styles.ts';
import type { Terminal } from '../../../terminal/terminal.ts';
import { oneLine } from '../../faces/one-line.ts';
import { cornerFor, paintGrid } from './paint-grid.ts';

/** A recorded screen in this terminal, with a line of words below it. */
export interface ScreenView {
  /** Cells that a recorded screen can have without being cut. */
  readonly room: { readonly columns: number; readonly rows: number };
  /** The screen has changed; it is read when it is drawn. `now` for what a key has caused. */
  changed(urgency?: 'now'): void;
}

export interface ViewSource {
  /** The screen as it is now; null before there is one. */
  readonly screen: () => CellGrid | null;
  readonly status: () => string;
}

/** Lays a screen and its status line out on the whole terminal, also when its size changes. */
export function createScreenView(terminal: Terminal, source: ViewSource): ScreenView {
  const bar = terminal.styles.id({ flags: FLAGS.inverse });
  const hasBar = (): boolean => terminal.size.rows > 1;
  const rows = (): number => (hasBar() ? terminal.size.rows - 1 : terminal.size.rows);

  const picture = terminal.surface({
    paint: (canvas) => {
      const grid = source.screen();
      if (grid === null) return terminal.setCursor(null);
      const corner = cornerFor(grid, canvas.height);
      paintGrid(canvas, grid, terminal.styles, corner);
      const { row, column, visible } = grid.cursor;
      const cell = { x: column - corner.column, y: row - corner.row };
      const isShown = visible && cell.x < canvas.width && cell.y >= 0 && cell.y < canvas.height;
      terminal.setCursor(isShown ? cell : null);
    },
  });
  const words = terminal.surface({
    background: bar,
    paint: (canvas) => {
      const grid = source.screen();
      const isCut = grid !== null && (grid.columns > canvas.width || grid.rows > rows());
      const size = isCut ? ` · ${grid.columns}x${grid.rows} does not fit here` : '';
      canvas.text(1, 0, oneLine(source.status() + size), bar, canvas.width - 1);
    },
  });

  function layOut(): void {
    const { cols } = terminal.size;
    picture.place({ x: 0, y: 0, width: cols, height: rows() });
    words.place(hasBar() ? { x: 0, y: rows(), width: cols, height: 1 } : null);
  }
  layOut();
  terminal.onResize(layOut);

  return {
    get room() {
      return { columns: terminal.size.cols, rows: rows() };
    },
    changed(urgency) {
      const how = urgency === 'now' ? 'input' : 'stream';
      picture.invalidate(how);
      words.invalidate(how);
    },
  };
}
