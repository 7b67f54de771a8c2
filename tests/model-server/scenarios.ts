import { ANY_AGENT } from '../../src/model-server/scenario/scenario.ts';
import type { Scenario, Step, Turn } from '../../src/model-server/scenario/scenario.ts';

/** A turn with everything but its steps left at rest. */
export const turnOf = (steps: readonly Step[], fields: Partial<Turn> = {}): Turn => ({
  when: {},
  times: undefined,
  pace: {},
  steps,
  usage: {},
  finish: 'end',
  fault: undefined,
  ...fields,
});

/** A scenario in which every agent plays these turns. */
export const scenarioOf = (...turns: readonly Turn[]): Scenario => ({
  name: 'test',
  question: null,
  pace: {},
  models: ['model-one', 'model-two'],
  roles: [{ agent: ANY_AGENT, pace: {}, turns }],
});

export const think = (text: string): Step => ({ kind: 'think', text: [text] });
export const text = (value: string): Step => ({ kind: 'text', text: [value] });
export const answer = (value: string): Step => ({ kind: 'answer', text: [value] });
export const call = (name: string, argumentsText: string): Step => ({ kind: 'call', name, argumentsText });
export const pause = (ms: number): Step => ({ kind: 'pause', ms });
