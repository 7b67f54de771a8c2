/** Its pixels fill 256 MB; several of such pictures are in memory at once. */
const MOST_PIXELS = 64 * 1_048_576;
const MOST_PIXELS_A_SIDE = 16_384;

/** Why a picture of so many pixels is not drawn, as a sentence with a way out; null when it is. */
export function tooManyPixels(path: string, width: number, height: number): string | null {
  if (width * height <= MOST_PIXELS && Math.max(width, height) <= MOST_PIXELS_A_SIDE) return null;
  return (
    `${path} cannot be drawn: its pictures would measure ${width}×${height} pixels, and ${MOST_PIXELS_A_SIDE} a side ` +
    `and ${MOST_PIXELS / 1_048_576} megapixels are the most; choose fewer cells, a smaller font or scale, ` +
    'or an output without pixels (svg, html, txt, json).'
  );
}
