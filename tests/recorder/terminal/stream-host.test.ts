import { describe, expect, test } from 'vitest';
import type { PlacedLayout } from '../../../src/views/layout-record.ts';
import { createVirtualClock } from '../../../src/recorder/clock/virtual-clock.ts';
import type { TerminalHost } from '../../../src/recorder/terminal/host.ts';
import type { InProcessProgram, ProgramScreen } from '../../../src/recorder/terminal/in-process-program.ts';
import { createStreamHost } from '../../../src/recorder/terminal/stream-host.ts';

async function start(
  program: InProcessProgram,
  output: string[] = [],
): Promise<{ host: TerminalHost; output: string[] }> {
  const begin = { argv: ['dashboard'], cwd: '/', env: {}, columns: 80, rows: 24 };
  const started = await createStreamHost(program)(begin, createVirtualClock());
  if (!started.ok) throw new Error(started.error);
  started.value.onOutput((text) => void output.push(text));
  return { host: started.value, output };
}

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve());
  });

test('output is delivered at once and in order, and the exit code becomes the report', async () => {
  const order: string[] = [];
  const output: string[] = [];
  const { host } = await start((screen) => {
    for (const word of ['one', 'two']) {
      screen.write(word);
      order.push(`${word}: ${output.length}`);
    }
    return Promise.resolve(3);
  }, output);
  expect(await host.exited).toEqual({ exitCode: 3, signal: null, leftovers: [], ok: false });
  expect([output, order]).toEqual([
    ['one', 'two'],
    ['one: 1', 'two: 2'],
  ]);
});

test('a character written in halves arrives whole', async () => {
  const { host, output } = await start((screen) => {
    screen.write('a\ud83d');
    screen.write('\ude80b\ud83d');
    return Promise.resolve(0);
  });
  expect((await host.exited).ok).toBe(true);
  expect(output).toEqual(['a', '🚀b', '\ufffd']);
});

test('keys and sizes reach the program, early ones too', async () => {
  const heard: string[] = [];
  const { host } = await start(async (screen, _clock, _start, signal) => {
    screen.onInput((data) => void heard.push(data));
    screen.onResize((columns, rows) => void heard.push(`${columns}x${rows} ${screen.columns}x${screen.rows}`));
    await untilAborted(signal);
    return 0;
  });
  host.write('early');
  host.resize(100, 30);
  host.resize(100, 30);
  await Promise.resolve();
  host.write('late');
  expect(heard).toEqual(['early', '100x30 100x30', 'late']);
  expect((await host.stop(1000)).exitCode).toBe(0);
  host.write('after');
  host.resize(1, 1);
  expect(heard).toHaveLength(3);
});

test('layouts are handed on', async () => {
  const layout = { columns: 80, rows: 24, widgets: [] };
  const layouts: PlacedLayout[] = [];
  const { host } = await start((screen) => {
    screen.layout(layout);
    return Promise.resolve(0);
  });
  host.onLayout?.((one) => void layouts.push(one));
  await host.exited;
  expect(layouts).toEqual([layout]);
});

test('what a program throws is on its screen, and its exit code is 1', async () => {
  const { host, output } = await start(() => Promise.reject(new Error('broken')));
  expect((await host.exited).exitCode).toBe(1);
  expect(output.join('')).toContain('Error: broken\r\n');
});

describe('a reader that is behind', () => {
  test('gets everything later, and the program is told to wait and to go on', async () => {
    const said: boolean[] = [];
    const ready = Promise.withResolvers<ProgramScreen>();
    const { host, output } = await start(async (screen) => {
      ready.resolve(screen);
      await new Promise<void>((resolve) => {
        screen.onDrain(resolve);
      });
      return 0;
    });
    const screen = await ready.promise;
    host.pause();
    said.push(screen.write('x'.repeat(1000)), screen.write('y'.repeat(2_000_000)), screen.write('z'));
    expect([said, output]).toEqual([[true, false, false], []]);
    host.resume();
    expect((await host.exited).ok).toBe(true);
    expect(output.join('')).toHaveLength(2_001_001);
  });

  test('is waited for before the program counts as ended', async () => {
    const go = Promise.withResolvers<void>();
    const { host, output } = await start(async (screen) => {
      await go.promise;
      screen.write('last words');
      return 0;
    });
    host.pause();
    go.resolve();
    await new Promise((resolve) => setImmediate(resolve));
    expect(output).toEqual([]);
    host.resume();
    await host.exited;
    expect(output).toEqual(['last words']);
  });
});

describe('stopping', () => {
  test('before anybody listened means that the program never began', async () => {
    const begin = { argv: ['x'], cwd: '/', env: {}, columns: 80, rows: 24 };
    const started = await createStreamHost(() => Promise.reject(new Error('began')))(begin, createVirtualClock());
    expect(started.ok && (await started.value.stop(60_000)).signal).toBe('SIGKILL');
  });

  test('aborts the signal and reports how the program ended', async () => {
    const { host } = await start(async (screen, _clock, _start, signal) => {
      await untilAborted(signal);
      screen.write('bye');
      return 130;
    });
    expect(await host.stop(5000)).toEqual({ exitCode: 130, signal: null, leftovers: [], ok: false });
  });

  test('leaves a program alone that does not listen', async () => {
    let written: ProgramScreen | null = null;
    const { host, output } = await start((screen) => {
      written = screen;
      return new Promise(() => undefined);
    });
    expect(await host.stop(5)).toEqual({ exitCode: null, signal: 'SIGKILL', leftovers: [], ok: false });
    expect(await host.stop(5)).toEqual(await host.exited);
    (written as ProgramScreen | null)?.write('ghost');
    expect(output).toEqual([]);
  });
});

async function play(): Promise<readonly (readonly [number, string])[]> {
  const clock = createVirtualClock();
  const started = await createStreamHost(async (screen, time, _start, signal) => {
    const tick = async (name: string, ms: number, count: number): Promise<void> => {
      for (let at = 0; at < count; at += 1) {
        await time.sleep(ms, signal);
        screen.write(`${name}${at} `);
      }
    };
    await Promise.all([tick('a', 30, 20), tick('b', 20, 30), tick('c', 7, 40)]);
    return 0;
  })({ argv: ['x'], cwd: '/', env: {}, columns: 80, rows: 24 }, clock);
  if (!started.ok) throw new Error(started.error);
  const events: (readonly [number, string])[] = [];
  started.value.onOutput((text) => void events.push([clock.elapsedMs, text]));
  await clock.run(started.value.exited);
  return events;
}

test('the same program gives the same output at the same times', async () => {
  const first = await play();
  expect(first).toHaveLength(90);
  expect(first.slice(0, 4)).toEqual([
    [7, 'c0 '],
    [14, 'c1 '],
    [20, 'b0 '],
    [21, 'c2 '],
  ]);
  expect(await play()).toEqual(first);
});
