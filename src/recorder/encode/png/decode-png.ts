import { unzlibSync } from 'fflate';
import { fail, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { joinBytes } from '../byte-writer.ts';
import { COLOUR_TYPE, PNG_SIGNATURE } from './png-chunks.ts';

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** `0xAARRGGBB`, row by row. */
  readonly pixels: Uint32Array;
}

/** A picture to fill a margin with or to compare with is never larger; a hostile header must not take the memory. */
const MOST_PIXELS = 40_000_000;

interface Layout {
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  readonly type: number;
  readonly channels: number;
}

const CHANNELS: Readonly<Record<number, number>> = {
  [COLOUR_TYPE.grey]: 1,
  [COLOUR_TYPE.rgb]: 3,
  [COLOUR_TYPE.palette]: 1,
  [COLOUR_TYPE.greyAlpha]: 2,
  [COLOUR_TYPE.rgba]: 4,
};

function readLayout(view: DataView, at: number, length: number): Result<Layout, string> {
  if (length < 13) return fail('the PNG header is cut');
  const [width, height] = [view.getUint32(at), view.getUint32(at + 4)];
  const [bits, type] = [view.getUint8(at + 8), view.getUint8(at + 9)];
  const channels = CHANNELS[type];
  if (channels === undefined || ![1, 2, 4, 8, 16].includes(bits)) return fail('the PNG has an unknown colour type');
  if (width === 0 || height === 0 || width * height > MOST_PIXELS) return fail(`the PNG measures ${width}×${height}`);
  if (view.getUint8(at + 12) !== 0) return fail('interlaced PNG files are not read');
  return ok({ width, height, bits, type, channels });
}

const paeth = (left: number, up: number, corner: number): number => {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
};

/** Takes the filters off, in place. */
function unfilter(rows: Uint8Array, stride: number, step: number): void {
  for (let start = 0; start + stride <= rows.length; start += stride) {
    const filter = rows[start] ?? 0;
    if (filter === 0) continue;
    for (let at = start + 1; at < start + stride; at += 1) {
      const inside = at - step > start;
      const left = inside ? (rows[at - step] ?? 0) : 0;
      const up = start > 0 ? (rows[at - stride] ?? 0) : 0;
      const corner = inside && start > 0 ? (rows[at - stride - step] ?? 0) : 0;
      const guess = filter === 1 ? left : filter === 2 ? up : filter === 3 ? (left + up) >> 1 : paeth(left, up, corner);
      rows[at] = (rows[at] ?? 0) + guess;
    }
  }
}

/** The sample at `index` of a row, 0…255, but palette numbers as they are. */
function sampleAt(rows: Uint8Array, row: number, index: number, { bits, type }: Layout): number {
  if (bits === 8) return rows[row + index] ?? 0;
  if (bits === 16) return rows[row + index * 2] ?? 0;
  const bit = index * bits;
  const value = ((rows[row + (bit >> 3)] ?? 0) >> (8 - bits - (bit & 7))) & ((1 << bits) - 1);
  return type === COLOUR_TYPE.palette ? value : Math.round((value * 255) / ((1 << bits) - 1));
}

function toPixels(rows: Uint8Array, layout: Layout, palette: Uint8Array, alphas: Uint8Array): Uint32Array {
  const { width, height, type, channels, bits } = layout;
  const stride = 1 + Math.ceil((width * channels * bits) / 8);
  const pixels = new Uint32Array(width * height);
  for (let index = 0; index < pixels.length; index += 1) {
    const row = Math.floor(index / width) * stride + 1;
    const at = (index % width) * channels;
    const sample = (offset: number): number => sampleAt(rows, row, at + offset, layout);
    let [red, green, blue, alpha] = [sample(0), sample(1), sample(2), channels === 4 ? sample(3) : 255];
    if (type === COLOUR_TYPE.palette) {
      alpha = alphas[red] ?? 255;
      const entry = red * 3;
      [red, green, blue] = [palette[entry] ?? 0, palette[entry + 1] ?? 0, palette[entry + 2] ?? 0];
    } else if (channels < 3) {
      if (channels === 2) alpha = green;
      green = blue = red;
    }
    pixels[index] = ((alpha << 24) | (red << 16) | (green << 8) | blue) >>> 0;
  }
  return pixels;
}

/** Reads a PNG of any colour type that is not interlaced. The error is a sentence about the file. */
export function decodePng(file: Uint8Array): Result<Picture, string> {
  if (!PNG_SIGNATURE.every((byte, index) => file[index] === byte)) return fail('this is not a PNG file');
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let layout: Layout | null = null;
  let palette: Uint8Array = new Uint8Array();
  let alphas: Uint8Array = new Uint8Array();
  const data: Uint8Array[] = [];
  for (let at = 8; at + 12 <= file.length;) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(...file.subarray(at + 4, at + 8));
    const body = file.subarray(at + 8, at + 8 + length);
    if (at + 12 + length > file.length) return fail('the PNG file is cut');
    if (type === 'IHDR') {
      const read = readLayout(view, at + 8, length);
      if (!read.ok) return read;
      layout = read.value;
    } else if (type === 'PLTE') palette = body;
    else if (type === 'tRNS') alphas = body;
    else if (type === 'IDAT') data.push(body);
    else if (type === 'IEND') break;
    at += 12 + length;
  }
  if (layout === null || data.length === 0) return fail('the PNG file holds no picture');
  const rowBytes = 1 + Math.ceil((layout.width * layout.channels * layout.bits) / 8);
  try {
    const packed = joinBytes(data);
    // A buffer of the right size: what a bomb would put beyond it is dropped.
    const rows = unzlibSync(packed, { out: new Uint8Array(rowBytes * layout.height) });
    if (rows.length < rowBytes * layout.height) return fail('the PNG file is cut');
    unfilter(rows, rowBytes, Math.max(1, (layout.channels * layout.bits) >> 3));
    return ok({ width: layout.width, height: layout.height, pixels: toPixels(rows, layout, palette, alphas) });
  } catch (cause) {
    return fail(`the PNG file cannot be unpacked: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}
