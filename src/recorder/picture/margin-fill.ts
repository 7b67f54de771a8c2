import { blend, opaque } from './blend.ts';
import type { MarginImage } from './picture.ts';

/** The pixels behind the window: one colour, or an image that covers `width` × `height` and keeps its proportions. */
export function marginPixels(width: number, height: number, colour: number, image: MarginImage | null): Uint32Array {
  const pixels = new Uint32Array(width * height).fill(opaque(colour));
  if (image === null) return pixels;
  // Image pixels per pixel of the picture; what is too wide or too high is cut on both sides.
  const step = Math.min(image.width / width, image.height / height);
  const left = (image.width - width * step) / 2;
  const top = (image.height - height * step) / 2;
  for (let y = 0; y < height; y += 1) {
    const fromY = top + (y + 0.5) * step - 0.5;
    for (let x = 0; x < width; x += 1) {
      const pixel = sample(image, left + (x + 0.5) * step - 0.5, fromY);
      pixels[y * width + x] = opaque(blend(pixel & 0xffffff, colour, (pixel >>> 24) / 255));
    }
  }
  return pixels;
}

/** The four pixels around a point, each weighed by how near it is. */
function sample({ width, height, pixels }: MarginImage, x: number, y: number): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  const [partX, partY] = [x - left, y - top];
  const at = (column: number, row: number): number => {
    const inX = Math.min(Math.max(column, 0), width - 1);
    const inY = Math.min(Math.max(row, 0), height - 1);
    return pixels[inY * width + inX] ?? 0;
  };
  const corners = [at(left, top), at(left + 1, top), at(left, top + 1), at(left + 1, top + 1)] as const;
  const weights = [(1 - partX) * (1 - partY), partX * (1 - partY), (1 - partX) * partY, partX * partY] as const;
  let mixed = 0;
  for (const shift of [24, 16, 8, 0]) {
    let sum = 0;
    corners.forEach((corner, index) => (sum += ((corner >>> shift) & 0xff) * (weights[index] ?? 0)));
    mixed += Math.round(sum) * 2 ** shift;
  }
  return mixed;
}
