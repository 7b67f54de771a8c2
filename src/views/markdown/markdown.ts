import type { Glyphs } from '../glyphs.ts';
import type { Cells, Line } from '../span.ts';
import { span } from '../span.ts';
import { inline } from './inline.ts';
import { isTableRow, tableLines } from './table.ts';

/** From where on a growing text has to be drawn anew. */
export interface MarkdownPlace {
  readonly offset: number;
  /** The fence that is open there, or null. */
  readonly fence: string | null;
}

export const MARKDOWN_START: MarkdownPlace = { offset: 0, fence: null };

export interface MarkdownLines {
  /** One line per line of the source, so that places in the text stay where they are. */
  readonly lines: readonly Line[];
  /** Everything before it is final, whatever comes; so many of `lines` stand before it. */
  readonly next: MarkdownPlace;
  readonly final: number;
}

/** A table is drawn anew whenever it grows; a longer one goes on as plain rows. */
const MAX_TABLE_ROWS = 500;

const FENCE = /^ {0,3}(`{3,}|~{3,})\s*([^`]*)$/;
const HEADING = /^ {0,3}#{1,6}\s+(\S.*)$/;
const RULE = /^ {0,3}([-*_])(?:\s*\1){2,}\s*$/;
const ITEM = /^(\s*)([-*+]|\d{1,9}[.)])\s+(?:\[([ xX])\]\s+)?(.*)$/;
const QUOTE = /^ {0,3}>\s?(.*)$/;

/** The part of the text from `place` on as lines. Pure and restartable: a stream is drawn anew only from its last line or table. */
export function markdown(text: string, place: MarkdownPlace, glyphs: Glyphs, cells: Cells): MarkdownLines {
  const source = text.slice(place.offset).split('\n');
  const lines: Line[] = [];
  let fence = place.fence;
  let offset = place.offset;
  let next = place;
  let final = 0;
  let afterTable = false;
  for (let at = 0; at < source.length;) {
    const line = source[at] ?? '';
    // The last line is still growing: after a table it may become its next row.
    if (!afterTable || !/^\s*\|?\s*$/.test(line) || at < source.length - 1) {
      next = { offset, fence };
      final = lines.length;
    }
    afterTable = false;
    let taken = 1;
    if (fence === null && isTableRow(line)) {
      while (taken < MAX_TABLE_ROWS && isTableRow(source[at + taken] ?? '')) taken += 1;
      lines.push(...tableLines(source.slice(at, at + taken), glyphs, cells));
      afterTable = true;
    } else if (fence !== null) {
      const closes = line.trim().startsWith(fence) && line.trim().replaceAll(fence[0] ?? '`', '') === '';
      lines.push(closes ? [span(glyphs.light.bottomLeft + glyphs.rule, 'border')] : codeLine(line, glyphs));
      if (closes) fence = null;
    } else {
      const opens = FENCE.exec(line);
      fence = opens?.[1] ?? null;
      lines.push(opens === null ? proseLine(line, glyphs) : openFence(opens[2] ?? '', glyphs));
    }
    for (let step = 0; step < taken; step += 1) offset += (source[at + step] ?? '').length + 1;
    at += taken;
  }
  return { lines, next, final };
}

const codeLine = (line: string, glyphs: Glyphs): Line => [span(`${glyphs.light.side} `, 'border'), span(line, 'code')];

const openFence = (language: string, glyphs: Glyphs): Line => [
  span(glyphs.light.topLeft + glyphs.rule, 'border'),
  ...(language.trim() === '' ? [] : [span(` ${language.trim()}`, 'muted')]),
];

/** Longer lines are drawn as they are: hostile text must not make the search for marks slow. */
const MAX_MARKED = 8000;

function proseLine(line: string, glyphs: Glyphs): Line {
  if (line.length > MAX_MARKED) return [span(line)];
  const heading = HEADING.exec(line);
  if (heading !== null) return inline(heading[1] ?? '', 'heading');
  if (RULE.test(line)) return [span(glyphs.rule.repeat(24), 'border')];
  const item = ITEM.exec(line);
  if (item !== null) {
    const [, indent = '', mark = '', task, rest = ''] = item;
    const numbered = /\d/.test(mark);
    const sign = task === undefined ? (numbered ? mark : glyphs.bullet) : task === ' ' ? glyphs.waiting : glyphs.done;
    return [span(`${indent}${sign} `, 'accent'), ...inline(rest)];
  }
  const quote = QUOTE.exec(line);
  if (quote !== null) return [span(`${glyphs.light.side} `, 'border'), ...inline(quote[1] ?? '', 'quote')];
  return inline(line);
}
