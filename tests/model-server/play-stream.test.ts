import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { playStream } from '../../src/model-server/play-stream.ts';
import type { StreamPlay } from '../../src/model-server/play-stream.ts';
import { writeSlices } from '../../src/model-server/write-slices.ts';
import type { Clock } from '../../src/runtime/ports/clock.ts';

/** What one request gets when `answer` writes it: the body, and how often the socket was written to. */
async function heard(answer: (response: ServerResponse) => Promise<void>): Promise<{ body: string; writes: string[] }> {
  const writes: string[] = [];
  const server = createServer((_request, response) => {
    const write = response.write.bind(response) as (chunk: Buffer) => boolean;
    response.write = (chunk: Buffer) => {
      if (chunk.length > 0) writes.push(String(chunk));
      return write(chunk);
    };
    answer(response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  try {
    const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    return { body: await response.text(), writes };
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

/** A clock that oversleeps by `late` every time. */
const sleepy = (late: number): Clock & { readonly naps: number[] } => {
  let nowMs = 0;
  const naps: number[] = [];
  return {
    naps,
    now: () => nowMs,
    sleep: (ms) => {
      naps.push(ms);
      nowMs += ms + late;
      return Promise.resolve();
    },
  };
};

const never = new AbortController().signal;
const every10ms = ['a', 'b', 'c', 'd', 'e'].map((text, index) => ({ text, dueMs: index * 10 }));
const play = (fields: Partial<StreamPlay> = {}): StreamPlay => ({
  events: every10ms,
  ending: 'end',
  sliceBytes: undefined,
  ...fields,
});

test('every event goes out at its moment', async () => {
  const clock = sleepy(0);
  const { body, writes } = await heard((response) => playStream(response, play(), clock, never));
  expect([body, writes]).toEqual(['abcde', ['a', 'b', 'c', 'd', 'e']]);
  expect(clock.naps).toEqual([10, 10, 10, 10]);
});

test('a late server sends what is due together and does not fall behind', async () => {
  const clock = sleepy(15);
  const { body, writes } = await heard((response) => playStream(response, play(), clock, never));
  expect([body, writes]).toEqual(['abcde', ['a', 'bc', 'de']]);
  expect(clock.now()).toBeLessThan(60);
});

test('events without delay are one write', async () => {
  const events = every10ms.map(({ text }) => ({ text, dueMs: 0 }));
  const { writes } = await heard((response) => playStream(response, play({ events }), sleepy(0), never));
  expect(writes).toEqual(['abcde']);
});

test('slices cut what is sent together', async () => {
  const events = [{ text: 'größer', dueMs: 0 }];
  const { body, writes } = await heard((response) =>
    playStream(response, play({ events, sliceBytes: 3 }), sleepy(0), never),
  );
  expect(body).toBe('größer');
  expect(writes).toHaveLength(3); // eight bytes
});

test('a stream without events still ends', async () => {
  const { body } = await heard((response) => playStream(response, play({ events: [] }), sleepy(0), never));
  expect(body).toBe('');
});

test('nothing more is sent after the signal', async () => {
  const stop = new AbortController();
  const clock: Clock = { now: () => 0, sleep: () => Promise.resolve(stop.abort()) };
  const { writes } = await heard(async (response) => {
    await playStream(response, play(), clock, stop.signal);
    response.end();
  });
  expect(writes).toEqual(['a']);
});

test('a slow client slows the server down: a large body arrives whole', async () => {
  const bytes = Buffer.alloc(5_000_000, 'x');
  const { body, writes } = await heard(async (response) => {
    await writeSlices(response, bytes, 100_000, never);
    response.end();
  });
  expect([body.length, writes.length]).toEqual([5_000_000, 50]);
});

test('a slice is at least one byte', async () => {
  const { body, writes } = await heard(async (response) => {
    await writeSlices(response, Buffer.from('abc'), 0, never);
    response.end();
  });
  expect([body, writes]).toEqual(['abc', ['a', 'b', 'c']]);
});

test('an event due a fraction after the clock’s time is waited for, however large the numbers are', async () => {
  const startMs = Date.UTC(2026, 0, 1);
  let nowMs = startMs;
  const naps: number[] = [];
  const clock: Clock = {
    now: () => nowMs,
    sleep: (ms) => {
      naps.push(ms);
      nowMs += Math.max(1, Math.trunc(ms)); // whole milliseconds, as timers have them
      return Promise.resolve();
    },
  };
  const events = [{ text: 'a', dueMs: 62.000_000_1 }];
  const { body } = await heard((response) => playStream(response, play({ events }), clock, never));
  expect([body, naps.map(Math.trunc), nowMs - startMs]).toEqual(['a', [62, 0], 63]);
});
