import { xmlText } from '../../encode/svg/xml.ts';

/** Text on a page: whatever a program printed stays text, and invisible or turning characters are shown as signs. */
export const text = (value: string): string =>
  xmlText(value.replaceAll(/[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, '\ufffd'));

/** `1:02.5` of a film's time. */
export function timeWords(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  const seconds = ((ms - minutes * 60_000) / 1000).toFixed(1);
  return `${minutes}:${seconds.padStart(4, '0')}`;
}

/** `17 B`, `1.5 kB`, `2.0 MB`. */
export function sizeWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** `rows 3–5`, counted from 1. */
export const rowWords = ([first, last]: readonly [number, number]): string =>
  first === last ? `row ${first + 1}` : `rows ${first + 1}–${last + 1}`;
