import { createBlender, opaque } from './blend.ts';
import { drawInk, fillRectangle } from './canvas.ts';
import type { Canvas } from './canvas.ts';
import { mixColours } from './cell-colours.ts';
import type { FontSet } from './fonts/font-set.ts';
import { fitBeginning, widthOf } from './fonts/text-cells.ts';
import type { PictureGeometry } from './geometry.ts';
import { marginPixels } from './margin-fill.ts';
import { createGlyphCache } from './glyph-cache.ts';
import { maskInk } from './glyph-ink.ts';
import type { PictureOptions, Theme, WindowBar } from './picture.ts';
import { createRaster } from './raster.ts';
import { QUARTER_CIRCLE } from './shapes/shape.ts';
import { createCornerCutter } from './window-corners.ts';
import type { CutCorners } from './window-corners.ts';

/** Close, minimise, zoom: the colours VHS paints them in. */
const BUTTONS = [0xff4f4d, 0xfebb00, 0x00cc1d] as const;

export interface WindowPainter {
  /** Fills the whole canvas with everything but the cells, corners still square. */
  paint(canvas: Canvas): void;
  readonly cutCorners: CutCorners;
}

/** Margin, window, bar and title. The font is only read when there is a title. */
export function createWindowPainter(options: PictureOptions, geometry: PictureGeometry, fonts: FontSet): WindowPainter {
  const { theme, window: frame } = options;
  const { width, height, window, radius, barHeight } = geometry;
  const image = frame.marginImage ?? null;
  const fill = frame.marginFill ?? theme.background;
  const around = frame.margin === 0 || image === null ? null : marginPixels(width, height, fill, image);
  const outside = (x: number, y: number): number => around?.[y * width + x] ?? opaque(fill);
  const bar = barHeight === 0 ? null : createBar(options, geometry, fonts);
  return {
    paint(canvas) {
      if (around === null) canvas.pixels.fill(opaque(fill));
      else canvas.pixels.set(around);
      fillRectangle(canvas, window, theme.background);
      bar?.(canvas);
    },
    cutCorners: createCornerCutter(window, radius, frame.margin > 0 ? outside : null),
  };
}

type Draw = (canvas: Canvas) => void;

function createBar(options: PictureOptions, geometry: PictureGeometry, fonts: FontSet): Draw {
  const { theme, window: frame } = options;
  const { window, barHeight } = geometry;
  const isRing = frame.bar === 'Rings' || frame.bar === 'RingsRight';
  const radius = barHeight / (isRing ? 5 : 6);
  const step = 2 * radius + barHeight / 6;
  const edge = barHeight / 2;
  const buttons = BUTTONS.map((colour, index) => {
    const centreX = isOnTheRight(frame.bar)
      ? window.x + window.width - edge - (2 - index) * step
      : window.x + edge + index * step;
    const hole = isRing ? radius * 0.78 : 0;
    return disc(theme, centreX, window.y + barHeight / 2, radius, hole, isRing ? ringColour(theme) : colour);
  });
  const title = frame.title === '' ? null : createTitle(options, geometry, fonts, edge + 2 * step + radius);
  return (canvas) => {
    for (const button of buttons) button(canvas);
    title?.(canvas);
  };
}

const isOnTheRight = (bar: WindowBar): boolean => bar === 'ColorfulRight' || bar === 'RingsRight';

const ringColour = (theme: Theme): number => mixColours(theme.foreground, theme.background, 0.35);

function disc(theme: Theme, centreX: number, centreY: number, radius: number, hole: number, colour: number): Draw {
  const left = Math.floor(centreX - radius);
  const top = Math.floor(centreY - radius);
  const size = Math.ceil(2 * radius) + 1;
  const raster = createRaster(size, size);
  raster.add(circle(centreX - left, centreY - top, radius));
  // Run the other way round, the hole's area is taken off again.
  if (hole > 0) raster.add(circle(centreX - left, centreY - top, hole, true));
  const ink = maskInk(raster.coverage().values, size, 256, false);
  const table = createBlender(256)(colour, theme.background, false);
  return (canvas) => drawInk(canvas, left, top, ink, table, theme.background);
}

function circle(centreX: number, centreY: number, radius: number, reversed = false): number[] {
  const quarter = QUARTER_CIRCLE.slice(0, -1);
  const points = [
    ...quarter.map(([x, y]) => [x, y] as const),
    ...quarter.map(([x, y]) => [-y, x] as const),
    ...quarter.map(([x, y]) => [-x, -y] as const),
    ...quarter.map(([x, y]) => [y, -x] as const),
  ].map(([x, y]) => [centreX + x * radius, centreY + y * radius]);
  return (reversed ? points.toReversed() : points).flat();
}

/** In the middle of the bar, cut with an ellipsis where it would run into the buttons. */
function createTitle(
  { theme, window: frame }: PictureOptions,
  { window, barHeight }: PictureGeometry,
  fonts: FontSet,
  buttons: number,
): Draw | null {
  const fontSize = Math.max(8, Math.round(barHeight * 0.44));
  const cellWidth = Math.ceil(fontSize * 0.6);
  const cellHeight = Math.min(barHeight, Math.ceil(fontSize * 1.32));
  const glyphs = createGlyphCache({ cellWidth, cellHeight, fontSize, levels: 256 }, fonts);
  const room = Math.floor((window.width - 2 * buttons) / cellWidth) - 2;
  if (room < 2) return null;
  const shown = fitBeginning(frame.title, room);
  const colour = mixColours(theme.foreground, theme.background, 0.75);
  const table = createBlender(256)(colour, theme.background, true);
  const top = window.y + Math.floor((barHeight - cellHeight) / 2);
  const left = window.x + Math.floor((window.width - widthOf(shown) * cellWidth) / 2);
  return (canvas) => {
    let x = left;
    for (const { text, cells } of shown) {
      const { ink } = glyphs.get(text, cells, { bold: false, italic: false });
      drawInk(canvas, x, top, ink, table, theme.background);
      x += cells * cellWidth;
    }
  };
}
