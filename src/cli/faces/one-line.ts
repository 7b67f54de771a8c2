import { sanitise } from '../../terminal/text/sanitise.ts';

/**
 * Untrusted text as one line without escape sequences or control characters, so that a model can neither forge a
 * contract line nor speak to the terminal. Cut to `limit` characters when given.
 */
export function oneLine(text: string, limit = Number.POSITIVE_INFINITY): string {
  const flat = safeText(text).replace(/\s+/g, ' ').trim();
  if (flat.length <= limit) return flat;
  return Array.from(flat).slice(0, limit).join('');
}

/** Untrusted text that keeps its line breaks and loses everything a terminal would obey. */
export const safeText = (text: string): string => sanitise(text);

const COLOURS = /(\x1b\[[0-9;]*m)/; // oxlint-disable-line no-control-regex -- what our own colours are made of

/**
 * Lines that are ready to be printed, without anything a terminal would obey but colours. For what is made from a log that
 * anybody may have edited: a text may stand there where the program wrote a number.
 */
export const onlyColours = (text: string): string =>
  text
    .split(COLOURS)
    .map((part, at) => (at % 2 === 1 ? part : sanitise(part)))
    .join('');
