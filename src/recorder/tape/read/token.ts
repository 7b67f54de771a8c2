/** `mark` is one of `@ = ] [ - % ^ \ +`; `end` also stands for a NUL byte, at which the reference stops reading. */
export type TokenKind = 'comment' | 'string' | 'regex' | 'json' | 'number' | 'keyword' | 'mark' | 'illegal' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** Without its delimiters. */
  readonly literal: string;
  /** Length of the literal in bytes, as the reference counts it. */
  readonly size: number;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in bytes. */
  readonly column: number;
  /** First byte in the source, and the one after the last, delimiters included. */
  readonly start: number;
  readonly end: number;
  /** A string without quotes. */
  readonly bare: boolean;
}
