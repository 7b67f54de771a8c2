import { fail, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { parseClass, parseClassEscape, parseEscape, rangeClass } from './parse-class.ts';
import { PatternInput, PatternRefused } from './pattern-input.ts';
import type { Assertion, PatternNode } from './pattern-node.ts';

/** RE2's own limits. */
const MOST_REPEATS = 1000;
const DEEPEST_NESTING = 1000;

interface Flags {
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
  readonly ungreedy: boolean;
}

const NO_FLAGS: Flags = { ignoreCase: false, multiline: false, dotAll: false, ungreedy: false };
const FLAG_NAMES: Readonly<Record<string, keyof Flags>> = {
  i: 'ignoreCase',
  m: 'multiline',
  s: 'dotAll',
  U: 'ungreedy',
};

export interface ParsedPattern {
  readonly root: PatternNode;
  /** Names of the groups by number; the whole match is 0 and has none. */
  readonly groups: readonly (string | undefined)[];
}

const ANY = rangeClass(0, 0x10_ffff);
const NOT_LINE_FEED = rangeClass(0, 0x09) + rangeClass(0x0b, 0x10_ffff);

const sequence = (parts: readonly PatternNode[]): PatternNode => {
  const [only] = parts;
  if (only === undefined) return { type: 'empty' };
  return parts.length === 1 ? only : { type: 'sequence', parts };
};

const asserting = (assertion: Assertion): readonly PatternNode[] => [{ type: 'assertion', assertion }];

class PatternParser {
  readonly #input: PatternInput;
  readonly groups: (string | undefined)[] = [undefined];

  constructor(input: PatternInput) {
    this.#input = input;
  }

  /** Branches up to a closing parenthesis or the end. */
  parseChoice(outer: Flags, depth: number): PatternNode {
    const input = this.#input;
    if (depth > DEEPEST_NESTING) input.refuse('expression nests too deeply');
    let flags = outer;
    const branches: PatternNode[] = [];
    let parts: PatternNode[] = [];
    let wasRepeat = false;
    while (!input.isDone && !input.isAhead(')')) {
      const repeat = this.#parseRepeat();
      if (repeat !== undefined) {
        const body = parts.pop() ?? input.refuse(`missing argument to repetition operator: ${repeat.text}`);
        if (wasRepeat) input.refuse(`invalid nested repetition operator: ${repeat.text}`);
        const { low, high, counted } = repeat;
        parts.push(
          checkedRepeat(input, { type: 'repeat', body, low, high, counted, lazy: repeat.lazy !== flags.ungreedy }),
        );
        wasRepeat = true;
        continue;
      }
      wasRepeat = false;
      if (input.skip('|')) {
        branches.push(sequence(parts));
        parts = [];
      } else if (input.isAhead('(')) {
        const group = this.#parseGroup(flags, depth);
        if ('ignoreCase' in group) flags = group;
        else parts.push(group);
      } else {
        parts.push(...this.#parseAtoms(flags));
      }
    }
    branches.push(sequence(parts));
    return branches.length === 1 ? sequence(parts) : { type: 'choice', branches };
  }

  #parseRepeat() {
    const input = this.#input;
    const start = input.position;
    // Leading zeros and a missing first number make the brace a character like any other.
    const found = input.match(/([*+?])|\{(0|[1-9]\d*)(?:(,)(0|[1-9]\d*)?)?\}/y);
    if (found === null) return undefined;
    const [, mark, first, comma, second] = found;
    const low = mark === undefined ? Number(first) : mark === '+' ? 1 : 0;
    const last = comma === undefined ? low : second === undefined ? Infinity : Number(second);
    const high = mark === undefined ? last : mark === '?' ? 1 : Infinity;
    const text = input.since(start);
    if (low > MOST_REPEATS || (second !== undefined && high > MOST_REPEATS) || low > high) {
      input.refuse(`invalid repeat count: ${text}`);
    }
    return { low, high, text, counted: mark === undefined, lazy: input.skip('?') };
  }

  /** A group, or, for `(?i)` and the like, the flags that hold from here on. */
  #parseGroup(flags: Flags, depth: number): PatternNode | Flags {
    const input = this.#input;
    const start = input.position;
    input.skip('(');
    let inner = flags;
    let index: number | undefined;
    if (!input.isAhead('?')) {
      index = this.groups.push(undefined) - 1;
    } else if (input.isAhead('?P<') || input.isAhead('?<')) {
      index = this.#parseName();
    } else {
      const changed = this.#parseFlags(flags);
      if (changed.alone) return changed.flags;
      inner = changed.flags;
    }
    const body = this.parseChoice(inner, depth + 1);
    if (!input.skip(')')) input.refuse(`missing closing ): ${input.source.slice(start)}`);
    // Braces around what looks like one part keep it one part.
    return index === undefined
      ? body.type === 'empty'
        ? { type: 'sequence', parts: [] }
        : body
      : { type: 'group', body, index };
  }

  #parseName(): number {
    const input = this.#input;
    const start = input.position;
    const name = input.match(/\?P?<(\w+)>/y)?.[1];
    if (name === undefined) return input.refuse(`invalid named capture: (${input.source.slice(start)}`);
    return this.groups.push(name) - 1;
  }

  #parseFlags(flags: Flags): { readonly flags: Flags; readonly alone: boolean } {
    const input = this.#input;
    const start = input.position;
    const found = input.match(/\?([imsU]*)(-[imsU]+)?([:)])/y);
    if (found === null) {
      return input.refuse(`invalid or unsupported Perl syntax: (${input.source.slice(start, start + 3)}`);
    }
    const [, on = '', off = '', end] = found;
    let changed = flags;
    for (const letter of on) changed = { ...changed, [FLAG_NAMES[letter] ?? '']: true };
    for (const letter of off.slice(1)) changed = { ...changed, [FLAG_NAMES[letter] ?? '']: false };
    return { flags: changed, alone: end === ')' };
  }

  /** One part, or the characters of `\Q…\E`. */
  #parseAtoms(flags: Flags): readonly PatternNode[] {
    const input = this.#input;
    const { ignoreCase } = flags;
    const set = (source: string): PatternNode => ({ type: 'set', set: { source, ignoreCase } });
    const character = (text: string): PatternNode => set(rangeClass(text.codePointAt(0) ?? 0));
    if (input.isAhead('[')) return [set(parseClass(input))];
    if (input.isAhead('\\')) {
      const quote = input.match(/\\Q(.*?)(?:\\E|$)/sy)?.[1];
      if (quote !== undefined) return Array.from(quote, character);
      if (input.skip('\\A')) return asserting('text-start');
      if (input.skip('\\z')) return asserting('text-end');
      if (input.skip('\\b')) return asserting('boundary');
      if (input.skip('\\B')) return asserting('no-boundary');
      return [set(parseClassEscape(input) ?? rangeClass(parseEscape(input)))];
    }
    if (input.skip('^')) return asserting(flags.multiline ? 'line-start' : 'text-start');
    if (input.skip('$')) return asserting(flags.multiline ? 'line-end' : 'text-end');
    if (input.skip('.'))
      return [{ type: 'set', set: { source: flags.dotAll ? ANY : NOT_LINE_FEED, ignoreCase: false } }];
    return [character(input.take())];
  }
}

/** Nested counts multiply; RE2 takes no more than 1,000 in all. */
function checkedRepeat(input: PatternInput, node: PatternNode & { readonly type: 'repeat' }): PatternNode {
  const isCount = node.counted && (node.low > 1 || (node.high > 1 && node.high !== Infinity));
  if (isCount && !fitsRepeats(node, MOST_REPEATS)) input.refuse('invalid repeat count');
  return node;
}

function fitsRepeats(node: PatternNode, room: number): boolean {
  switch (node.type) {
    case 'repeat': {
      const times = node.counted ? (node.high === Infinity ? node.low : node.high) : 0;
      if (node.counted && node.high === 0) return true;
      return times <= room && fitsRepeats(node.body, times > 0 ? Math.floor(room / times) : room);
    }
    case 'group':
      return fitsRepeats(node.body, room);
    case 'sequence':
      return node.parts.every((part) => fitsRepeats(part, room));
    case 'choice':
      return node.branches.every((branch) => fitsRepeats(branch, room));
    case 'empty':
    case 'set':
    case 'assertion':
      return true;
  }
}

/** Reads a pattern as RE2 does, and refuses what RE2 refuses: look-around, back-references, `a**`, `a{1001}` and so on. */
export function parsePattern(source: string): Result<ParsedPattern, string> {
  const input = new PatternInput(source);
  const parser = new PatternParser(input);
  try {
    const root = parser.parseChoice(NO_FLAGS, 0);
    if (!input.isDone) input.refuse('unexpected )');
    return ok({ root, groups: parser.groups });
  } catch (error) {
    if (error instanceof PatternRefused) return fail(error.message);
    throw error;
  }
}
