import { expect, test } from 'vitest';
import { createProcessTimers } from '../../../src/recorder/clock/process-timers.ts';

const settled = (): Promise<void> => Promise.resolve();

test('timers run in order of time and of creation, with their arguments', async () => {
  const timers = createProcessTimers();
  const ran: string[] = [];
  const note = (name: string): void => void ran.push(`${name} ${timers.elapsedMs}`);
  timers.start(note, 20, ['b'], false);
  timers.start(note, 10, ['a'], false);
  timers.start(note, 20, ['c'], false);
  timers.start(note, undefined, ['first'], false);
  await timers.runTo(15, settled);
  expect(ran).toEqual(['first 1', 'a 10']);
  await timers.runTo(20, settled);
  expect([ran.slice(2), timers.elapsedMs, timers.keepAlive]).toEqual([['b 20', 'c 20'], 20, false]);
});

test('an interval repeats until it is cleared, from within as well', async () => {
  const timers = createProcessTimers();
  const at: number[] = [];
  const handle = timers.start(
    () => {
      at.push(timers.elapsedMs);
      if (at.length === 3) timers.clear(handle);
    },
    10,
    [],
    true,
  );
  await timers.runTo(100, settled);
  expect(at).toEqual([10, 20, 30]);
});

test.each([
  ['its handle', (handle: { [Symbol.toPrimitive](): number }): unknown => handle],
  ['its number', (handle: { [Symbol.toPrimitive](): number }): unknown => Number(handle)],
  ['its number as text', (handle: { [Symbol.toPrimitive](): number }): unknown => String(Number(handle))],
])('a timer is cleared by %s', async (_name, name) => {
  const timers = createProcessTimers();
  const ran: string[] = [];
  timers.clear(name(timers.start(() => ran.push('ran'), 10, [], false)));
  for (const other of [undefined, null, 'x', {}]) timers.clear(other);
  await timers.runTo(50, settled);
  expect(ran).toEqual([]);
});

test('handles can be let go, kept, put off and closed', async () => {
  const timers = createProcessTimers();
  const ran: number[] = [];
  const handle = timers.start(() => ran.push(timers.elapsedMs), 30, [], false);
  expect([timers.keepAlive, handle.unref().hasRef(), timers.keepAlive, handle.ref().hasRef()]).toEqual([
    true,
    false,
    false,
    true,
  ]);
  await timers.runTo(20, settled);
  handle.refresh();
  await timers.runTo(49, settled);
  expect(ran).toEqual([]);
  await timers.runTo(50, settled);
  handle.refresh(); // over is over
  {
    using disposed = timers.start(() => ran.push(-1), 10, [], false);
    expect(disposed.hasRef()).toBe(true);
  }
  timers.start(() => ran.push(-2), 10, [], false).close();
  await timers.runTo(500, settled);
  expect(ran).toEqual([50]);
});

test.each([0, -5, Number.NaN, 2 ** 40, 'x', null])('a delay of %s is one millisecond', async (ms) => {
  const timers = createProcessTimers();
  const ran: number[] = [];
  timers.start(() => ran.push(timers.elapsedMs), ms, [], false);
  await timers.runTo(1, settled);
  expect(ran).toEqual([1]);
});
