import type { Cells, Line, Role, Span } from './span.ts';
import { plainText, span } from './span.ts';

export const lineWidth = (line: Line, cells: Cells): number =>
  line.reduce((sum, piece) => sum + cells.width(piece.text), 0);

export const blanks = (columns: number): string => ' '.repeat(Math.max(0, columns));

/** The text in at most so many columns; what is cut is told by `…`. */
export function shorten(text: string, columns: number, cells: Cells): string {
  if (columns <= 0) return '';
  if (cells.width(text) <= columns) return text;
  return `${cells.fit(text, columns - 1).trimEnd()}…`;
}

/** The text in exactly so many columns. A wide character that does not fit leaves a blank. */
export function pad(text: string, columns: number, cells: Cells): string {
  const cut = shorten(text, columns, cells);
  return cut + blanks(columns - cells.width(cut));
}

/** The text in exactly so many columns, its end at the right edge. */
export function padStart(text: string, columns: number, cells: Cells): string {
  const cut = shorten(text, columns, cells);
  return blanks(columns - cells.width(cut)) + cut;
}

/** The line in at most so many columns; a cut ends with `…` in the role of the last piece. */
export function cutLine(line: Line, columns: number, cells: Cells): Line {
  if (columns <= 0) return [];
  if (lineWidth(line, cells) <= columns) return line;
  const kept: Span[] = [];
  let room = columns - 1;
  for (const piece of line) {
    const width = cells.width(piece.text);
    if (width <= room) {
      kept.push(piece);
      room -= width;
      continue;
    }
    const text = cells.fit(piece.text, room);
    kept.push(span(`${text}…`, piece.role));
    break;
  }
  return kept;
}

/** `left … right` over exactly so many columns; when both do not fit, the left one is cut first. */
export function spread(left: Line, right: Line, columns: number, cells: Cells, fill: Span = span(' ')): Line {
  const end = cutLine(right, columns, cells);
  const room = columns - lineWidth(end, cells);
  const gap = end.length > 0 && room > 1 ? 1 : 0;
  const start = cutLine(left, room - gap, cells);
  const middle = room - lineWidth(start, cells);
  return [...start, span(fill.text.repeat(Math.max(0, middle)), fill.role), ...end];
}

/** One part of a row that may be left out when there is no room. */
export interface Part {
  readonly line: Line;
  /** Parts with the smallest number leave first; a part without one stays. */
  readonly leaves?: number;
  /** It is cut before it leaves, to no fewer columns than these. Without it, it leaves whole. */
  readonly least?: number;
}

/** The parts joined by `separator`, without those that had to leave, or cut where they may be, for the row to fit. */
export function joinParts(parts: readonly Part[], columns: number, cells: Cells, separator: Line): Line {
  let present = parts.filter((part) => part.line.length > 0);
  const join = (): Line => present.flatMap((part, at) => (at === 0 ? part.line : [...separator, ...part.line]));
  for (let over = lineWidth(join(), cells) - columns; over > 0; over = lineWidth(join(), cells) - columns) {
    const order = present.flatMap((part) => part.leaves ?? []);
    if (order.length === 0) return cutLine(join(), columns, cells);
    const least = Math.min(...order);
    const index = present.findIndex((part) => part.leaves === least);
    const part = present[index];
    const room = part === undefined ? 0 : lineWidth(part.line, cells) - over;
    present =
      part?.least !== undefined && room >= part.least
        ? present.with(index, { line: cutLine(part.line, room, cells) })
        : present.toSpliced(index, 1);
  }
  return join();
}

/** Text wrapped at blanks into lines of one role, each at most `columns` wide; long words are cut into pieces. */
export function wrapText(text: string, columns: number, cells: Cells, role: Role = 'text'): readonly Line[] {
  const rows: string[] = [];
  let row = '';
  const width = Math.max(1, columns);
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const joined = row === '' ? word : `${row} ${word}`;
    if (cells.width(joined) <= width) {
      row = joined;
      continue;
    }
    if (row !== '') rows.push(row);
    row = word;
    while (cells.width(row) > width) {
      const piece = cells.fit(row, width);
      if (piece === '') return [...rows, ''].map((line) => [span(line, role)]); // one column and a wide character
      rows.push(piece);
      row = row.slice(piece.length);
    }
  }
  if (row !== '') rows.push(row);
  return rows.map((line) => [span(line, role)]);
}

/** A line wrapped at blanks and behind hyphens, each row at most `columns` wide and with its own roles; long words are cut into pieces. */
export function wrapLine(line: Line, columns: number, cells: Cells): readonly Line[] {
  if (lineWidth(line, cells) <= columns) return [line];
  const text = plainText(line);
  const rows: Line[] = [];
  for (let from = 0; from < text.length;) {
    const fits = from + cells.fit(text.slice(from), Math.max(1, columns)).length;
    if (fits === from) return [...rows, sliceLine(line, from, text.length)]; // one column and a wide character
    const apart = Math.max(text.lastIndexOf(' ', fits), text.lastIndexOf('-', fits - 1) + 1);
    const to = fits < text.length && apart > from ? apart : fits;
    rows.push(sliceLine(line, from, to));
    from = to;
    while (text[from] === ' ') from += 1;
  }
  return rows;
}

/** The part of a line between two offsets of its text. */
function sliceLine(line: Line, from: number, to: number): Line {
  let at = 0;
  return line.flatMap((piece) => {
    const text = piece.text.slice(Math.max(0, from - at), Math.max(0, to - at));
    at += piece.text.length;
    return text === '' ? [] : [span(text, piece.role)];
  });
}
