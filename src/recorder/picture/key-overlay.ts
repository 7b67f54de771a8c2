import { createBlender } from './blend.ts';
import { drawInk } from './canvas.ts';
import type { Canvas } from './canvas.ts';
import { mixColours } from './cell-colours.ts';
import type { FontSet } from './fonts/font-set.ts';
import { fitEnd, widthOf } from './fonts/text-cells.ts';
import type { PictureGeometry } from './geometry.ts';
import { createGlyphCache } from './glyph-cache.ts';
import { maskInk } from './glyph-ink.ts';
import type { Rectangle, Theme } from './picture.ts';
import { createRaster } from './raster.ts';
import { QUARTER_CIRCLE } from './shapes/shape.ts';

/** A badge with the keys that were pressed last, in the lower right corner of the cells. */
export interface KeyOverlay {
  /** Where the badge of a text lies; empty when there is no room for it. */
  area(text: string): Rectangle;
  draw(canvas: Canvas, text: string): void;
}

/** A longer text shows its end: the newest keys. */
export function createKeyOverlay(
  theme: Theme,
  columns: number,
  rows: number,
  geometry: PictureGeometry,
  fonts: FontSet,
): KeyOverlay {
  const { originX, originY, cellWidth, cellHeight } = geometry;
  const fontSize = Math.round(geometry.fontSize * 1.15);
  const letterWidth = Math.ceil(fontSize * 0.6);
  const letterHeight = Math.ceil(fontSize * 1.32);
  const paddingX = Math.round(fontSize * 0.6);
  const paddingY = Math.round(fontSize * 0.22);
  const paper = mixColours(theme.foreground, theme.background, 0.88);
  const ink = theme.background;
  const right = originX + columns * cellWidth - Math.round(cellWidth / 2);
  const bottom = originY + rows * cellHeight - Math.round(cellHeight / 4);
  const room = Math.floor((columns * cellWidth - cellWidth - 2 * paddingX) / letterWidth);
  const height = letterHeight + 2 * paddingY;
  const blender = createBlender(256);
  let glyphs: ReturnType<typeof createGlyphCache> | null = null;

  const areaOf = (count: number): Rectangle => {
    const width = count * letterWidth + 2 * paddingX;
    if (count === 0 || room < 2 || bottom - height < originY) return { x: 0, y: 0, width: 0, height: 0 };
    return { x: right - width, y: bottom - height, width, height };
  };

  return {
    area: (text) => areaOf(widthOf(fitEnd(text, room))),
    draw(canvas, text) {
      const shown = fitEnd(text, room);
      const area = areaOf(widthOf(shown));
      if (area.width === 0) return;
      drawBadge(canvas, area, paper);
      glyphs ??= createGlyphCache({ cellWidth: letterWidth, cellHeight: letterHeight, fontSize, levels: 256 }, fonts);
      let x = area.x + paddingX;
      for (const { text: character, cells } of shown) {
        const drawn = glyphs.get(character, cells, { bold: true, italic: false });
        drawInk(canvas, x, area.y + paddingY, drawn.ink, blender(ink, paper, true), paper);
        x += cells * letterWidth;
      }
    },
  };
}

/** A rectangle with round corners; its edge is blended with each pixel beneath. */
function drawBadge(canvas: Canvas, area: Rectangle, paper: number): void {
  const { width, height } = area;
  const radius = Math.floor(height / 4);
  const corner = (centreX: number, centreY: number, turn: (x: number, y: number) => [number, number]): number[] =>
    QUARTER_CIRCLE.flatMap(([x, y]) => {
      const [dx, dy] = turn(x, y);
      return [centreX + dx * radius, centreY + dy * radius];
    });
  const raster = createRaster(width, height);
  raster.add([
    ...corner(width - radius, height - radius, (x, y) => [x, y]),
    ...corner(radius, height - radius, (x, y) => [-y, x]),
    ...corner(radius, radius, (x, y) => [-x, -y]),
    ...corner(width - radius, radius, (x, y) => [y, -x]),
  ]);
  const ink = maskInk(raster.coverage().values, width, 256, false);
  if (ink.kind !== 'mask') return;
  const blender = createBlender(256);
  for (let at = 0; at < ink.steps.length; at += 1) {
    const step = ink.steps[at] ?? 0;
    if (step === 0) continue;
    const to = (area.y + Math.floor(at / width)) * canvas.width + area.x + (at % width);
    canvas.pixels[to] = blender(paper, (canvas.pixels[to] ?? 0) & 0xffffff, false)[step] ?? 0;
  }
}
