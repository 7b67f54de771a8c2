import { joinBytes } from '../byte-writer.ts';

export const PNG_SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** PNG colour types. */
export const COLOUR_TYPE = { grey: 0, rgb: 2, palette: 3, greyAlpha: 4, rgba: 6 } as const;

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** A 32-bit number, high byte first. */
export const longHigh = (value: number): Uint8Array =>
  Uint8Array.of((value >>> 24) & 0xff, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff);

export const shortHigh = (value: number): Uint8Array => Uint8Array.of((value >>> 8) & 0xff, value & 0xff);

/** Length, four letters of type, data, check sum. */
export function pngChunk(type: string, ...data: readonly Uint8Array[]): Uint8Array {
  const named = joinBytes([Uint8Array.from(type, (letter) => letter.charCodeAt(0)), ...data]);
  return joinBytes([longHigh(named.length - 4), named, longHigh(crc32(named))]);
}

export const pngHeader = (width: number, height: number, bitDepth: number, colourType: number): Uint8Array =>
  pngChunk('IHDR', longHigh(width), longHigh(height), Uint8Array.of(bitDepth, colourType, 0, 0, 0));
