import type { Picture, PainterFor } from '../../recorder/check/diff-picture.ts';
import { pictureGeometry } from '../../recorder/picture/geometry.ts';
import { createPainter } from '../../recorder/picture/painter.ts';
import type { FontFiles, PictureOptions } from '../../recorder/picture/picture.ts';
import type { CellGrid } from '../../recorder/terminal/grid.ts';

/** Paints single screens, each as large as it is. */
export interface StillPainter {
  /** For a picture of several screens. */
  readonly painterFor: PainterFor;
  readonly paint: (grid: CellGrid) => Picture;
}

export function createStillPainter(
  look: Omit<PictureOptions, 'columns' | 'rows' | 'size'>,
  fonts: FontFiles,
): StillPainter {
  const painterFor: PainterFor = (columns, rows) => {
    const options = { ...look, columns, rows, size: null };
    return { painter: createPainter(options, fonts), ...pictureGeometry(options) };
  };
  return {
    painterFor,
    paint: (grid) => {
      const { painter } = painterFor(grid.columns, grid.rows);
      const { width, height } = painter;
      const pixels = new Uint32Array(width * height);
      painter.paint(grid, null, pixels);
      return { width, height, pixels };
    },
  };
}
