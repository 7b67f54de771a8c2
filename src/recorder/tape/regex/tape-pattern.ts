import { createAlphabet } from './alphabet.ts';
import { findMatch } from './find-match.ts';
import { createMatchTest } from './has-match.ts';
import type { Program } from './program.ts';

/** A pattern that has been read, without flags; may be shared by many. */
export interface PatternEngine {
  /** As written in the tape. */
  readonly source: string;
  readonly program: Program;
  readonly groups: readonly (string | undefined)[];
  readonly hasMatch: (text: string) => boolean;
  readonly letterOf: ReturnType<typeof createAlphabet>;
}

export function createEngine(source: string, program: Program, groups: PatternEngine['groups']): PatternEngine {
  const sets = program.instructions.flatMap((instruction) => (instruction.op === 'set' ? [instruction.set] : []));
  const letterOf = createAlphabet(sets);
  return { source, program, groups, letterOf, hasMatch: createMatchTest(program, letterOf) };
}

/**
 * A `RegExp` that searches with the tape's own engine: `test`, `exec` and the methods of strings all go through `exec`. Its
 * `source` is RE2's language, so do not build another `RegExp` from it; copy the pattern with other flags instead.
 */
export class TapePattern extends RegExp {
  readonly #engine: PatternEngine;

  /** String methods copy patterns by calling this with one of them. */
  constructor(from: PatternEngine | TapePattern, flags = '') {
    // `u`: an empty match is stepped over by whole characters.
    super('(?:)', flags.includes('u') ? flags : `${flags}u`);
    this.#engine = from instanceof TapePattern ? from.#engine : from;
  }

  override get source(): string {
    return this.#engine.source;
  }

  override test(text: string): boolean {
    return this.global || this.sticky ? this.exec(text) !== null : this.#engine.hasMatch(text);
  }

  override exec(text: string): RegExpExecArray | null {
    const { program, groups, letterOf, hasMatch } = this.#engine;
    const isStateful = this.global || this.sticky;
    const from = isStateful ? this.lastIndex : 0;
    const mayMatch = from <= text.length && (this.sticky || from > 0 || hasMatch(text));
    const slots = mayMatch ? findMatch(program, letterOf, text, from, this.sticky) : null;
    if (isStateful) this.lastIndex = slots?.[1] ?? 0;
    if (slots === null) return null;
    const texts = groups.map((_name, index) => {
      const [start = -1, end = -1] = slots.slice(index * 2, index * 2 + 2);
      return end === -1 ? undefined : text.slice(start, end);
    });
    const named = groups.flatMap((name, index) => (name === undefined ? [] : [[name, texts[index]] as const]));
    const found = { index: slots[0], input: text, groups: named.length > 0 ? Object.fromEntries(named) : undefined };
    return Object.assign(texts, found) as RegExpExecArray;
  }
}
