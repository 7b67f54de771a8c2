import type { Assertion, CharacterSet, PatternNode } from './pattern-node.ts';

/** Numbers are places in the program. Of a split, `first` is preferred. */
type Instruction =
  | { readonly op: 'set'; readonly set: CharacterSet; readonly next: number }
  | { readonly op: 'split'; readonly first: number; readonly second: number }
  | { readonly op: 'assert'; readonly assertion: Assertion; readonly next: number }
  | { readonly op: 'save'; readonly slot: number; readonly next: number }
  | { readonly op: 'match' };

export interface Program {
  readonly instructions: readonly Instruction[];
  readonly start: number;
  /** Groups and the whole match; each has two slots. */
  readonly groupCount: number;
}

/** A search may take this many steps for each character; repeats with counts are written out, and so is what they hold. */
const LONGEST_PROGRAM = 2000;

/** At least as long as the program will be. */
function lengthOf(node: PatternNode): number {
  switch (node.type) {
    case 'empty':
      return 0;
    case 'set':
    case 'assertion':
      return 1;
    case 'group':
      return lengthOf(node.body) + 2;
    case 'sequence':
      return node.parts.reduce((sum, part) => sum + lengthOf(part), 0);
    case 'choice':
      return node.branches.reduce((sum, branch) => sum + lengthOf(branch) + 1, -1);
    case 'repeat':
      return node.high === Infinity
        ? lengthOf(node.body) * Math.max(node.low, 1) + 2
        : lengthOf(node.body) * node.high + (node.high - node.low);
  }
}

function matchesEmpty(node: PatternNode): boolean {
  switch (node.type) {
    case 'empty':
    case 'assertion':
      return true;
    case 'set':
      return false;
    case 'group':
      return matchesEmpty(node.body);
    case 'sequence':
      return node.parts.every(matchesEmpty);
    case 'choice':
      return node.branches.some(matchesEmpty);
    case 'repeat':
      return node.low === 0 || matchesEmpty(node.body);
  }
}

class ProgramWriter {
  readonly instructions: Instruction[] = [{ op: 'match' }];

  #add(instruction: Instruction): number {
    return this.instructions.push(instruction) - 1;
  }

  #split(taken: number, left: number, lazy: boolean): number {
    return this.#add(lazy ? { op: 'split', first: left, second: taken } : { op: 'split', first: taken, second: left });
  }

  /** Writes the node in front of `next`, back to front, and gives the place where it begins. */
  write(node: PatternNode, next: number): number {
    switch (node.type) {
      case 'empty':
        return next;
      case 'set':
        return this.#add({ op: 'set', set: node.set, next });
      case 'assertion':
        return this.#add({ op: 'assert', assertion: node.assertion, next });
      case 'group': {
        const close = this.#add({ op: 'save', slot: node.index * 2 + 1, next });
        return this.#add({ op: 'save', slot: node.index * 2, next: this.write(node.body, close) });
      }
      case 'sequence':
        return node.parts.reduceRight((after, part) => this.write(part, after), next);
      case 'choice': {
        const starts = node.branches.map((branch) => this.write(branch, next));
        return starts.reduceRight((second, first) => this.#split(first, second, false));
      }
      case 'repeat':
        return this.#writeRepeat(node, next);
    }
  }

  #writeRepeat(node: PatternNode & { readonly type: 'repeat' }, next: number): number {
    const { body, low, high, lazy } = node;
    let start = next;
    let copies = low;
    if (high === Infinity) {
      const written = this.#writeLoop(body, lazy, next);
      start = low === 0 ? written.loop : written.start;
      // `(a?)*` is `((a?)+)?`, so that a body that takes nothing is still entered once.
      if (low === 0 && matchesEmpty(body)) start = this.#split(written.start, next, lazy);
      copies = Math.max(low - 1, 0);
    } else {
      for (let optional = low; optional < high; optional += 1) start = this.#split(this.write(body, start), next, lazy);
    }
    for (let copy = 0; copy < copies; copy += 1) start = this.write(body, start);
    return start;
  }

  /** The loop's split comes first and is filled in when the place of the body is known. */
  #writeLoop(body: PatternNode, lazy: boolean, next: number): { readonly loop: number; readonly start: number } {
    const loop = this.#split(next, next, lazy);
    const start = this.write(body, loop);
    this.instructions[loop] = lazy
      ? { op: 'split', first: next, second: start }
      : { op: 'split', first: start, second: next };
    return { loop, start };
  }
}

/** Whether counts make the pattern too long to be searched for in good time. */
export const isTooLong = (root: PatternNode): boolean => lengthOf(root) > LONGEST_PROGRAM;

export function writeProgram(root: PatternNode, groupCount: number): Program {
  const writer = new ProgramWriter();
  const start = writer.write(root, 0);
  return { instructions: writer.instructions, start, groupCount };
}
