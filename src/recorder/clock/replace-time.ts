import { createRequire, syncBuiltinESMExports } from 'node:module';
import { promisify } from 'node:util';
import type { ProcessTimers } from './process-timers.ts';

/**
 * Gives this process the timers' time: `setTimeout` and `setInterval` with all their doors, `Date`, `performance.now`,
 * `process.hrtime`, `process.uptime`, `AbortSignal.timeout`. `setImmediate` stays: it needs no time.
 */
export function replaceTime(timers: ProcessTimers, epochMs: number): void {
  const setTimeout = (done: (...args: never[]) => unknown, ms?: unknown, ...args: unknown[]): unknown =>
    timers.start(callable(done), ms, args, false);
  const setInterval = (done: (...args: never[]) => unknown, ms?: unknown, ...args: unknown[]): unknown =>
    timers.start(callable(done), ms, args, true);
  const clear = (handle: unknown): void => timers.clear(handle);
  const promised = timerPromises(timers);
  Object.defineProperty(setTimeout, promisify.custom, { value: promised.setTimeout });

  const replaced = { setTimeout, setInterval, clearTimeout: clear, clearInterval: clear };
  Object.assign(globalThis, replaced);
  const require = createRequire(import.meta.url);
  Object.assign(require('node:timers') as object, replaced);
  const builtIn = require('node:timers/promises') as { scheduler: object };
  Object.assign(builtIn, promised);
  const wait = (ms: number, options?: WaitOptions): Promise<void> => promised.setTimeout(ms, undefined, options);
  Object.defineProperty(builtIn.scheduler, 'wait', { value: wait, configurable: true });

  replaceDate(() => epochMs + timers.elapsedMs);
  Object.defineProperty(performance, 'now', { value: () => timers.elapsedMs, configurable: true, writable: true });
  Object.defineProperty(performance, 'timeOrigin', { value: epochMs, configurable: true });
  const bigint = (): bigint => BigInt(Math.round(timers.elapsedMs * 1e6));
  process.hrtime = Object.assign((before?: [number, number]) => hrtimeSince(timers.elapsedMs, before), { bigint });
  process.uptime = () => timers.elapsedMs / 1000;
  AbortSignal.timeout = (ms) => {
    const stop = new AbortController();
    const why = new DOMException('The operation was aborted due to timeout', 'TimeoutError');
    timers.start(() => stop.abort(why), ms, [], false).unref();
    return stop.signal;
  };
  syncBuiltinESMExports();
}

function callable(done: unknown): (...args: never[]) => unknown {
  if (typeof done === 'function') return done as (...args: never[]) => unknown;
  throw Object.assign(new TypeError('The "callback" argument must be of type function.'), {
    code: 'ERR_INVALID_ARG_TYPE',
  });
}

function replaceDate(now: () => number): void {
  const RealDate = globalThis.Date;
  const VirtualDate = new Proxy(RealDate, {
    construct: (target, args: unknown[], newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as object,
    apply: () => new RealDate(now()).toString(),
    get: (target, key): unknown => (key === 'now' ? now : Reflect.get(target, key)),
  });
  Object.defineProperty(RealDate.prototype, 'constructor', { value: VirtualDate, writable: true, configurable: true });
  globalThis.Date = VirtualDate;
}

function hrtimeSince(elapsedMs: number, [seconds, nanoseconds]: readonly [number, number] = [0, 0]): [number, number] {
  const total = Math.round(elapsedMs * 1e6) - (seconds * 1e9 + nanoseconds);
  return [Math.floor(total / 1e9), ((total % 1e9) + 1e9) % 1e9];
}

interface WaitOptions {
  readonly signal?: AbortSignal;
  readonly ref?: boolean;
}

interface TimerPromises {
  readonly setTimeout: <Value>(ms?: number, value?: Value, options?: WaitOptions) => Promise<Value>;
  readonly setInterval: <Value>(ms?: number, value?: Value, options?: WaitOptions) => AsyncGenerator<Value>;
}

function timerPromises(timers: ProcessTimers): TimerPromises {
  const wait: TimerPromises['setTimeout'] = (ms, value, { signal, ref = true } = {}) =>
    new Promise((resolve, reject) => {
      const refuse = (): void => {
        timer.close();
        reject(abortError(signal?.reason));
      };
      const timer = timers.start(
        () => {
          signal?.removeEventListener('abort', refuse);
          resolve(value as never);
        },
        ms,
        [],
        false,
      );
      if (!ref) timer.unref();
      if (signal?.aborted === true) refuse();
      else signal?.addEventListener('abort', refuse, { once: true });
    });
  return {
    setTimeout: wait,
    async *setInterval(ms, value, options) {
      for (;;) yield await wait(ms, value, options);
    },
  };
}

const abortError = (cause: unknown): Error =>
  Object.assign(new Error('The operation was aborted', { cause }), { name: 'AbortError', code: 'ABORT_ERR' });
