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

/** Cells of what stands before the byte column, so that the carets stay below wide characters too. */
const cellsBefore = (line: string, column: number): number =>
  textWidth(visible(decoder.decode(encoder.encode(line).subarray(0, Math.max(column - 1, 0)))));

/** The line of the tape, and below it a caret for each cell of the literal, then the message. */
function describe(lines: readonly string[], problem: Problem): string {
  const line = lines[problem.line - 1] ?? '';
  const gutter = ` ${String(problem.line).padStart(2)} │ `;
  // An empty literal and the end of the tape have nothing to underline, but there must be something to look at.
  const carets = Math.max(textWidth(visible(problem.literal.split('\n')[0] ?? '')), 1);
  const indent = ' '.repeat(gutter.length + cellsBefore(line, problem.column));
  return `${gutter}${visible(line)}\n${indent}${'^'.repeat(carets)} ${visible(problem.message)}`;
}

/**
 * Errors or notes as a person reads them, in VHS's form, one paragraph each: the line with its number, `^` under the
 * literal, the message. What stands in a sourced file is shown as `file:line:column  message`, since its text is not at hand.
 */
export function describeErrors(source: string | Uint8Array, problems: readonly Problem[]): string {
  const text = typeof source === 'string' ? source : decoder.decode(source);
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
  return problems
    .map((problem) =>
      problem.file === undefined
        ? describe(lines, problem)
        : `${visible(problem.file)}:${problem.line}:${problem.column}  ${visible(problem.message)}`,
    )
    .join('\n\n');
}
