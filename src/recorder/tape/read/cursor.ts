import { nearest } from '../../../shared/nearest.ts';
import type { PortabilityNote, SourceSpan, TapeError } from '../tape.ts';
import { createLexer } from './lexer.ts';
import type { Token } from './token.ts';

export interface CursorOptions {
  readonly extended: boolean;
  /** The `Source`d file that is read; undefined for the tape itself. */
  readonly file: string | undefined;
  readonly environment?: ((name: string) => string | undefined) | undefined;
}

/** A file that is no tape has an error in every word; guessing at each would take longer than reading. */
const MOST_GUESSES = 100;

/** The two tokens that the grammar looks at, and what has been found wrong so far. */
export class Cursor {
  readonly extended: boolean;
  readonly file: string | undefined;
  readonly environment: CursorOptions['environment'];
  readonly errors: TapeError[] = [];
  readonly notes: PortabilityNote[] = [];
  readonly warnings: PortabilityNote[] = [];
  #guesses = 0;
  #source: Uint8Array;
  #next: () => Token;
  #current: Token;
  #ahead: Token;

  constructor(source: Uint8Array, options: CursorOptions) {
    this.extended = options.extended;
    this.file = options.file;
    this.environment = options.environment;
    this.#source = source;
    this.#next = createLexer(source, this.extended);
    this.#current = this.#read();
    this.#ahead = this.#read();
  }

  get current(): Token {
    return this.#current;
  }

  get ahead(): Token {
    return this.#ahead;
  }

  advance(): void {
    this.#current = this.#ahead;
    this.#ahead = this.#read();
  }

  /** A string without its second quote ends with its line; VHS types it as it is. */
  #read(): Token {
    const token = this.#next();
    const { kind, bare, start, end } = token;
    const isOpen = kind === 'string' && !bare && (end - 1 === start || this.#source[end - 1] !== this.#source[start]);
    if (this.extended && isOpen) this.warnings.push({ ...this.spanOf(token), message: 'the quote is never closed' });
    return token;
  }

  isAhead(kind: Token['kind'], ...literals: readonly string[]): boolean {
    return this.#ahead.kind === kind && (literals.length === 0 || literals.includes(this.#ahead.literal));
  }

  spanOf({ line, column, literal }: Token): SourceSpan {
    return this.file === undefined ? { line, column, literal } : { line, column, literal, file: this.file };
  }

  fail(token: Token, message: string): void {
    this.errors.push({ ...this.spanOf(token), message });
  }

  /** No path follows the current word. One that begins with a slash is read as a regular expression. */
  failAtPath(message: string): void {
    const hint = this.extended && this.isAhead('regex') ? '; quote paths that begin with /' : '';
    this.fail(this.#current, `${message}${hint}`);
  }

  /** What VHS accepts and fails on later, or never notices; strict mode stays as silent as VHS. */
  failExtended(token: Token, message: string): void {
    if (this.extended) this.fail(token, message);
  }

  /** What a misspelt word was probably meant to be, in extended mode; strict mode says what VHS says. */
  guess(word: string, names: readonly string[]): string | undefined {
    if (!this.extended || this.#guesses >= MOST_GUESSES) return undefined;
    this.#guesses += 1;
    return nearest(word, names)[0];
  }

  note(token: Token, message: string): void {
    if (this.extended) this.notes.push({ ...this.spanOf(token), message });
  }
}
