import { expect, test } from 'vitest';
import { programAnswered } from '../../../src/recorder/play/program-answered.ts';

interface Story {
  /** What the machine says of the program at a moment; undefined where it says nothing. */
  readonly busy?: (ms: number) => boolean | undefined;
  /** Moments at which the program prints. */
  readonly prints?: readonly number[];
  /** By how much the recorder wakes late, at a moment. */
  readonly late?: (ms: number) => number;
  /** Chunks that had come before the last input. */
  readonly before?: number;
  readonly over?: AbortSignal;
}

/** When the answer counts as complete, in milliseconds. */
async function answeredAt({ busy, prints = [], late = () => 0, before = 0, over }: Story): Promise<number> {
  let nowMs = 0;
  await programAnswered(
    {
      host: busy === undefined ? {} : { busy: () => busy(nowMs) },
      intake: {
        drained: () => Promise.resolve(),
        get received() {
          return prints.filter((ms) => ms <= nowMs).length;
        },
      },
      pace: {
        now: () => nowMs,
        until: (atMs) => {
          nowMs = atMs + late(nowMs);
          return Promise.resolve();
        },
      },
      over: over ?? new AbortController().signal,
    },
    () => before,
  );
  return nowMs;
}

test('a program that waits for its next input has answered soon', async () => {
  expect(await answeredAt({ busy: () => false })).toBe(30);
  expect(await answeredAt({ busy: () => false, prints: [20, 40] })).toBe(70);
});

test('a program that waits for its turn is waited for', async () => {
  expect(await answeredAt({ busy: (ms) => ms < 250, prints: [5, 240] })).toBe(270);
});

test('a program that works in silence has nothing to say for now', async () => {
  expect(await answeredAt({ busy: () => true })).toBe(400);
});

test('where nobody can tell, what has printed counts as answering, and what has not gets longer', async () => {
  expect(await answeredAt({ prints: [5, 60] })).toBe(140);
  expect(await answeredAt({ prints: [0], before: 1 })).toBe(400);
});

test('time that the recorder slept through says little about the program', async () => {
  expect(await answeredAt({ busy: () => false, late: () => 90 })).toBe(200);
});

test('a program that never stops printing is waited for a second', async () => {
  expect(await answeredAt({ busy: () => false, prints: Array.from({ length: 500 }, (_, index) => index * 10) })).toBe(
    1000,
  );
});

test('nobody is waited for who has ended', async () => {
  expect(await answeredAt({ busy: () => true, over: AbortSignal.abort() })).toBe(0);
});
