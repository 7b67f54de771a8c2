const two = (value: number): string => String(value).padStart(2, '0');

/**
 * MassGen's folder form of a moment: `20251103_143022_123456`, local time. The clock gives milliseconds; `micros`
 * (0–999) fills the rest and tells moments of one millisecond apart.
 */
export function folderStamp(atMs: number, micros: number): string {
  const time = new Date(atMs);
  const day = `${time.getFullYear()}${two(time.getMonth() + 1)}${two(time.getDate())}`;
  const fraction = `${String(time.getMilliseconds()).padStart(3, '0')}${String(micros % 1000).padStart(3, '0')}`;
  return `${day}_${two(time.getHours())}${two(time.getMinutes())}${two(time.getSeconds())}_${fraction}`;
}

/** `2025-11-03T14:30:22.123000`: ISO without a zone, local time, as MassGen's registry and metadata have it. */
export function localIso(atMs: number): string {
  const time = new Date(atMs);
  return `${localDay(atMs)}T${clockTime(atMs)}.${String(time.getMilliseconds()).padStart(3, '0')}000`;
}

/** `2025-11-03`, local time. */
export function localDay(atMs: number): string {
  const time = new Date(atMs);
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
}

/** `14:30:22`, local time. */
export function clockTime(atMs: number): string {
  const time = new Date(atMs);
  return `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
}

/** `14:30:22.123`, local time. */
export const clockTimeMs = (atMs: number): string => `${clockTime(atMs)}.${String(atMs % 1000).padStart(3, '0')}`;

/** Seconds since the epoch, with fraction: the form of all times in MassGen's JSON files. */
export const epochSeconds = (atMs: number): number => atMs / 1000;
