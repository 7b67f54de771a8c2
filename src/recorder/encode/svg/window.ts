import { mixColours } from '../../picture/cell-colours.ts';
import { fitBeginning } from '../../picture/fonts/text-cells.ts';
import type { PictureGeometry } from '../../picture/geometry.ts';
import type { PictureOptions } from '../../picture/picture.ts';
import { cssColour, shortNumber, xmlText } from './xml.ts';

const BUTTONS = [0xff4f4d, 0xfebb00, 0x00cc1d] as const;
/** Of an em: how wide a letter of a terminal font is. */
const LETTER = 0.6;

function buttons({ theme, window: frame }: PictureOptions, { window, barHeight }: PictureGeometry): string {
  const isRing = frame.bar === 'Rings' || frame.bar === 'RingsRight';
  const isRight = frame.bar === 'ColorfulRight' || frame.bar === 'RingsRight';
  const radius = barHeight / (isRing ? 5 : 6);
  const step = 2 * radius + barHeight / 6;
  const ring = cssColour(mixColours(theme.foreground, theme.background, 0.35));
  return BUTTONS.map((colour, index) => {
    const fromEdge = barHeight / 2 + (isRight ? 2 - index : index) * step;
    const x = isRight ? window.x + window.width - fromEdge : window.x + fromEdge;
    const place = `cx="${shortNumber(x)}" cy="${shortNumber(window.y + barHeight / 2)}"`;
    // A ring is a stroke in the middle of its band.
    return isRing
      ? `<circle ${place} r="${shortNumber(radius * 0.89)}" fill="none" stroke="${ring}" stroke-width="${shortNumber(radius * 0.22)}"/>`
      : `<circle ${place} r="${shortNumber(radius)}" fill="${cssColour(colour)}"/>`;
  }).join('');
}

function title({ theme, window: frame }: PictureOptions, { window, barHeight }: PictureGeometry): string {
  const size = Math.max(8, Math.round(barHeight * 0.44));
  const buttonsEnd = barHeight * 2;
  const room = Math.floor((window.width - 2 * buttonsEnd) / (size * LETTER)) - 2;
  if (frame.title === '' || room < 2) return '';
  const shown = fitBeginning(frame.title, room)
    .map(({ text }) => text)
    .join('');
  const fill = cssColour(mixColours(theme.foreground, theme.background, 0.75));
  const place = `x="${shortNumber(window.x + window.width / 2)}" y="${shortNumber(window.y + barHeight / 2 + size * 0.35)}"`;
  // As a style: the rule for all texts would win over attributes.
  return `<text ${place} text-anchor="middle" style="fill:${fill};font-size:${size}px">${xmlText(shown)}</text>`;
}

/** Everything around the cells: margin, window with its corners, bar with buttons and title. */
export function windowMarkup(options: PictureOptions, geometry: PictureGeometry): string {
  const { theme, window: frame } = options;
  const { width, height, window, radius, barHeight } = geometry;
  const margin =
    frame.margin > 0
      ? `<rect width="${width}" height="${height}" fill="${cssColour(frame.marginFill ?? theme.background)}"/>`
      : '';
  const round = radius > 0 ? ` rx="${radius}"` : '';
  const place = `x="${window.x}" y="${window.y}" width="${window.width}" height="${window.height}"`;
  const body = `<rect ${place}${round} fill="${cssColour(theme.background)}"/>`;
  return margin + body + (barHeight > 0 ? buttons(options, geometry) + title(options, geometry) : '');
}
