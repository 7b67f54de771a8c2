import type { Letter } from './alphabet.ts';
import type { Program } from './program.ts';
import { holds, neighbourOf } from './text-place.ts';

/** Start and end of the whole match and of each group, in code units; -1 for a group that took no part. */
type Slots = readonly number[];

interface Thread {
  readonly place: number;
  readonly slots: Slots;
}

/** The whole character, also where it takes two code units. */
function pointBefore(text: string, index: number): number | undefined {
  if (index === 0) return undefined;
  const low = text.charCodeAt(index - 1);
  const isPair = low >= 0xdc00 && low <= 0xdfff && index > 1 && (text.codePointAt(index - 2) ?? 0) > 0xffff;
  return isPair ? text.codePointAt(index - 2) : low;
}

/**
 * The leftmost match from `from` on, of several that begin there the one that a backtracking engine would find first. All
 * threads go through the text in step, best first, and none visits a place twice, so the time grows with the text only.
 * `anchored` looks at `from` alone.
 */
export function findMatch(
  program: Program,
  letterOf: (point: number) => Letter,
  text: string,
  from: number,
  anchored: boolean,
): Slots | null {
  const { instructions, start, groupCount } = program;
  const noSlots: Slots = Array.from({ length: groupCount * 2 }, () => -1);
  const seen = new Int32Array(instructions.length).fill(-1);
  let threads: readonly Thread[] = [];
  let found: Slots | null = null;
  for (let index = from; ;) {
    const point = text.codePointAt(index);
    const before = neighbourOf(pointBefore(text, index));
    const after = neighbourOf(point);
    const letter = point === undefined ? undefined : letterOf(point);
    const mayBegin = found === null && (index === from || !anchored);
    const beginning: readonly Thread[] = mayBegin ? [{ place: start, slots: noSlots.with(0, index) }] : [];
    const next: Thread[] = [];
    // Best last, to be taken first.
    const open = [...threads, ...beginning].toReversed();
    for (let thread = open.pop(); thread !== undefined; thread = open.pop()) {
      const { place, slots } = thread;
      const instruction = instructions[place];
      if (instruction === undefined || seen[place] === index) continue;
      seen[place] = index;
      if (instruction.op === 'match') {
        found = slots.with(1, index);
        break; // what is left is worse than this
      }
      if (instruction.op === 'split')
        open.push({ place: instruction.second, slots }, { place: instruction.first, slots });
      else if (instruction.op === 'save') {
        open.push({ place: instruction.next, slots: slots.with(instruction.slot, index) });
      } else if (instruction.op === 'assert') {
        if (holds(instruction.assertion, before, after)) open.push({ place: instruction.next, slots });
      } else if (letter?.takenBy.has(instruction.set) === true) next.push({ place: instruction.next, slots });
    }
    threads = next;
    if (point === undefined || (threads.length === 0 && (found !== null || anchored))) return found;
    index += point > 0xffff ? 2 : 1;
  }
}
