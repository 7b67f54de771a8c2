import { expect, test } from 'vitest';
import { createGuardedWait } from '../../../src/providers/wire/guarded-wait.ts';

const never = new Promise<never>(() => undefined);

test('a wait gives the value, or the error, of what it waited for', async () => {
  using guard = createGuardedWait(new AbortController().signal);
  expect(await guard.wait(Promise.resolve(7), 1000)).toEqual({ kind: 'value', value: 7 });
  const error = new Error('broken');
  expect(await guard.wait(Promise.reject(error), 1000)).toEqual({ kind: 'error', error });
});

test('a wait ends at its limit and the next one starts afresh', async () => {
  using guard = createGuardedWait(new AbortController().signal);
  expect(await guard.wait(never, 5)).toEqual({ kind: 'timeout' });
  expect(await guard.wait(Promise.resolve('late'), 5)).toEqual({ kind: 'value', value: 'late' });
});

test('an abort ends the wait at once, and every later one', async () => {
  const stop = new AbortController();
  using guard = createGuardedWait(stop.signal);
  const waiting = guard.wait(never, 60_000);
  stop.abort();
  expect(await waiting).toEqual({ kind: 'aborted' });
  expect(await guard.wait(Promise.reject(new Error('unheard')), 60_000)).toEqual({ kind: 'aborted' });
});

test('a disposed guard no longer listens', async () => {
  const stop = new AbortController();
  let waiting: Promise<unknown>;
  {
    using guard = createGuardedWait(stop.signal);
    waiting = guard.wait(never, 5);
  }
  stop.abort();
  expect(await waiting).toEqual({ kind: 'timeout' });
});
