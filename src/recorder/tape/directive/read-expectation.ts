import type { Directive, Expectation } from '../directive.ts';
import type { WordReader } from './word-reader.ts';

const SUBJECTS = ['screen', 'line', 'title', 'region', 'cell', 'cursor', 'mode', 'exit', 'clean-exit'] as const;

function readColour(words: WordReader, name: string): string | null {
  const colour = words.option(name);
  if (colour !== null && !/^#[\da-f]{6}$/i.test(colour))
    return words.refuseLast(`${name} needs a colour such as #ff8800`);
  return colour?.toLowerCase() ?? null;
}

function readCell(words: WordReader): Expectation {
  const from = words.place();
  const text = words.text('the text of the cell');
  let foreground: string | null = null;
  let background: string | null = null;
  let bold: boolean | null = null;
  for (let found = true; found;) {
    const [nextForeground, nextBackground] = [readColour(words, 'fg'), readColour(words, 'bg')];
    foreground = nextForeground ?? foreground;
    background = nextBackground ?? background;
    const isBold = words.skip('bold');
    bold = isBold ? true : bold;
    found = isBold || nextForeground !== null || nextBackground !== null;
  }
  return { subject: 'cell', from, text, foreground, background, bold };
}

function readSubject(words: WordReader, negated: boolean): Expectation {
  const subject = words.choice(negated ? SUBJECTS.slice(0, 4) : SUBJECTS);
  switch (subject) {
    case 'screen':
    case 'line':
    case 'title':
      return { subject, pattern: words.pattern(), negated };
    case 'region':
      return { subject, from: words.place(), ...words.size(), pattern: words.pattern(), negated };
    case 'cell':
      return readCell(words);
    case 'cursor':
      return { subject, place: words.skip('hidden') ? 'hidden' : words.place() };
    case 'mode': {
      const mode = words.choice(['altscreen', 'mouse', 'paste']);
      return { subject, mode, on: words.choice(['on', 'off']) === 'on' };
    }
    case 'exit':
      return { subject, code: words.integer('an exit code', 0, 255) };
    case 'clean-exit':
      return { subject };
  }
}

/** What follows `expect`. Only what is looked for as a pattern can be negated. */
export function readExpectation(words: WordReader): Directive {
  const negated = words.skip('not');
  const expectation = readSubject(words, negated);
  const withinMs = words.skip('within') ? words.time() : null;
  return { name: 'expect', expectation, withinMs };
}
