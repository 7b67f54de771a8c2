import { joinParts, lineWidth, spread } from '../line.ts';
import type { Cells, Line, Role } from '../span.ts';
import { span } from '../span.ts';

/** A key and what it does now, as short as the last row needs it. */
export interface Hint {
  readonly keys: string;
  readonly label: string;
  /** Hints with a higher number leave later when there is no room. */
  readonly keeps: number;
}

/** ` EDIT  Enter send · Esc keys          split · dark · ? help`: the zone is always told, hints leave by what they keep, words on the right from the left. */
export function footerLine(
  zone: string,
  hints: readonly Hint[],
  words: readonly string[],
  columns: number,
  dot: string,
  cells: Cells,
): Line {
  const chip: Line = [span(` ${zone} `, 'chip'), span(' ')];
  const room = columns - lineWidth(chip, cells);
  const parts = hints.map((hint, at) => ({
    line: [span(hint.keys, 'key'), span(` ${hint.label}`, 'muted')],
    leaves: hint.keeps * 100 + hints.length - at, // among equals the last one first
  }));
  const endings = words.map((_, at) => words.slice(at).join(` ${dot} `));
  const width = cells.width(endings.find((ending) => cells.width(ending) < room / 3) ?? '');
  const tail = width === 0 ? 1 : width + 3;
  const left = joinParts(parts, room - tail, cells, [span(` ${dot} `, 'muted')]);
  const rest = room - lineWidth(left, cells) - 2;
  const right = endings.find((ending) => cells.width(ending) <= rest);
  const end: Line = right === undefined ? [] : [span(`${right} `, 'muted')];
  return spread([...chip, ...left], end, columns, cells);
}

/** The last row of a small screen while there is a message: the zone, what fits of the message, and the hint that keeps most. */
export function messageLine(
  zone: string,
  message: { readonly text: string; readonly role: Role },
  hints: readonly Hint[],
  columns: number,
  cells: Cells,
): Line {
  const [hint] = hints.toSorted((a, b) => b.keeps - a.keeps);
  const right: Line = hint === undefined ? [] : [span(hint.keys, 'key'), span(` ${hint.label} `, 'muted')];
  return spread([span(` ${zone} `, 'chip'), span(' '), span(message.text, message.role)], right, columns, cells);
}

/** The row above the input: a rule, or a message laid into it. */
export function separatorLine(
  message: { readonly text: string; readonly role: Role } | null,
  columns: number,
  rule: string,
  cells: Cells,
): Line {
  if (message === null) return [span(rule.repeat(columns), 'border')];
  const left: Line = [span(`${rule}${rule} `, 'border'), span(message.text, message.role), span(' ')];
  return spread(left, [], columns, cells, span(rule, 'border'));
}
