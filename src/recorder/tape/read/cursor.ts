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
  #guesses = 0;
  #next: () => Token;
  #current: Token;
  #ahead: Token;

  constructor(source: Uint8Array, options: CursorOptions) {
    this.extended = options.extended;
    this.file = options.file;
    this.environment = options.environment;
    this.#next = createLexer(source);
    this.#current = this.#next();
    this.#ahead = this.#next();
  }

  get current(): Token {
    return this.#current;
  }

  get ahead(): Token {
    return this.#ahead;
  }

  advance(): void {
    this.#current = this.#ahead;
    this.#ahead = this.#next();
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
