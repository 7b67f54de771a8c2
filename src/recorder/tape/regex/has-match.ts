import type { Letter } from './alphabet.ts';
import type { Program } from './program.ts';
import { holds } from './text-place.ts';
import type { Neighbour } from './text-place.ts';

/** Where a search may be at once. The start of the program is always added, since a match may begin anywhere. */
interface State {
  readonly places: readonly number[];
  readonly before: Neighbour;
  /** Where a letter leads, by its number; 0 is the end of the text. True is a match. */
  readonly steps: (State | true | undefined)[];
}

/** States are remembered up to here, then forgotten together: a hostile pattern takes time, not memory. */
const MOST_STATES = 2000;

/**
 * Whether the program matches anywhere, in time that grows with the text only: all ways through the program are followed at
 * once, and each set of places is worked out once, as RE2 does it.
 */
export function createMatchTest(program: Program, letterOf: (point: number) => Letter): (text: string) => boolean {
  const { instructions, start } = program;
  let states = new Map<string, State>();

  const stateOf = (places: readonly number[], before: Neighbour): State => {
    const key = `${before} ${places.join()}`;
    const known = states.get(key);
    if (known !== undefined) return known;
    if (states.size >= MOST_STATES) states = new Map();
    const state: State = { places, before, steps: [] };
    states.set(key, state);
    return state;
  };

  const step = (state: State, letter: Letter | undefined): State | true => {
    const after = letter?.neighbour ?? 'edge';
    const seen = new Uint8Array(instructions.length);
    const open = [start, ...state.places];
    const next = new Set<number>();
    for (let place = open.pop(); place !== undefined; place = open.pop()) {
      const instruction = instructions[place];
      if (instruction === undefined || seen[place] === 1) continue;
      seen[place] = 1;
      if (instruction.op === 'match') return true;
      if (instruction.op === 'split') open.push(instruction.second, instruction.first);
      else if (instruction.op === 'save') open.push(instruction.next);
      else if (instruction.op === 'assert') {
        if (holds(instruction.assertion, state.before, after)) open.push(instruction.next);
      } else if (letter?.takenBy.has(instruction.set) === true) next.add(instruction.next);
    }
    return stateOf(
      [...next].toSorted((left, right) => left - right),
      after,
    );
  };

  const follow = (state: State, letter: Letter | undefined): State | true => {
    const id = letter?.id ?? 0;
    const known = state.steps[id];
    if (known !== undefined) return known;
    const reached = step(state, letter);
    state.steps[id] = reached;
    return reached;
  };

  return (text) => {
    let state = stateOf([], 'edge');
    for (let index = 0; index < text.length;) {
      const point = text.codePointAt(index) ?? 0;
      const reached = follow(state, letterOf(point));
      if (reached === true) return true;
      state = reached;
      index += point > 0xffff ? 2 : 1;
    }
    return follow(state, undefined) === true;
  };
}
