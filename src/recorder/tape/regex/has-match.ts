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

/**
 * States are remembered until they hold this many places together. Most patterns need a few hundred; one that goes on to make
 * new states would only fill the memory with what is never met again.
 */
const MOST_PLACES = 1_000_000;

/**
 * Whether the program matches anywhere, in time that grows with the text only: all ways through the program are followed at
 * once, and each set of places is worked out once, as RE2 does it.
 */
export function createMatchTest(program: Program, letterOf: (point: number) => Letter): (text: string) => boolean {
  const { instructions, start } = program;
  let states = new Map<string, State>();
  let keptPlaces = 0;
  // Which step came to a place last, and which one leads to it: numbers spare a fresh set for each step.
  const visitedBy = new Uint32Array(instructions.length);
  const reachedBy = new Uint32Array(instructions.length);
  let stepNumber = 0;

  const stateOf = (places: number[], before: Neighbour): State => {
    if (keptPlaces > MOST_PLACES) return { places, before, steps: [] };
    places.sort((left, right) => left - right);
    const key = `${before} ${places.join()}`;
    const known = states.get(key);
    if (known !== undefined) return known;
    const state: State = { places, before, steps: [] };
    states.set(key, state);
    keptPlaces += places.length + 1;
    return state;
  };

  const step = (state: State, letter: Letter | undefined): State | true => {
    const after = letter?.neighbour ?? 'edge';
    stepNumber = (stepNumber + 1) >>> 0;
    const open = [start, ...state.places];
    const next: number[] = [];
    for (let place = open.pop(); place !== undefined; place = open.pop()) {
      const instruction = instructions[place];
      if (instruction === undefined || visitedBy[place] === stepNumber) continue;
      visitedBy[place] = stepNumber;
      if (instruction.op === 'match') return true;
      if (instruction.op === 'split') open.push(instruction.second, instruction.first);
      else if (instruction.op === 'save') open.push(instruction.next);
      else if (instruction.op === 'assert') {
        if (holds(instruction.assertion, state.before, after)) open.push(instruction.next);
      } else if (letter?.takenBy.has(instruction.set) === true && reachedBy[instruction.next] !== stepNumber) {
        reachedBy[instruction.next] = stepNumber;
        next.push(instruction.next);
      }
    }
    return stateOf(next, after);
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
    if (keptPlaces > MOST_PLACES) {
      states = new Map();
      keptPlaces = 0;
    }
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
