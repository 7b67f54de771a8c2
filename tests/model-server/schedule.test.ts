import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { schedule, totalMs } from '../../src/model-server/schedule.ts';

const pace = { firstTokenMs: 200, tokensPerSecond: 100, sliceBytes: undefined };
const event = (tokens: number, pauseMs = 0): { text: string; tokens: number; pauseMs: number } => ({
  text: '.',
  tokens,
  pauseMs,
});

test('the first token comes after its delay, every other one at the rate, and the opening at once', () => {
  const events = [event(0), event(0), event(1), event(1), event(1), event(0)];
  expect(schedule(events, pace).map(({ dueMs }) => dueMs)).toEqual([0, 0, 200, 210, 220, 220]);
});

test('an event of several tokens takes as long as they do', () => {
  expect(schedule([event(4), event(4), event(2)], pace).map(({ dueMs }) => dueMs)).toEqual([230, 270, 290]);
});

test('a pause comes on top', () => {
  const due = schedule([event(1), event(1, 500), event(1)], pace).map(({ dueMs }) => dueMs);
  expect(due).toEqual([200, 710, 720]);
});

test('without a rate everything after the first token is due together', () => {
  const at = schedule([event(1), event(50), event(1)], { ...pace, tokensPerSecond: 0 });
  expect(at.map(({ dueMs }) => dueMs)).toEqual([200, 200, 200]);
  expect([totalMs(at), totalMs([])]).toEqual([200, 0]);
});

test('events never come out of order, and n tokens need first + (n - 1) / rate + pauses', () => {
  const one = fc.record({ text: fc.constant('.'), tokens: fc.nat(9), pauseMs: fc.nat(100) });
  fc.assert(
    fc.property(fc.array(one), (events) => {
      const due = schedule(events, pace).map(({ dueMs }) => dueMs);
      expect(due).toEqual(due.toSorted((left, right) => left - right));
      const tokens = events.reduce((sum, { tokens: count }) => sum + count, 0);
      const pauses = events.reduce((sum, { pauseMs }) => sum + pauseMs, 0);
      const least = tokens === 0 ? 0 : 200 + (tokens - 1) * 10 + pauses;
      expect(due.at(-1) ?? 0).toBeGreaterThanOrEqual(least);
      expect(due.at(-1) ?? 0).toBeLessThanOrEqual(Math.max(least, 200 + pauses + tokens * 10));
    }),
  );
});
