/** Where a file stops being text; 1-based. */
interface BadByte {
  readonly line: number;
  readonly column: number;
}

const NEWLINE = 10;
const STRICT = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Bytes → text, a byte order mark kept; or the place of the first byte that is no UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | BadByte {
  try {
    return STRICT.decode(bytes);
  } catch {
    return firstBadByte(bytes);
  }
}

function firstBadByte(bytes: Uint8Array): BadByte {
  let line = 1;
  for (let start = 0; ; line += 1) {
    const newline = bytes.indexOf(NEWLINE, start);
    const row = bytes.subarray(start, newline < 0 ? bytes.length : newline);
    try {
      STRICT.decode(row);
    } catch {
      return { line, column: new TextDecoder().decode(row).indexOf('\uFFFD') + 1 };
    }
    if (newline < 0) return { line, column: 1 };
    start = newline + 1;
  }
}
