/** What stops a text from being JSON, and where: the offset of the first character that does not fit. */
export interface JsonMistake {
  readonly offset: number;
  readonly message: string;
}

const TOKEN =
  // oxlint-disable-next-line no-control-regex -- JSON allows none in a text
  /[ \t\r\n]*(?:([{}[\],:])|("[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*")|(?:-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?|true|false|null)(?![\w.+-]))/y;
const BLANK = /[ \t\r\n]*/y;

/** What may come next. `first …` also allows the closing bracket at once. */
type Expected = 'value' | 'first value' | 'key' | 'first key' | 'colon' | 'comma' | 'end';

const WORDS: Readonly<Record<Expected, string>> = {
  value: 'a value',
  'first value': 'a value or "]"',
  key: 'a key in double quotes',
  'first key': 'a key in double quotes or "}"',
  colon: '":"',
  comma: '"," or the closing bracket',
  end: 'nothing more',
};

const BAD_STRING = 'this text is not closed on its line, or holds an escape that JSON does not have';
const misfit = (expected: Expected): string => `expected ${WORDS[expected]}`;

/** The first mistake of a text that should be JSON, by the letter of RFC 8259; null when there is none. */
export function findJsonMistake(text: string): JsonMistake | null {
  const open: number[] = [];
  let expected: Expected = 'value';
  let position = 0;
  let lastMark = 0;
  for (;;) {
    BLANK.lastIndex = position;
    BLANK.test(text);
    const start = BLANK.lastIndex;
    if (start >= text.length) return expected === 'end' ? null : ending(text, open, expected);
    TOKEN.lastIndex = position;
    const [, mark, string] = TOKEN.exec(text) ?? [];
    if (TOKEN.lastIndex === 0) return { offset: start, message: text[start] === '"' ? BAD_STRING : misfit(expected) };
    const kind = mark ?? (string === undefined ? 'word' : 'string');
    const next = follow(kind, expected, text[open.at(-1) ?? text.length]);
    if (next === null) return { offset: start, message: misplaced(kind, expected, text[lastMark]) };
    lastMark = start;
    if (kind === '{' || kind === '[') open.push(start);
    if (kind === '}' || kind === ']') open.pop();
    expected = next === 'comma' && open.length === 0 ? 'end' : next;
    position = TOKEN.lastIndex;
  }
}

/** What may follow a token, or null when it does not belong here. `within` is the innermost open bracket. */
function follow(kind: string, expected: Expected, within: string | undefined): Expected | null {
  const takesValue = expected === 'value' || expected === 'first value';
  const takesKey = expected === 'key' || expected === 'first key';
  switch (kind) {
    case '{':
      return takesValue ? 'first key' : null;
    case '[':
      return takesValue ? 'first value' : null;
    case '}':
      return (expected === 'comma' && within === '{') || expected === 'first key' ? 'comma' : null;
    case ']':
      return (expected === 'comma' && within === '[') || expected === 'first value' ? 'comma' : null;
    case ':':
      return expected === 'colon' ? 'value' : null;
    case ',':
      return expected === 'comma' ? (within === '{' ? 'key' : 'value') : null;
    case 'string':
      return takesKey ? 'colon' : takesValue ? 'comma' : null;
    default:
      return takesValue ? 'comma' : null;
  }
}

const misplaced = (kind: string, expected: Expected, before: string | undefined): string =>
  before === ',' && ((kind === '}' && expected === 'key') || (kind === ']' && expected === 'value'))
    ? `the comma before "${kind}" is one too many`
    : misfit(expected);

function ending(text: string, open: readonly number[], expected: Expected): JsonMistake {
  const opener = open.at(-1);
  if (opener === undefined)
    return { offset: text.length, message: `the text ends, but ${WORDS[expected]} must follow` };
  const line = text.slice(0, opener).split('\n').length;
  return {
    offset: text.length,
    message: `the text ends, but the "${text[opener] ?? ''}" of line ${line} is not closed`,
  };
}
