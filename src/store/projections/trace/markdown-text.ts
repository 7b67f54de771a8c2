import { oneLine, visibleText } from '../../files/visible-text.ts';
import type { Output } from '../projection.ts';

/** A longer text is cut: the whole stands in the event log. */
const MAX_BLOCK_CHARS = 100_000;
const MAX_LINE_CHARS = 500;

/** What a markdown reader would load, hide or run: pictures, links, HTML; and code, which would swallow what follows. */
const ACTIVE = /[\\`[\]<>]/g;

/** Foreign text in the form of a trace. Masked before anything else: a changed secret would be found no more. */
export interface MarkdownText {
  /** A block that nothing in the text can close, so that it never passes for a heading of ours. */
  readonly block: (text: string) => string;
  /** The same for a value, as JSON. */
  readonly jsonBlock: (value: unknown) => string;
  /** A part of a line of ours. */
  readonly line: (text: string) => string;
}

export function createMarkdownText(output: Output): MarkdownText {
  return {
    block: (text) => fenced(output.preview(text, MAX_BLOCK_CHARS), text.length, 'text'),
    jsonBlock(value) {
      const json = output.jsonText(value ?? null);
      return fenced(output.preview(json, MAX_BLOCK_CHARS), json.length, 'json');
    },
    line(text) {
      const masked = output.preview(text, MAX_LINE_CHARS);
      return `${oneLine(masked)}${text.length > MAX_LINE_CHARS ? '…' : ''}`.replaceAll(ACTIVE, '\\$&');
    },
  };
}

/** `whole` is how long the text was before it was cut. */
function fenced(text: string, whole: number, language: string): string {
  const body = visibleText(text).replace(/\n+$/, '');
  const longest = (body.match(/`{3,}/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2);
  const fence = '`'.repeat(longest + 1);
  const note = whole > MAX_BLOCK_CHARS ? `\n*(cut; ${whole} characters in all)*` : '';
  return `${fence}${language}\n${body}\n${fence}${note}`;
}
