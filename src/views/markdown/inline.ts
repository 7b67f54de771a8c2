import type { Line, Role, Span } from '../span.ts';
import { plainText, span } from '../span.ts';
import type { MarkRun } from './emphasis.ts';
import { matchRuns, runAt } from './emphasis.ts';

const MARKS = /[\\`*_~[]/;
const ESCAPABLE = /[!-/:-@[-`{-~]/;

/** A run of marks, or words that need no more than the role of what they stand in. */
type Piece = MarkRun | Span;

/** How marked words look in words of that role: what is quiet stays quiet, what is loud stays as loud. */
function roleIn(base: Role, strong: boolean, emphasised: boolean): Role {
  if (strong) return base === 'muted' ? 'label' : base === 'heading' ? base : 'strong';
  return emphasised && base === 'text' ? 'emphasis' : base;
}

const quiet = (base: Role, role: Role): Role => (base === 'muted' ? 'label' : role);

/**
 * Bold, italic, struck words, code and links of one line. A mark without its partner is a character. While the line is
 * still `growing` its partner may yet come: then an open mark holds to the end, and half a mark at the end is not drawn.
 */
export function inline(text: string, base: Role = 'text', growing = false): Line {
  if (!MARKS.test(text)) return text === '' ? [] : [span(text, base)];
  return draw(split(text, base, growing), base, growing);
}

/** The words between the marks, code and links done already. */
function split(text: string, base: Role, growing: boolean): readonly Piece[] {
  const pieces: Piece[] = [];
  const missing = new Set<string>(); // closers that do not occur any more: hostile text must not be searched twice
  let plain = '';
  const take = (...more: readonly Piece[]): void => {
    if (plain !== '') pieces.push(span(plain, base));
    plain = '';
    pieces.push(...more);
  };
  for (let at = 0; at < text.length;) {
    const character = text[at] ?? '';
    if (character === '\\' && (ESCAPABLE.test(text[at + 1] ?? '') || (growing && at === text.length - 1))) {
      plain += text[at + 1] ?? '';
      at += 2;
      continue;
    }
    if (character === '`') {
      const code = codeAt(text, at, growing, missing);
      if (code.text !== null) take(span(code.text, quiet(base, 'code')));
      else plain += text.slice(at, code.end);
      at = code.end;
      continue;
    }
    const link = character === '[' ? linkAt(text, at, growing, missing) : null;
    if (link !== null) {
      take(span(link.label, quiet(base, 'link')), ...(link.target === '' ? [] : [span(` (${link.target})`, 'muted')]));
      at = link.end;
      continue;
    }
    const run = runAt(text, at, growing);
    if (run !== null) take(run);
    else plain += character;
    at += run?.length ?? 1;
  }
  take();
  return pieces;
}

function draw(pieces: readonly Piece[], base: Role, growing: boolean): Line {
  const runs = pieces.flatMap((piece) => ('mark' in piece ? [piece] : []));
  const last = pieces.at(-1);
  matchRuns(runs, growing ? { endsInMarks: last !== undefined && 'mark' in last } : null);
  const out: Span[] = [];
  let depth = { strong: 0, emphasised: 0, struck: 0 };
  const write = (text: string, role: Role): void => {
    const before = out.at(-1);
    if (text === '') return;
    if (before?.role === role) out[out.length - 1] = span(before.text + text, role);
    else out.push(span(text, role));
  };
  const here = (): Role => (depth.struck > 0 ? 'struck' : roleIn(base, depth.strong > 0, depth.emphasised > 0));
  for (const piece of pieces) {
    if (!('mark' in piece)) {
      write(piece.text, piece.role === base ? here() : piece.role);
      continue;
    }
    depth = shifted(depth, piece.closed, -1);
    write(piece.mark.repeat(piece.left), here());
    depth = shifted(depth, piece.opened, 1);
  }
  return out;
}

type Depth = MarkRun['opened'];

const shifted = (depth: Depth, by: Depth, sign: 1 | -1): Depth => ({
  strong: depth.strong + sign * by.strong,
  emphasised: depth.emphasised + sign * by.emphasised,
  struck: depth.struck + sign * by.struck,
});

/** Where `closer` is found; -1 when it is not, without looking twice. */
function find(text: string, closer: string, from: number, missing: Set<string>): number {
  if (missing.has(closer)) return -1;
  const at = text.indexOf(closer, from);
  if (at < 0) missing.add(closer);
  return at;
}

/** Code between two runs of as many backticks; `text` is null when the run at `at` opens none. */
function codeAt(
  text: string,
  at: number,
  growing: boolean,
  missing: Set<string>,
): { readonly text: string | null; readonly end: number } {
  let from = at;
  while (text[from] === '`') from += 1;
  const mark = text.slice(at, from);
  let close = find(text, mark, from, missing);
  while (close >= 0 && (text[close + mark.length] === '`' || text[close - 1] === '`')) {
    while (text[close] === '`') close += 1;
    close = find(text, mark, close, missing);
  }
  if (close < 0 && !growing) return { text: null, end: from };
  const inside = close < 0 ? text.slice(from).replace(/`+$/, '') : text.slice(from, close);
  const isPadded = /^ .*\S.* $/.test(inside);
  return {
    text: isPadded ? inside.slice(1, -1) : inside,
    end: close < 0 ? text.length : close + mark.length,
  };
}

/** `[text](target)`: the target is always shown, so that no text can pretend to lead elsewhere. */
function linkAt(
  text: string,
  at: number,
  growing: boolean,
  missing: Set<string>,
): { readonly label: string; readonly target: string; readonly end: number } | null {
  const middle = find(text, '](', at + 1, missing);
  if (middle < 0 || middle - at > 300) return null;
  const close = text.indexOf(')', middle);
  if (close < 0 && !growing) return null;
  const end = close < 0 ? text.length : close;
  if (end - middle > 2000) return null;
  const words = text.slice(at + 1, middle);
  const target = text.slice(middle + 2, end);
  if (words.includes('[') || /\s/.test(target)) return null;
  const label = plainText(inline(words)) || target;
  return { label, target: label === target ? '' : target, end: end + 1 };
}
