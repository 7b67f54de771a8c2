import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { agentId } from '../../src/coordination/ids.ts';
import { DEFAULT_SETTINGS } from '../../src/coordination/settings.ts';
import { checkWorld } from './check-world.ts';
import type { Profile } from './profiles.ts';
import type { World } from './random-world.ts';

const profile = fc
  .record({ fastestMs: fc.integer({ min: 0, max: 30_000 }), spreadMs: fc.constantFrom(0, 1, 10, 5_000, 120_000) })
  .map(({ fastestMs, spreadMs }): Profile => ({
    kind: 'prompt',
    answers: 1,
    fastestMs,
    slowestMs: fastestMs + spreadMs,
    toolRate: 0,
    badRate: 0,
  }));

const world = fc
  .record({
    seed: fc.integer({ min: 1, max: 1_000_000 }),
    profiles: fc.array(profile, { minLength: 1, maxLength: 8 }),
    disableInjection: fc.boolean(),
    deferPeerUpdatesUntilRestart: fc.boolean(),
    maxInjectionsPerRound: fc.constantFrom(null, 0, 1),
    voteEarlyStop: fc.constantFrom('off', 'majority'),
  })
  .map(({ seed, profiles, ...more }): World => ({
    seed,
    profiles,
    settings: {
      ...DEFAULT_SETTINGS,
      ...more,
      agents: profiles.map((_, index) => ({ id: agentId(`x${index}y`), subtask: null })),
    },
    faultRate: 0,
    telemetry: false,
    tame: true,
    human: [],
  }));

test('agents that vote as soon as they have seen every answer always come to an end, whatever their speeds', () => {
  fc.assert(
    fc.property(world, (scene) => {
      const { result, broken } = checkWorld(scene, false);
      expect(broken).toEqual([]);
      expect(result.last.outcome).toBe('answered');
      expect(result.last.timedOut).toBe(false);
    }),
    { numRuns: 300, seed: 3 },
  );
});

test('at most one vote is thrown away for each accepted answer and voter', () => {
  let thrownAway = 0;
  fc.assert(
    fc.property(world, (scene) => {
      const { events } = checkWorld(scene, false).result;
      const costs = new Map<string, number>();
      for (const { agent_id, event_type, data } of events) {
        if (event_type !== 'status' || data.status !== 'vote_ignored') continue;
        thrownAway += 1;
        for (const label of data.unseen_labels) {
          const key = `${agent_id} ${label}`;
          costs.set(key, (costs.get(key) ?? 0) + 1);
        }
        expect(data.unseen_labels.length).toBeGreaterThan(0);
      }
      expect([...costs.values()].every((count) => count === 1)).toBe(true);
    }),
    { numRuns: 300, seed: 4 },
  );
  // the property would say nothing if votes were never thrown away
  expect(thrownAway).toBeGreaterThan(100);
});
