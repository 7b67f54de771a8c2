import { createCluster, nextCluster } from './clusters.ts';

/** Characters that must not begin a row after a wide character (closing brackets, full stops, small kana). */
const NEVER_FIRST = new Set(
  '、。，．・：；？！）］｝〉》」』】〕〗〙〟’”…ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ'
    .split('')
    .map((character) => character.charCodeAt(0)),
);

const cluster = createCluster();

/**
 * Continues wrapping a line from its last row: `rows` holds the offsets where the second and later rows start and is
 * appended to. Breaks after a blank (a blank that does not fit hangs past the edge instead of opening a row), between
 * wide characters, else before the cluster that does not fit. Rows already found never change when text is appended,
 * except the last one.
 */
export function wrapOn(text: string, ascii: boolean, cols: number, rows: number[]): void {
  if (ascii) wrapAscii(text, cols, rows);
  else wrapClusters(text, cols, rows);
}

function wrapAscii(text: string, cols: number, rows: number[]): void {
  let start = rows.at(-1) ?? 0;
  while (text.length - start > cols) {
    const blank = text.lastIndexOf(' ', start + cols);
    const next = blank >= start ? blank + 1 : start + cols;
    if (next >= text.length) return;
    rows.push(next);
    start = next;
  }
}

function wrapClusters(text: string, cols: number, rows: number[]): void {
  let start = rows.at(-1) ?? 0;
  let at = start;
  let used = 0;
  let lastBreak = -1; // offset after which the row may be cut
  let afterWide = false; // the break before `at` is one between wide characters
  while (at < text.length) {
    nextCluster(text, at, cluster);
    const { end, width, base } = cluster;
    if (afterWide && !NEVER_FIRST.has(base)) lastBreak = at;
    if (used + width > cols && at > start) {
      const next = base === 0x20 ? end : lastBreak > start ? lastBreak : at;
      if (next >= text.length) return;
      rows.push(next);
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
}
