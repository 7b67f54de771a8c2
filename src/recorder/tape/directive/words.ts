export interface Word {
  readonly text: string;
  readonly kind: 'bare' | 'quoted' | 'pattern';
  /** Where it stands in the comment, delimiters included: code units. */
  readonly start: number;
  readonly end: number;
}

export interface WordProblem {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

const QUOTES = '"\'`';

/** The end of the pattern that begins at `start`, or -1: the first `/` with an even number of backslashes before it. */
function patternEnd(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index += 1) {
    if (text[index] === '\\') index += 1;
    else if (text[index] === '/') return index;
  }
  return -1;
}

interface Run {
  readonly text: string;
  readonly end: number;
  readonly closed: boolean;
}

/** As in a shell, quoted and bare pieces that touch are one word: `--name="two words"`. */
function readRun(text: string, start: number): Run {
  let word = '';
  let index = start;
  while (index < text.length && !/\s/.test(text.charAt(index))) {
    const character = text.charAt(index);
    if (!QUOTES.includes(character)) {
      word += character;
      index += 1;
      continue;
    }
    const close = text.indexOf(character, index + 1);
    if (close === -1) return { text: word + text.slice(index + 1), end: text.length, closed: false };
    word += text.slice(index + 1, close);
    index = close + 1;
  }
  return { text: word, end: index, closed: true };
}

/**
 * Splits a directive into words. Quotes have no escapes, as in the tape itself. A word that begins with `/` is a pattern where
 * `patterns` says so, else a path.
 */
export function splitWords(text: string, from: number, patterns: boolean): readonly Word[] | WordProblem {
  const words: Word[] = [];
  let index = from;
  for (;;) {
    while (/\s/.test(text.charAt(index))) index += 1;
    if (index >= text.length) return words;
    const start = index;
    if (patterns && text[start] === '/') {
      const close = patternEnd(text, start);
      if (close === -1) return { message: 'The pattern has no closing /', start, end: text.length };
      index = close + 1;
      words.push({ text: text.slice(start + 1, close), kind: 'pattern', start, end: index });
      continue;
    }
    const run = readRun(text, start);
    if (!run.closed) return { message: 'The quote is never closed', start, end: text.length };
    index = run.end;
    words.push({ text: run.text, kind: QUOTES.includes(text.charAt(start)) ? 'quoted' : 'bare', start, end: index });
  }
}
