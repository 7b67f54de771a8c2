const FIRST_CAPACITY = 4096;

/** Bytes that are appended to and taken away in pieces. */
export interface ByteWriter {
  byte(value: number): void;
  /** Low byte first, as GIF has it. */
  shortLow(value: number): void;
  bytes(values: Uint8Array): void;
  ascii(text: string): void;
  /** Makes room for `count` more bytes and gives the buffer; `advance` says how many were filled from `length` on. */
  reserve(count: number): Uint8Array;
  advance(count: number): void;
  readonly length: number;
  /** All that was written since the last call, or null for nothing. */
  take(): Uint8Array | null;
}

export function createByteWriter(): ByteWriter {
  let buffer = new Uint8Array(FIRST_CAPACITY);
  let length = 0;
  const reserve = (count: number): Uint8Array => {
    if (length + count > buffer.length) {
      const larger = new Uint8Array(Math.max(buffer.length * 2, length + count));
      larger.set(buffer.subarray(0, length));
      buffer = larger;
    }
    return buffer;
  };
  const byte = (value: number): void => {
    reserve(1)[length] = value;
    length += 1;
  };
  return {
    byte,
    shortLow: (value) => {
      byte(value & 0xff);
      byte((value >>> 8) & 0xff);
    },
    bytes: (values) => {
      reserve(values.length).set(values, length);
      length += values.length;
    },
    ascii: (text) => {
      for (let at = 0; at < text.length; at += 1) byte(text.charCodeAt(at));
    },
    reserve,
    advance: (count) => {
      length += count;
    },
    get length() {
      return length;
    },
    take: () => {
      if (length === 0) return null;
      const taken = buffer.slice(0, length);
      length = 0;
      return taken;
    },
  };
}

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
