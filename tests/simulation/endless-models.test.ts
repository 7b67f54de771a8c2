import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { agentId } from '../../src/coordination/ids.ts';
import { DEFAULT_SETTINGS } from '../../src/coordination/settings.ts';
import { checkWorld } from './check-world.ts';
import { ENDLESS_MS } from './model-script.ts';
import type { World } from './random-world.ts';

/** Far more than the rounds of any of these worlds can take, far less than an endless call. */
const LONG_MS = 6 * 3_600_000;

const world = fc
  .record({
    seed: fc.integer({ min: 1, max: 1_000_000 }),
    count: fc.integer({ min: 1, max: 4 }),
    badRate: fc.constantFrom(0.1, 0.4, 1),
    toolRate: fc.constantFrom(0, 0.5),
    roundTimeoutGraceMs: fc.constantFrom(0, 500, 10_000, 120_000),
    initialRoundTimeoutMs: fc.constantFrom(1_000, 60_000),
    subsequentRoundTimeoutMs: fc.constantFrom(1_000, 30_000),
    disableInjection: fc.boolean(),
    deferVotingUntilAllAnswered: fc.boolean(),
  })
  .map(({ seed, count, badRate, toolRate, ...more }): World => ({
    seed,
    profiles: Array.from({ length: count }, () => ({
      kind: 'endless',
      answers: 1,
      fastestMs: 100,
      slowestMs: 40_000,
      toolRate,
      badRate,
    })),
    settings: {
      ...DEFAULT_SETTINGS,
      ...more,
      maxNewAnswersPerAgent: 2,
      orchestratorTimeoutMs: 2 * ENDLESS_MS,
      agents: Array.from({ length: count }, (_, index) => ({ id: agentId(`x${index}y`), subtask: null })),
    },
    faultRate: 0,
    telemetry: false,
    tame: false,
    human: [],
  }));

test('rounds with limits end by themselves, though models write on for ever', () => {
  fc.assert(
    fc.property(world, (scene) => {
      const { result, broken } = checkWorld(scene);
      expect(broken).toEqual([]);
      expect(result.last.outcome).not.toBeNull();
      const ends = result.events.flatMap((event) =>
        event.event_type === 'system_status' && event.data.status === 'turn_ended' ? [event.data] : [],
      );
      expect(ends).toHaveLength(1);
      expect(ends[0]?.duration_ms).toBeLessThan(LONG_MS);
    }),
    { numRuns: 800, seed: 5 },
  );
});
