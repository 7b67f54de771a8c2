import type { Effect } from '../../../src/coordination/effects.ts';
import type { EventType } from '../../../src/coordination/events.ts';
import type { Facts, Of } from './facts.ts';

/** Says that invariant `number` of the specification does not hold, and how. */
export type Report = (number: number, message: string) => void;

/** Looks at events before they are taken into the facts. One handler per type it cares for. */
export type EventChecks = {
  readonly [Type in EventType]?: (event: Of<Type>, facts: Facts, report: Report) => void;
};

export type EffectCheck = (effect: Effect, facts: Facts, report: Report) => void;
