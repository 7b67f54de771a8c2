/**
 * Characters no XML file may hold, not even written as a number; the controls that only terminals know; and those that
 * would let what follows be shown in another order than the screen's.
 */
const FORBIDDEN = /[^\t\n\r\u0020-\u007e\u00a0-\ud7ff\ud800-\udfff\ue000-\ufffd]|[\u202a-\u202e\u2066-\u2069]/g;

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Any text, made harmless between tags and in a quoted attribute. */
export const xmlText = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(FORBIDDEN, '\ufffd')
    .replaceAll(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);

/** `0xrrggbb` as a style sheet writes it, short where it can be. */
export function cssColour(colour: number): string {
  const hex = colour.toString(16).padStart(6, '0');
  return hex[0] === hex[1] && hex[2] === hex[3] && hex[4] === hex[5] ? `#${hex[0]}${hex[2]}${hex[4]}` : `#${hex}`;
}

/** At most three decimals, without what says nothing. */
export const shortNumber = (value: number): string => String(Math.round(value * 1000) / 1000);
