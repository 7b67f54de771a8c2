import type { Line, Role, Span } from '../span.ts';
import { span } from '../span.ts';

const WORD = /[\p{L}\p{N}_]/u;
const ESCAPABLE = /[!-/:-@[-`{-~]/;
const MAX_DEPTH = 3;

/**
 * Bold, italic, code and links of one line. An unclosed mark stays as it is, so a line that is still growing never
 * changes what stands before the mark.
 */
export function inline(text: string, base: Role = 'text', depth = 0): Line {
  const out: Span[] = [];
  let plain = '';
  const missing = new Set<string>(); // closers that do not occur any more: hostile text must not be searched twice
  const flush = (): void => {
    if (plain !== '') out.push(span(plain, base));
    plain = '';
  };
  const closer = (mark: string, from: number): number => {
    if (missing.has(mark)) return -1;
    const at = text.indexOf(mark, from);
    if (at < 0) missing.add(mark);
    return at;
  };
  const take = (line: Line): void => {
    flush();
    out.push(...line);
  };
  for (let at = 0; at < text.length;) {
    const character = text[at] ?? '';
    const next = text[at + 1] ?? '';
    if (character === '\\' && ESCAPABLE.test(next)) {
      plain += next;
      at += 2;
      continue;
    }
    if (character === '`') {
      const end = closer('`', at + 1);
      if (end > at + 1) {
        take([span(text.slice(at + 1, end), 'code')]);
        at = end + 1;
        continue;
      }
    } else if ((character === '*' || character === '_') && depth < MAX_DEPTH) {
      const mark = next === character ? character + character : character;
      const from = at + mark.length;
      const end = emphasisEnd(text, at, mark, closer(mark, from + 1));
      if (end > 0) {
        take(
          inline(text.slice(from, end), mark.length === 2 ? 'strong' : base === 'text' ? 'emphasis' : base, depth + 1),
        );
        at = end + mark.length;
        continue;
      }
      plain += mark;
      at = from;
      continue;
    } else if (character === '[') {
      const link = linkAt(text, at, closer('](', at + 1));
      if (link !== null) {
        take(link.line);
        at = link.end;
        continue;
      }
    }
    plain += character;
    at += 1;
  }
  flush();
  return out;
}

/** Where the emphasis that opens at `at` closes; -1 when the mark is only a character. */
function emphasisEnd(text: string, at: number, mark: string, end: number): number {
  if (end < 0) return -1;
  const before = text[at - 1] ?? ' ';
  const inside = text[at + mark.length] ?? ' ';
  const last = text[end - 1] ?? ' ';
  const after = text[end + mark.length] ?? ' ';
  if (inside.trim() === '' || last.trim() === '') return -1;
  if (mark.startsWith('_') && (WORD.test(before) || WORD.test(after))) return -1;
  return mark.length === 1 && after === mark ? -1 : end;
}

/** `[text](target)`: the target is always shown, so that no text can pretend to lead elsewhere. */
function linkAt(text: string, at: number, middle: number): { readonly line: Line; readonly end: number } | null {
  if (middle < 0 || middle - at > 300) return null;
  const end = text.indexOf(')', middle);
  if (end < 0 || end - middle > 2000) return null;
  const label = text.slice(at + 1, middle);
  const target = text.slice(middle + 2, end);
  if (label.includes('[') || /\s/.test(target)) return null;
  const tail = label === target || target === '' ? [] : [span(` (${target})`, 'muted')];
  return { line: [span(label === '' ? target : label, 'link'), ...tail], end: end + 1 };
}
