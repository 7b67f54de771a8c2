import { describe, expect, test } from 'vitest';
import type { EventDraft } from '../../src/coordination/events.ts';
import { BLIND, runWorld } from './driver.ts';
import { checkEvent } from './invariants/all.ts';
import { createFacts } from './invariants/facts.ts';
import { follow } from './invariants/follow.ts';
import { randomWorld } from './random-world.ts';

type Logged = ReturnType<typeof runWorld>['events'];

const isKept = (event: EventDraft): boolean => event.event_type === 'answer_locked' && event.data.origin !== undefined;
const isEnd = (event: EventDraft): boolean =>
  event.event_type === 'system_status' && event.data.status === 'turn_ended';

/** The first world of one agent whose second attempt came to nothing, and its log. */
function worldOfTwoAttempts(outcome: string): { readonly settings: Parameters<typeof createFacts>[0]; events: Logged } {
  for (let seed = 1; seed < 4_000; seed += 1) {
    const world = randomWorld(seed, 1);
    const { events, last } = runWorld(world, BLIND);
    if (last.outcome === outcome && events.some(isKept)) return { settings: world.settings, events };
  }
  throw new Error(`no seed keeps the answer of an earlier attempt and ends as ${outcome}`);
}

const changed =
  (is: (event: EventDraft) => boolean, data: object) =>
  (event: EventDraft): readonly EventDraft[] =>
    is(event) ? [{ ...event, data: { ...event.data, ...data } } as EventDraft] : [event];

describe.each(['answered', 'cancelled'])('invariant 42 in a world that ends as %s', (outcome) => {
  const { settings, events } = worldOfTwoAttempts(outcome);

  function broken(tamper: (event: EventDraft) => readonly EventDraft[]): readonly number[] {
    const facts = createFacts(settings);
    const numbers = new Set<number>();
    for (const event of events.flatMap(tamper)) {
      checkEvent(event, facts, (number) => numbers.add(number));
      follow(facts, event);
    }
    return [...numbers];
  }

  test('holds', () => {
    expect(broken((event) => [event])).toEqual([]);
  });

  test('notices that the presented answer is forgotten', () => {
    expect(broken((event) => (isKept(event) ? [] : [event]))).toContain(42);
  });

  test('notices that nobody is told which attempt the answer is of', () => {
    expect(broken(changed(isKept, { origin: undefined }))).toContain(42);
  });

  test('notices an exit code that denies the answer, and reasons for having none', () => {
    expect(broken(changed(isEnd, { exit_code: 2 }))).toContain(42);
    expect(broken(changed(isEnd, { reasons: { zorya: 'no answer' } }))).toContain(42);
  });

  test('notices another text than was presented', () => {
    expect(broken(changed(isKept, { content: 'another' }))).toContain(30);
  });
});
