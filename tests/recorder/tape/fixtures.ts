import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const TAPES = resolve(import.meta.dirname, '../../../../shared/fixtures/tapes');
export const HAS_TAPES = existsSync(TAPES);

export interface Expected {
  readonly commands: readonly (readonly [string, string, string])[];
  readonly errors: readonly { readonly line: number; readonly column: number; readonly message: string }[];
}

export interface GrammarCase extends Expected {
  readonly name: string;
  readonly tape: string;
}

const readJson = (name: string): unknown => JSON.parse(readFileSync(resolve(TAPES, name), 'utf8'));

/** Answers of the reference parser to short tapes; empty without the fixtures. */
export const grammarCases = (): readonly GrammarCase[] =>
  HAS_TAPES ? (readJson('grammar-cases.json') as readonly GrammarCase[]) : [];

/** Real tapes with the reference parser's answers; empty without the fixtures. */
export const exampleTapes = (): readonly (Expected & { readonly path: string; readonly bytes: Uint8Array })[] =>
  HAS_TAPES
    ? Object.entries(readJson('expected-parse.json') as Record<string, Expected>).map(([path, expected]) => ({
        ...expected,
        path,
        bytes: readFileSync(resolve(TAPES, path)),
      }))
    : [];
