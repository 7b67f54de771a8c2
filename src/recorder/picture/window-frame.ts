import { createBlender } from './blend.ts';
import { drawInk, fillRectangle } from './canvas.ts';
import type { Canvas } from './canvas.ts';
import { mixColours } from './cell-colours.ts';
import type { FontSet } from './fonts/font-set.ts';
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

export interface WindowPicture {
  /** Everything but the cells, corners still square. */
  readonly backdrop: Uint32Array;
  readonly cutCorners: CutCorners;
}

/** Margin, window, bar and title. The font is only read when there is a title. */
export function windowPicture(options: PictureOptions, geometry: PictureGeometry, fonts: FontSet): WindowPicture {
  const { theme, window: frame } = options;
  const { width, height, window, radius } = geometry;
  const canvas: Canvas = { width, height, pixels: new Uint32Array(width * height) };
  const margin = marginPixels(width, height, frame.marginFill, frame.marginImage ?? null);
  canvas.pixels.set(margin);
  fillRectangle(canvas, window, theme.background);
  if (geometry.barHeight > 0) drawBar(canvas, options, geometry, fonts);
  const outside = frame.margin > 0 ? (x: number, y: number): number => margin[y * width + x] ?? 0 : null;
  return { backdrop: canvas.pixels, cutCorners: createCornerCutter(window, radius, outside) };
}

function drawBar(canvas: Canvas, options: PictureOptions, geometry: PictureGeometry, fonts: FontSet): void {
  const { theme, window: frame } = options;
  const { window, barHeight } = geometry;
  const isRing = frame.bar === 'Rings' || frame.bar === 'RingsRight';
  const radius = barHeight / (isRing ? 5 : 6);
  const step = 2 * radius + barHeight / 6;
  const edge = barHeight / 2;
  BUTTONS.forEach((colour, index) => {
    const fromEdge = edge + index * step;
    const centreX = isOnTheRight(frame.bar) ? window.x + window.width - edge - (2 - index) * step : window.x + fromEdge;
    const hole = isRing ? radius * 0.78 : 0;
    drawDisc(canvas, theme, centreX, window.y + barHeight / 2, radius, hole, isRing ? ringColour(theme) : colour);
  });
  if (frame.title !== '') drawTitle(canvas, options, geometry, fonts, edge + 2 * step + radius);
}

const isOnTheRight = (bar: WindowBar): boolean => bar === 'ColorfulRight' || bar === 'RingsRight';

const ringColour = (theme: Theme): number => mixColours(theme.foreground, theme.background, 0.35);

function drawDisc(
  canvas: Canvas,
  theme: Theme,
  centreX: number,
  centreY: number,
  radius: number,
  hole: number,
  colour: number,
): void {
  const left = Math.floor(centreX - radius);
  const top = Math.floor(centreY - radius);
  const size = Math.ceil(2 * radius) + 1;
  const raster = createRaster(size, size);
  raster.add(circle(centreX - left, centreY - top, radius));
  // Run the other way round, the hole's area is taken off again.
  if (hole > 0) raster.add(circle(centreX - left, centreY - top, hole, true));
  const ink = maskInk(raster.coverage().values, size, 256, false);
  drawInk(canvas, left, top, ink, createBlender(256)(colour, theme.background, false), theme.background);
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
function drawTitle(
  canvas: Canvas,
  { theme, window: frame }: PictureOptions,
  { window, barHeight }: PictureGeometry,
  fonts: FontSet,
  buttons: number,
): void {
  const fontSize = Math.max(8, Math.round(barHeight * 0.44));
  const cellWidth = Math.ceil(fontSize * 0.6);
  const cellHeight = Math.min(barHeight, Math.ceil(fontSize * 1.32));
  const glyphs = createGlyphCache({ cellWidth, cellHeight, fontSize, levels: 256 }, fonts);
  const room = Math.floor((window.width - 2 * buttons) / cellWidth) - 2;
  if (room < 2) return;
  const characters = [...new Intl.Segmenter('en').segment(frame.title)].map(({ segment }) => segment);
  const shown = characters.length > room ? [...characters.slice(0, room - 1), '…'] : characters;
  const colour = mixColours(theme.foreground, theme.background, 0.75);
  const table = createBlender(256)(colour, theme.background, true);
  const top = window.y + Math.floor((barHeight - cellHeight) / 2);
  let x = window.x + Math.floor((window.width - shown.length * cellWidth) / 2);
  for (const character of shown) {
    const { ink } = glyphs.get(character, 1, { bold: false, italic: false });
    drawInk(canvas, x, top, ink, table, theme.background);
    x += cellWidth;
  }
}
