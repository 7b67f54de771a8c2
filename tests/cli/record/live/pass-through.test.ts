import { expect, test } from 'vitest';
import { passThrough } from '../../../../src/cli/record/live/pass-through.ts';
import { createEmulator } from '../../../../src/recorder/terminal/emulator.ts';
import type { ExitReport, TerminalHost } from '../../../../src/recorder/terminal/host.ts';
import type { TerminalDevice } from '../../../../src/terminal/terminal-device.ts';

const nothing = (): void => undefined;
const ENDED: ExitReport = { exitCode: 0, signal: null, leftovers: [], ok: true };

/** A program and a terminal in memory; the terminal takes a frame when the test says so. */
function connect(signal = new AbortController().signal) {
  const log: string[] = [];
  const exited = Promise.withResolvers<ExitReport>();
  let output: (text: string) => void = nothing;
  let bytes: (chunk: Uint8Array) => void = nothing;
  let resized = nothing;
  let hangUp: (detail: string) => void = nothing;
  let idle = nothing;
  let busy = false;
  const size = { cols: 80, rows: 24 };
  const host: TerminalHost = {
    kind: 'pty',
    onOutput: (listener) => void (output = listener),
    write: (data) => log.push(`program gets ${data}`),
    resize: (columns, rows) => log.push(`program has ${columns}x${rows}`),
    pause: () => log.push('held'),
    resume: () => log.push('let go'),
    stop: () => {
      log.push('stopped');
      exited.resolve(ENDED);
      return exited.promise;
    },
    exited: exited.promise,
  };
  const device: TerminalDevice = {
    sink: {
      get busy() {
        return busy;
      },
      write: (frame) => {
        busy = true;
        log.push(`shown ${frame.length > 20 ? frame.length : frame}`);
      },
      onIdle: (listener) => void (idle = listener),
      writeSync: () => true,
      onGone: nothing,
      close: nothing,
    },
    size: () => size,
    take: nothing,
    release: nothing,
    onBytes: (listener) => void (bytes = listener),
    onResize: (listener) => void (resized = listener),
    onHangup: (listener) => void (hangUp = listener),
    stop: () => Promise.resolve(),
    close: nothing,
  };
  const work = passThrough(
    {
      device,
      host,
      emulator: createEmulator({ columns: 80, rows: 24, unicode: 15 }),
      onInput: () => log.push('noted a key'),
      onOutput: (text) => log.push(`noted ${text.length > 20 ? text.length : text}`),
      onResize: (columns, rows) => log.push(`noted ${columns}x${rows}`),
    },
    signal,
  );
  return {
    log,
    work,
    size,
    print: (text: string) => output(text),
    type: (chunk: Uint8Array) => bytes(chunk),
    resize: () => resized(),
    hangUp: () => hangUp('gone'),
    taken: () => {
      busy = false;
      idle();
    },
    end: () => exited.resolve(ENDED),
  };
}

test('output is noted before it is shown, keys before the program gets them', async () => {
  const { log, print, type, taken, end, work } = connect();
  print('hello');
  type(new TextEncoder().encode('x'));
  expect(log).toEqual(['noted hello', 'shown hello', 'noted a key', 'program gets x']);
  taken();
  end();
  expect(await work).toBe(ENDED);
});

test('a key that comes in halves is one character', () => {
  const { log, type } = connect();
  const bytes = new TextEncoder().encode('é');
  type(bytes.subarray(0, 1));
  type(bytes.subarray(1));
  expect(log.filter((entry) => entry.startsWith('program'))).toEqual(['program gets é']);
});

test('a program that prints more than the terminal reads is held, and let go when it is read', async () => {
  const { log, print, taken, end, work } = connect();
  print('first');
  print('a'.repeat(200_000));
  expect(log).not.toContain('held');
  print('b'.repeat(200_000));
  print('more');
  expect(log.filter((entry) => entry === 'held')).toHaveLength(1);
  taken();
  expect(log.slice(-2)).toEqual(['shown 400004', 'let go']);
  end();
  taken();
  expect(await work).toBe(ENDED);
});

test('what a program printed last is shown before it counts as ended', async () => {
  const { log, print, taken, end, work } = connect();
  print('one');
  print('last words');
  end();
  let isOver = false;
  const done = work.then(() => (isOver = true));
  await new Promise((resolve) => setImmediate(resolve));
  expect(isOver).toBe(false);
  taken();
  expect(log.at(-1)).toBe('shown last words');
  taken();
  await done;
  expect(isOver).toBe(true);
});

test('a window that is gone ends the program, and nothing is shown any more', async () => {
  const { log, print, hangUp, work } = connect();
  print('one');
  print('two');
  hangUp();
  print('three');
  expect(await work).toBe(ENDED);
  expect(log).toEqual(['noted one', 'shown one', 'noted two', 'stopped', 'noted three']);
});

test('the signal ends the program, also when it came before', async () => {
  const { log, work } = connect(AbortSignal.abort());
  expect(await work).toBe(ENDED);
  expect(log).toEqual(['stopped']);
});

test('a new size reaches everybody, and one that no window has nobody', () => {
  const { log, size, resize } = connect();
  Object.assign(size, { cols: 100, rows: 30 });
  resize();
  Object.assign(size, { cols: 0, rows: 0 });
  resize();
  expect(log).toEqual(['program has 100x30', 'noted 100x30']);
});
