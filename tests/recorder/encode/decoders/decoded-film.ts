import { GifReader } from 'omggif';
import type { GifFrame } from 'omggif';
import upng from 'upng-js';

/** `0xAARRGGBB` from bytes of red, green, blue, alpha. */
const pixelsOf = (rgba: Uint8Array): Uint32Array =>
  Uint32Array.from(
    { length: rgba.length / 4 },
    (_, index) =>
      (((rgba[index * 4 + 3] ?? 0) << 24) |
        ((rgba[index * 4] ?? 0) << 16) |
        ((rgba[index * 4 + 1] ?? 0) << 8) |
        (rgba[index * 4 + 2] ?? 0)) >>>
      0,
  );

export interface DecodedFilm {
  readonly width: number;
  readonly height: number;
  /** Of each frame, in the format's unit. */
  readonly delays: readonly number[];
  /** Each frame as a viewer shows it. */
  readonly pictures: readonly Uint32Array[];
}

/** Reads a GIF with a decoder that is not ours. */
export function decodeGif(
  file: Uint8Array,
): DecodedFilm & { readonly frames: readonly GifFrame[]; readonly loop: number | null } {
  const reader = new GifReader(file);
  const frames = Array.from({ length: reader.numFrames() }, (_, frame) => reader.frameInfo(frame));
  const canvas = new Uint8Array(reader.width * reader.height * 4);
  const pictures = frames.map((_, frame) => {
    reader.decodeAndBlitFrameRGBA(frame, canvas);
    return pixelsOf(canvas);
  });
  return {
    width: reader.width,
    height: reader.height,
    delays: frames.map(({ delay }) => delay),
    pictures,
    frames,
    loop: reader.loopCount(),
  };
}

/** First and last pixel of a GIF's first picture, for pictures too large to compare whole. */
export function cornersOfGif(file: Uint8Array): {
  readonly width: number;
  readonly height: number;
  readonly corners: readonly number[];
} {
  const reader = new GifReader(file);
  const canvas = new Uint8Array(reader.width * reader.height * 4);
  reader.decodeAndBlitFrameRGBA(0, canvas);
  const corners = [...pixelsOf(canvas.subarray(0, 4)), ...pixelsOf(canvas.subarray(-4))];
  return { width: reader.width, height: reader.height, corners };
}

/** Reads a PNG or an animated PNG with a decoder that is not ours. Delays in milliseconds. */
export function decodeApng(file: Uint8Array): DecodedFilm & { readonly colourType: number; readonly depth: number } {
  const image = upng.decode(file.slice().buffer);
  return {
    width: image.width,
    height: image.height,
    delays: image.frames.map(({ delay }) => delay),
    pictures: upng.toRGBA8(image).map((picture) => pixelsOf(new Uint8Array(picture))),
    colourType: image.ctype,
    depth: image.depth,
  };
}
