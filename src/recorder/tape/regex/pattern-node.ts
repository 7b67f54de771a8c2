/** One character: a code point, taken or refused. */
export interface CharacterSet {
  /** A JavaScript class in `v` syntax; equal sets have equal text. */
  readonly source: string;
  readonly ignoreCase: boolean;
}

/** `line-start` and `line-end` look for line feeds only, unlike JavaScript's. */
export type Assertion = 'text-start' | 'text-end' | 'line-start' | 'line-end' | 'boundary' | 'no-boundary';

/** A pattern as RE2 understands it. */
export type PatternNode =
  | { readonly type: 'empty' }
  | { readonly type: 'set'; readonly set: CharacterSet }
  | { readonly type: 'assertion'; readonly assertion: Assertion }
  | { readonly type: 'sequence'; readonly parts: readonly PatternNode[] }
  | { readonly type: 'choice'; readonly branches: readonly PatternNode[] }
  | {
      readonly type: 'repeat';
      readonly body: PatternNode;
      readonly low: number;
      /** Infinity for no end. */
      readonly high: number;
      readonly lazy: boolean;
      /** Written with braces: only these count towards the limit of 1,000. */
      readonly counted: boolean;
    }
  | { readonly type: 'group'; readonly body: PatternNode; readonly index: number };
