import { textWidth } from '../../terminal/text/clusters.ts';
import type { SourceSpan } from './tape.ts';

interface Problem extends SourceSpan {
  readonly message: string;
}

/** Text of a tape may come from anywhere: what would drive the terminal is shown as a picture of itself, one cell each. */
function visible(text: string): string {
  return text.replaceAll('\t', ' ').replace(/[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/gu, (control) => {
    const code = control.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? '\u2421' : '\ufffd';
  });
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Longer lines are shown in part: this many bytes, the place of the error among them. */
const SHOWN_BYTES = 400;
const SHOWN_BEFORE = 100;

/** The line of the tape, and below it a caret for each cell of the literal, then the message. */
function describe(lines: readonly string[], problem: Problem): string {
  const bytes = encoder.encode(lines[problem.line - 1] ?? '');
  const place = Math.max(problem.column - 1, 0);
  const from = bytes.length > SHOWN_BYTES ? Math.max(place - SHOWN_BEFORE, 0) : 0;
  const to = from + SHOWN_BYTES;
  const gutter = ` ${String(problem.line).padStart(2)} │ `;
  const before = (from > 0 ? '…' : '') + visible(decoder.decode(bytes.subarray(from, place)));
  const after = visible(decoder.decode(bytes.subarray(place, to))) + (to < bytes.length ? '…' : '');
  // An empty literal and the end of the tape have nothing to underline, but there must be something to look at.
  const literal = visible(problem.literal.split('\n')[0] ?? '').slice(0, SHOWN_BYTES);
  const carets = '^'.repeat(Math.max(textWidth(literal), 1));
  return `${gutter}${before}${after}\n${' '.repeat(gutter.length + textWidth(before))}${carets} ${visible(problem.message)}`;
}

/** A file that is no tape has an error in every byte; nobody reads more of them than this. */
const SHOWN_PROBLEMS = 100;

/**
 * Errors or notes as a person reads them, in VHS's form, one paragraph each: the line with its number, `^` under the
 * literal, the message. What stands in a sourced file is shown as `file:line:column  message`, since its text is not at
 * hand. At most 100 are shown, then how many are left.
 */
export function describeErrors(source: string | Uint8Array, problems: readonly Problem[]): string {
  const text = typeof source === 'string' ? source : decoder.decode(source);
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
  const shown = problems
    .slice(0, SHOWN_PROBLEMS)
    .map((problem) =>
      problem.file === undefined
        ? describe(lines, problem)
        : `${visible(problem.file)}:${problem.line}:${problem.column}  ${visible(problem.message)}`,
    );
  const rest = problems.length - shown.length;
  return [...shown, ...(rest > 0 ? [`… and ${rest} more`] : [])].join('\n\n');
}
