/** Where a token stands: 1-based line, 1-based column counted in bytes. */
export interface SourceSpan {
  readonly line: number;
  readonly column: number;
  readonly literal: string;
  /** The file of a `Source`d part, relative as written; absent for the tape itself. */
  readonly file?: string;
}
