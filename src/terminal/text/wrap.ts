import { createCluster, nextCluster } from './clusters.ts';

/** Characters that must not begin a row after a wide character (closing brackets, full stops, small kana). */
const NEVER_FIRST = new Set(
  '、。，．・：；？！）］｝〉》」』】〕〗〙〟’”…ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ'
    .split('')
    .map((character) => character.charCodeAt(0)),
);

const cluster = createCluster();

/** Narrower windows have no columns to spare for indentation. */
const HANGS_FROM_COLS = 24;
/**
 * Leading blanks, then at most one mark of a list, a quotation or a code frame, and the blanks of the code behind it. All
 * of it is one column a character.
 */
const LEAD = /^ *(?:[•◦✓*-] |\d{1,3}[.)] |[│|] +)?/;

/** Most lines begin with a letter and have no lead: that is told without the expression. */
const isLetter = (unit: number): boolean => (unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7a;

/**
 * Columns that the second and later rows of a line are moved to the right, so that they start below its first word. At
 * most a quarter of the width; the same for every longer text with this beginning.
 */
export function hangOf(text: string, cols: number): number {
  if (cols < HANGS_FROM_COLS || isLetter(text.charCodeAt(0))) return 0;
  const lead = LEAD.exec(text.slice(0, HANGS_FROM_COLS))?.[0].length ?? 0;
  return Math.min(lead, cols >> 2);
}

/** The bar of a quotation or of a code frame that the line begins with, blanks included; empty when there is none. */
export const gutterOf = (text: string): string => /^ *[│|] /.exec(text)?.[0] ?? '';

/**
 * Continues wrapping a line from its last row: `rows` holds the offsets where the second and later rows start and is
 * appended to. Breaks after a blank (a blank that does not fit hangs past the edge instead of opening a row), between
 * wide characters, else before the cluster that does not fit. Rows after the first are narrower by `hangOf`. Rows
 * already found never change when text is appended, except the last one. Returns the columns that the last row has left,
 * below 0 when a blank hangs.
 */
export function wrapOn(text: string, ascii: boolean, cols: number, rows: number[]): number {
  return ascii ? wrapAscii(text, cols, rows) : wrapClusters(text, cols, rows);
}

function wrapAscii(text: string, cols: number, rows: number[]): number {
  const hang = hangOf(text, cols);
  let start = rows.at(-1) ?? 0;
  let width = rows.length === 0 ? cols : cols - hang;
  while (text.length - start > width) {
    const blank = text.lastIndexOf(' ', start + width);
    const next = blank >= start + (rows.length === 0 ? hang : 0) ? blank + 1 : start + width; // a mark never stands alone
    if (next >= text.length) break;
    rows.push(next);
    start = next;
    width = cols - hang;
  }
  return start + width - text.length;
}

function wrapClusters(text: string, cols: number, rows: number[]): number {
  const hang = hangOf(text, cols);
  let start = rows.at(-1) ?? 0;
  let room = rows.length === 0 ? cols : cols - hang;
  let at = start;
  let used = 0;
  let lastBreak = -1; // offset after which the row may be cut
  let afterWide = false; // the break before `at` is one between wide characters
  while (at < text.length) {
    nextCluster(text, at, cluster);
    const { end, width, base } = cluster;
    if (afterWide && !NEVER_FIRST.has(base)) lastBreak = at;
    if (used + width > room && at > start) {
      const lead = rows.length === 0 ? hang : 0; // a mark never stands alone
      const next = base === 0x20 ? end : lastBreak > start + lead ? lastBreak : at;
      if (next >= text.length) return room - used - width;
      rows.push(next);
      room = cols - hang;
      start = next;
      at = next;
      used = 0;
      lastBreak = -1;
      afterWide = false;
      continue;
    }
    used += width;
    at = end;
    if (base === 0x20) lastBreak = end;
    afterWide = width === 2;
  }
  return room - used;
}
