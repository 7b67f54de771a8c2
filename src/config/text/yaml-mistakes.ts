import type { YAMLParseError } from 'yaml';
import { Lexer } from 'yaml';

/** Parser messages beyond this many are repeats of the same mistake. */
const MAX_MISTAKES = 20;

/** One mistake of a YAML text: from where to where, what, and the way out. */
export interface YamlMistake {
  readonly offsets: readonly [start: number, end: number];
  readonly message: string;
  readonly suggestion: string | null;
}

const WAYS_OUT: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'Indent with spaces; YAML does not allow tabs there.',
  BAD_INDENT: 'Check the indentation of this line and the one above.',
  MULTIPLE_DOCS: 'Keep one document per file; remove the second "---".',
  MISSING_CHAR: 'Close the quotes or brackets that were opened.',
  BLOCK_AS_IMPLICIT_KEY: 'Put the text in quotes if the ":" belongs to it.',
  MULTILINE_IMPLICIT_KEY: 'Check that a key and ":" with a space after it stand on each of these lines.',
};

/** Where the parser speaks to programmers. */
const WORDS: Readonly<Record<string, string>> = {
  MULTIPLE_DOCS: 'the file holds more than one document',
  BLOCK_AS_IMPLICIT_KEY: 'a key and ":" stand inside a value',
  MULTILINE_IMPLICIT_KEY: 'a key runs over several lines',
};

const NO_ITEM = {
  message: 'this line stands in a list, but does not begin with "- "',
  suggestion: 'Indent it as far as the keys of the item above, or begin it with "- ".',
};

/** The parser's errors as a person would place them: an open quote or bracket where it was opened, not where it was missed. */
export function yamlMistakes(errors: readonly YAMLParseError[], text: string): readonly YamlMistake[] {
  const unclosed = findUnclosed(text);
  const mistakes: YamlMistake[] = [];
  const told = new Set<number>();
  for (const [index, error] of errors.slice(0, MAX_MISTAKES).entries()) {
    const opened =
      error.code === 'MISSING_CHAR' || error.code === 'BAD_INDENT' ? unclosed.get(error.pos[0]) : undefined;
    const previous = errors[index - 1];
    if (opened !== undefined) {
      if (told.has(opened)) continue;
      told.add(opened);
      const message = `the ${text[opened] ?? ''} is not closed`;
      mistakes.push({ offsets: [opened, error.pos[0]], message, suggestion: WAYS_OUT['MISSING_CHAR'] ?? null });
    } else if (error.code === 'MULTILINE_IMPLICIT_KEY' && previous !== undefined && isSameStart(previous, error)) {
      // A plain text that runs on into a deeper line: what is wrong is that line, not the text.
      mistakes.pop();
      mistakes.push(deeperLine(text, error.pos[1]));
    } else if (error.code === 'MISSING_CHAR' && error.message.includes('Sequence item')) {
      // No quote or bracket is open: a line stands among the items of a list and is none.
      mistakes.push({ offsets: error.pos, ...NO_ITEM });
    } else {
      const message = WORDS[error.code] ?? error.message;
      mistakes.push({ offsets: error.pos, message, suggestion: WAYS_OUT[error.code] ?? null });
    }
  }
  return mistakes;
}

const isSameStart = (previous: YAMLParseError, error: YAMLParseError): boolean =>
  previous.code === 'BLOCK_AS_IMPLICIT_KEY' && previous.pos[0] === error.pos[0];

function deeperLine(text: string, end: number): YamlMistake {
  const lineStart = text.lastIndexOf('\n', end - 1) + 1;
  const start = lineStart + (/^[ \t]*/.exec(text.slice(lineStart, end))?.[0].length ?? 0);
  return {
    offsets: [start, end],
    message: 'this line is indented deeper than the one above, which has a value already',
    suggestion: 'Indent it as far as the key above.',
  };
}

/** What the lexer writes where a line at the margin cuts brackets short. */
const FLOW_CUT = '\u0018';
/** With the beginnings of a document and of a scalar: marks of the lexer that are not in the text. */
const OWN_MARKS = new Set([FLOW_CUT, '\u0002', '\u001F']);

/** Quotes and brackets that are never closed: offset at which that shows → offset at which they stand. */
function findUnclosed(text: string): ReadonlyMap<number, number> {
  const unclosed = new Map<number, number>();
  let open: number[] = [];
  let offset = 0;
  const cut = (at: number): void => {
    const innermost = open.at(-1);
    if (innermost !== undefined) unclosed.set(at, innermost);
    open = [];
  };
  for (const token of new Lexer().lex(text)) {
    if (token === FLOW_CUT) cut(offset);
    if (OWN_MARKS.has(token)) continue;
    if (token === '[' || token === '{') open.push(offset);
    else if (token === ']' || token === '}') open.pop();
    else if (isOpenQuote(token)) unclosed.set(offset + token.length, offset);
    offset += token.length;
  }
  cut(text.length);
  return unclosed;
}

/** Whether a token begins with a quote that nothing ends: the last character is another one, or it is escaped. */
function isOpenQuote(token: string): boolean {
  const [quote] = token;
  if (quote !== '"' && quote !== "'") return false;
  let end = token.length - 1;
  if (end === 0 || token[end] !== quote) return true;
  const escape = quote === '"' ? '\\' : quote;
  while (end > 1 && token[end - 1] === escape) end -= 1;
  return (token.length - 1 - end) % 2 === 1;
}
