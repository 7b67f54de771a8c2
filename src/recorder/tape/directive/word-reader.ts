import { nearest } from '../../../shared/nearest.ts';
import type { Place } from '../directive.ts';
import { MOST_CELLS_A_SIDE } from '../tables.ts';
import { readTapeTime } from '../tape-time.ts';
import { patternProblem } from '../translate-regex.ts';
import type { Word, WordProblem } from './words.ts';

/**
 * Thrown by the reader and caught by `readDirectiveWords`, never seen outside: the first misfit ends one directive, and
 * two dozen small readers stay free of checks after every word.
 */
export class DirectiveRefused extends Error {
  override readonly name = 'DirectiveRefused';
  readonly problem: WordProblem;

  constructor(problem: WordProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

const list = (choices: readonly string[]): string =>
  choices.length < 2 ? choices.join('') : `${choices.slice(0, -1).join(', ')} or ${choices.at(-1) ?? ''}`;

/** Takes the words of one directive in turn; every `take` refuses what does not fit, naming the word. */
export class WordReader {
  readonly #words: readonly Word[];
  readonly #name: Word;
  readonly #source: string;
  #index = 0;

  constructor(name: Word, words: readonly Word[], source: string) {
    this.#name = name;
    this.#words = words;
    this.#source = source;
  }

  get isDone(): boolean {
    return this.#index >= this.#words.length;
  }

  /** Refuses the word that is next, or, after the last, the directive's name. */
  refuse(message: string, word: Word = this.#words[this.#index] ?? this.#name): never {
    throw new DirectiveRefused({ message, start: word.start, end: word.end });
  }

  /** Refuses the word that was taken last. */
  refuseLast(message: string): never {
    return this.refuse(message, this.#words[this.#index - 1]);
  }

  next(wanted: string): Word {
    const word = this.#words[this.#index];
    if (word === undefined) return this.refuse(`${this.#name.text} needs ${wanted}`);
    this.#index += 1;
    return word;
  }

  end(): void {
    if (!this.isDone) this.refuse(`${this.#name.text} ends before this word`);
  }

  /** Whether the next word is this one; takes it if so. */
  skip(text: string): boolean {
    const word = this.#words[this.#index];
    const isIt = word !== undefined && word.kind === 'bare' && word.text === text;
    if (isIt) this.#index += 1;
    return isIt;
  }

  choice<Choice extends string>(choices: readonly Choice[]): Choice {
    const word = this.next(list(choices));
    const found = choices.find((choice) => choice === word.text);
    if (found !== undefined) return found;
    const [guess] = nearest(word.text, choices);
    return this.refuse(guess === undefined ? `expected ${list(choices)}` : `did you mean ${guess}?`, word);
  }

  text(wanted: string): string {
    const word = this.next(wanted);
    return word.kind === 'pattern' ? this.refuse(`expected ${wanted}`, word) : word.text;
  }

  /** All that is left, joined by one space, so that short texts need no quotes. */
  rest(wanted: string): string {
    return this.all(wanted).join(' ');
  }

  /** `text` is the value of an option that was taken; else the next word is. */
  integer(wanted: string, low: number, high: number, text = this.next(wanted).text): number {
    const value = /^[+-]?\d+$/.test(text) ? Number(text) : NaN;
    return value >= low && value <= high ? value : this.refuseLast(`expected ${wanted}, ${low} to ${high}`);
  }

  time(): number {
    const word = this.next('a time such as 500ms');
    return readTapeTime(word.text) ?? this.refuse('expected a time such as 500ms or 2s', word);
  }

  /** `120x36`: columns, then rows. */
  size(): { readonly columns: number; readonly rows: number } {
    const word = this.next('columns and rows such as 120x36');
    const match = /^(\d+)x(\d+)$/.exec(word.text);
    const [columns, rows] = [Number(match?.[1] ?? 0), Number(match?.[2] ?? 0)];
    const fits = [columns, rows].every((side) => side >= 1 && side <= MOST_CELLS_A_SIDE);
    return fits
      ? { columns, rows }
      : this.refuse(`expected columns and rows such as 120x36, at most ${MOST_CELLS_A_SIDE}`, word);
  }

  /** `3,1`: row, then column. */
  place(): Place {
    const word = this.next('a place such as 3,1');
    const match = /^(\d+),(\d+)$/.exec(word.text);
    const place = { row: Number(match?.[1] ?? 0), column: Number(match?.[2] ?? 0) };
    return place.row >= 1 && place.column >= 1
      ? place
      : this.refuse('expected row,column counted from 1, such as 3,1', word);
  }

  pattern(): string {
    const word = this.next('a /pattern/');
    if (word.kind !== 'pattern') return this.refuse('expected a /pattern/', word);
    const problem = patternProblem(word.text);
    return problem === null ? word.text : this.refuse(`Invalid regular expression: ${problem}`, word);
  }

  /** Every word that is left, at least one. */
  all(wanted: string): readonly string[] {
    const texts = [this.text(wanted)];
    while (!this.isDone) texts.push(this.text(wanted));
    return texts;
  }

  /** What is left as it is written, quotes included. */
  rawRest(wanted: string): string {
    const { start } = this.next(wanted);
    this.#index = this.#words.length;
    return this.#source.slice(start).trim();
  }

  /** Whether the next word begins so. */
  has(prefix: string): boolean {
    return this.#words[this.#index]?.text.startsWith(prefix) ?? false;
  }

  /** `name=value`, if the next word is of this name. */
  option(name: string): string | null {
    if (!this.has(`${name}=`)) return null;
    return this.next(name).text.slice(name.length + 1);
  }
}
