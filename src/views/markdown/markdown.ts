import type { Glyphs } from '../glyphs.ts';
import type { Cells, Line, Role } from '../span.ts';
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
  readonly lines: readonly Line[];
  /** Everything before it is final, whatever comes; so many of `lines` stand before it. */
  readonly next: MarkdownPlace;
  readonly final: number;
}

/** What is drawn together: a table, a paragraph over several lines, or one line of anything else. */
interface Unit {
  readonly lines: readonly Line[];
  /** Lines of the source it is made of. */
  readonly taken: number;
  /** The fence that is open behind it. */
  readonly fence: string | null;
}

/** A table is drawn anew whenever it grows; a longer one goes on as plain rows. */
const MAX_TABLE_ROWS = 500;
/** A line at least this long was broken by its writer's editor, not on purpose: the next one goes on in the same paragraph. */
const WRAPPED_FROM = 48;
/** Nobody reads a longer line to its end: of such a line the beginning and the end are shown. */
const FOLDED_FROM = 20_000;
const FOLDED_HEAD = 1000;
const FOLDED_TAIL = 200;
/** Longer paragraphs are drawn as they are: hostile text must not make the search for marks slow. */
const MAX_MARKED = 8000;

const FENCE = /^ {0,3}(`{3,}|~{3,})\s*([^`]*)$/;
const HEADING = /^ {0,3}#{1,6}\s+(\S.*?)(?:\s+#+)?\s*$/;
/** The line of `=` below a heading. One of `-` is drawn as a rule, which models mean more often. */
const UNDERLINE = /^ {0,3}={3,}\s*$/;
const FOOTNOTE = /^ {0,3}\[\^[^\]]+\]:/;
const RULE = /^ {0,3}([-*_])(?:\s*\1){2,}\s*$/;
const ITEM = /^(\s*)([-*+]|\d{1,9}[.)])\s+(?:\[([ xX])\]\s+)?(.*)$/;
const QUOTE = /^ {0,3}>\s?(.*)$/;
/** The beginning of a line that may become a heading, an item, a fence, a rule or a table. */
const HALF_MARK = /^\s*(?:[-+|]|\*{1,3}|_{1,3}|#{1,6}|`{1,2}|~{1,2})\s*$/;

/** The next row of a table, as it begins. */
const HALF_ROW = /^\s*\|?\s*$/;

/** Lines that begin something of their own, also right below a paragraph. */
const STARTS = [FENCE, HEADING, UNDERLINE, FOOTNOTE, RULE, ITEM, QUOTE];

/** What lines are made with. */
export interface MarkdownLook {
  /** Tables fit into so many columns; everything else is still to be wrapped. */
  readonly columns: number;
  readonly glyphs: Glyphs;
  readonly cells: Cells;
  /** The last line still arrives: marks in it that wait for their partner are drawn as if they had it. Default false. */
  readonly growing?: boolean;
  /** Told how to see the rest of a line too long to be read, whose middle is left out then. Without it nothing is. */
  readonly opensWith?: string;
}

/** The part of the text from `place` on as lines. Pure and restartable: a stream is drawn anew only from its last unit. */
export function markdown(text: string, place: MarkdownPlace, look: MarkdownLook): MarkdownLines {
  const source = text.slice(place.offset).split('\n');
  const lines: Line[] = [];
  let here = place;
  let next = place;
  let final = 0;
  for (let at = 0; at < source.length;) {
    const unit = unitAt(source, at, here.fence, look);
    // The last line still grows: it may yet become part of the unit before it, so both stay open.
    if (at < source.length - 1) {
      next = here;
      final = lines.length;
    }
    lines.push(...unit.lines);
    const length = source.slice(at, at + unit.taken).reduce((sum, line) => sum + line.length + 1, 0);
    here = { offset: here.offset + length, fence: unit.fence };
    at += unit.taken;
  }
  return { lines, next, final };
}

function unitAt(source: readonly string[], at: number, fence: string | null, look: MarkdownLook): Unit {
  const { columns, glyphs, cells } = look;
  const line = source[at] ?? '';
  const grows = (taken: number): boolean => look.growing === true && at + taken === source.length;
  const mayGoOn = (taken: number): boolean =>
    grows(taken) || (grows(taken + 1) && HALF_ROW.test(source[at + taken] ?? ''));
  if (fence !== null) {
    const closes = line.trim().startsWith(fence) && line.trim().replaceAll(fence[0] ?? '`', '') === '';
    const arrives = grows(1) && fence.startsWith(line.trim()); // the end of the fence, half of it
    const drawn = closes
      ? [span(glyphs.light.bottomLeft + glyphs.rule, 'border')]
      : codeLine(arrives ? '' : line, look);
    return { lines: [drawn], taken: 1, fence: closes ? null : fence };
  }
  if (isTableRow(line)) {
    let taken = 1;
    while (taken < MAX_TABLE_ROWS && isTableRow(source[at + taken] ?? '')) taken += 1;
    const rows = source.slice(at, at + taken);
    return { lines: tableLines(rows, columns, glyphs, cells, mayGoOn(taken)), taken, fence };
  }
  const opens = FENCE.exec(line);
  if (opens !== null) return { lines: [openFence(opens[2] ?? '', glyphs)], taken: 1, fence: opens[1] ?? null };
  let paragraph = line;
  let taken = 1;
  while (goesOn(source[at + taken - 1] ?? '', source[at + taken]) && paragraph.length < MAX_MARKED) {
    paragraph += ` ${(source[at + taken] ?? '').trim()}`;
    taken += 1;
  }
  if (isPlain(line) && UNDERLINE.test(source[at + taken] ?? ''))
    return { lines: [inline(paragraph.trim(), 'heading')], taken: taken + 1, fence };
  return { lines: [proseLine(paragraph, look, 'text', grows(taken))], taken, fence };
}

const isPlain = (line: string): boolean => line.trim() !== '' && !STARTS.some((start) => start.test(line));

/** True when `after` is the rest of the paragraph that `before` belongs to. */
function goesOn(before: string, after: string | undefined): boolean {
  if (after === undefined || before.length < WRAPPED_FROM || before.length > MAX_MARKED) return false;
  if (/(?: {2}|\\)$/.test(before) || HEADING.test(before) || QUOTE.test(before)) return false;
  return isPlain(after) && !isTableRow(after);
}

const codeLine = (line: string, look: MarkdownLook): Line => [
  span(`${look.glyphs.light.side} `, 'border'),
  ...(foldedLine(line, look, 'code') ?? [span(line, 'code')]),
];

/** A line nobody reads to its end, without its middle; null when it is shown whole. */
function foldedLine(line: string, { opensWith }: Pick<MarkdownLook, 'opensWith'>, role: Role): Line | null {
  if (opensWith === undefined || line.length <= FOLDED_FROM) return null;
  const left = (line.length - FOLDED_HEAD - FOLDED_TAIL).toLocaleString('en');
  return [
    span(line.slice(0, FOLDED_HEAD).replace(/[\ud800-\udbff]$/, ''), role),
    span(` … ${left} more characters, ${opensWith} shows them … `, 'muted'),
    span(line.slice(-FOLDED_TAIL).replace(/^[\udc00-\udfff]/, ''), role),
  ];
}

const openFence = (language: string, glyphs: Glyphs): Line => [
  span(glyphs.light.topLeft + glyphs.rule, 'border'),
  ...(language.trim() === '' ? [] : [span(` ${language.trim()}`, 'muted')]),
];

/** One line of prose, or several joined, with its words in `base` where no mark says otherwise. */
export function proseLine(
  line: string,
  look: Pick<MarkdownLook, 'glyphs' | 'opensWith'>,
  base: Role,
  growing: boolean,
): Line {
  const { glyphs } = look;
  if (line.length > MAX_MARKED) return foldedLine(line, look, base) ?? [span(line, base)];
  const words = (text: string, role: Role = base): Line => inline(text, role, growing);
  const heading = HEADING.exec(line);
  if (heading !== null) return words(heading[1] ?? '', base === 'text' ? 'heading' : 'label');
  if (RULE.test(line)) return [span(glyphs.rule.repeat(24), 'border')];
  if (growing && HALF_MARK.test(line)) return [];
  const item = ITEM.exec(line);
  if (item !== null) {
    const [, indent = '', mark = '', task, rest = ''] = item;
    const numbered = /\d/.test(mark);
    const sign = task === undefined ? (numbered ? mark : glyphs.bullet) : task === ' ' ? glyphs.waiting : glyphs.done;
    return [span(`${indent}${sign} `, base === 'text' ? 'accent' : base), ...words(rest)];
  }
  const quote = QUOTE.exec(line);
  if (quote !== null)
    return [span(`${glyphs.light.side} `, 'border'), ...words(quote[1] ?? '', base === 'text' ? 'quote' : base)];
  return words(line);
}
