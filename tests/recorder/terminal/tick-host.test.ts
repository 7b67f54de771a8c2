import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createVirtualClock } from '../../../src/recorder/clock/virtual-clock.ts';
import { createEmulator } from '../../../src/recorder/terminal/emulator.ts';
import type { ExitReport, HostStart, TerminalHost } from '../../../src/recorder/terminal/host.ts';
import type { StepLimits } from '../../../src/recorder/terminal/tick-host.ts';
import { startTickHost, startTicking } from '../../../src/recorder/terminal/tick-host.ts';

const ROOT = join(import.meta.dirname, '../../..');
const TELLER = join(import.meta.dirname, 'programs/time-teller.ts');
const TICK_MS = 40;

/** Every socket folder is made in here, so that what is left over can be seen. */
let temporary = '';
beforeAll(() => {
  temporary = mkdtempSync(join(tmpdir(), 'massgen-tick-test-'));
  process.env['TMPDIR'] = temporary;
});
afterAll(() => {
  delete process.env['TMPDIR'];
  rmSync(temporary, { recursive: true, force: true });
});

interface Run {
  readonly host: TerminalHost;
  readonly events: (readonly [ms: number, text: string])[];
  /** Moves in ticks. */
  go(toMs: number): Promise<void>;
}

async function begin(argv: readonly string[], more: Partial<HostStart> = {}): Promise<Run> {
  const env = { PATH: process.env['PATH'] ?? '', TERM: 'xterm-256color', LANG: 'C.UTF-8', TZ: 'UTC' };
  const started = await startTickHost({ argv, cwd: ROOT, env, columns: 80, rows: 24, ...more }, createVirtualClock());
  if (!started.ok) throw new Error(started.error);
  const host = started.value;
  const events: (readonly [number, string])[] = [];
  let nowMs = 0;
  host.onOutput((text) => void events.push([nowMs, text]));
  return {
    host,
    events,
    async go(toMs) {
      for (; nowMs <= toMs; nowMs += TICK_MS) await host.advance?.(nowMs);
    },
  };
}

const script = (text: string): readonly string[] => [process.execPath, '-e', text];

async function tell(): Promise<{ readonly events: Run['events']; readonly exit: ExitReport }> {
  const run = await begin([process.execPath, TELLER]);
  await run.go(400);
  run.host.write('ab');
  run.host.resize(100, 30);
  run.host.write('漢');
  await run.go(1000);
  run.host.write('q');
  await run.go(1080);
  return { events: run.events, exit: await run.host.exited };
}

describe('a program on the time of the recorder', () => {
  test('gives the identical events twice, whatever it does', async () => {
    const first = await tell();
    const text = first.events.map(([, part]) => part).join('');
    expect(first.exit).toEqual({ exitCode: 7, signal: null, leftovers: [], ok: false });
    expect(first.events[0]).toEqual([0, 'start 2026-01-01T00:00:00.000Z 0 0 0\r\n']);
    expect(text).toContain('tick 70\r\n');
    expect(text).toContain('http part0 part1 part2 30\r\n');
    expect(text).toContain('timeout 250\r\n');
    expect(text).toContain('key "ab" 400\r\nsize 100x30\r\nkey "漢" 400\r\n');
    expect(text.endsWith('key "q" 1000\r\n')).toBe(true);
    expect(await tell()).toEqual(first);
  });

  test('never sees time move by itself', async () => {
    const run = await begin(script("setTimeout(() => console.log('late'), 5000); console.log('early')"));
    await run.go(200);
    await run.host.advance?.(4999);
    expect(run.events.map(([, text]) => text)).toEqual(['early\r\n']);
    await run.host.advance?.(5000);
    expect(run.events.map(([, text]) => text)).toEqual(['early\r\n', 'late\r\n']);
    expect((await run.host.exited).ok).toBe(true);
  });

  test('ends within the tick in which it has nothing left to do', async () => {
    const run = await begin(script("setTimeout(() => console.log('done'), 100)"));
    await run.go(80);
    const state = { ended: false };
    const watch = async (): Promise<void> => {
      await run.host.exited;
      state.ended = true;
    };
    const ended = watch();
    expect(state.ended).toBe(false);
    await run.go(120);
    await ended;
    expect(run.events).toEqual([[120, 'done\r\n']]);
  });

  test('ends within that tick also where the machine stops it for a moment just then', async () => {
    const slowTimers =
      "const socket = new (require('node:net').Socket)(); socket.setTimeout(1e6);" +
      'const timer = Object.getOwnPropertySymbols(socket).map((key) => socket[key]).find((value) => value?.refresh);' +
      'socket.destroy(); const real = Object.getPrototypeOf(timer); const { unref } = real;' +
      'real.unref = function () { unref.call(this); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5); return this; };';
    const run = await begin(script(`${slowTimers} setTimeout(() => console.log('done'), 100)`));
    await run.go(80);
    const before = run.events.length;
    await run.host.advance?.(120);
    expect(await Promise.race([run.host.exited, Promise.resolve('runs on')])).toMatchObject({ exitCode: 0 });
    expect(run.events.slice(before).map(([, text]) => text)).toEqual(['done\r\n']);
  });

  test('is told apart from its children, who have their own time', async () => {
    const child =
      'console.log(Date.now() > Date.UTC(2026, 1, 1), process.env.NODE_OPTIONS, process.env.MASSGEN_CLOCK_SOCKET)';
    const run = await begin(
      script(
        `process.stdout.write(require('node:child_process').execFileSync(process.execPath, ['-e', ${JSON.stringify(child)}]))`,
      ),
    );
    await run.go(0);
    expect(run.events.map(([, text]) => text).join('')).toBe('true undefined undefined\r\n');
  });

  test('shows what it throws in a timer, and ends with 1', async () => {
    const run = await begin(script("setTimeout(() => { throw new Error('broken in a timer') }, 50)"));
    await run.go(80);
    expect((await run.host.exited).exitCode).toBe(1);
    expect(run.events.map(([, text]) => text).join('')).toContain('broken in a timer');
  });

  test('can be stopped between two ticks, and its last words are heard', async () => {
    const run = await begin(
      script("process.on('SIGTERM', () => { console.log('bye'); process.exit(5); }); setInterval(() => {}, 10)"),
    );
    await run.go(80);
    expect((await run.host.stop(60_000)).exitCode).toBe(5);
    expect(run.events.map(([, text]) => text)).toEqual(['bye\r\n']);
    await run.host.advance?.(1000);
    run.host.write('x');
    run.host.resize(10, 10);
    expect((await run.host.stop(1)).exitCode).toBe(5);
  });

  test('may print a lot in one tick', async () => {
    const run = await begin(script("setTimeout(() => process.stdout.write('x'.repeat(1_000_000) + 'END'), 10)"));
    await run.go(40);
    const text = run.events.map(([, part]) => part).join('');
    expect([text.length, text.slice(-4)]).toEqual([1_000_003, 'xEND']);
    expect(run.events.slice(0, -1).every(([, part]) => part.length === 65_536)).toBe(true);
  });
});

async function endless(text: string, limits: StepLimits): Promise<ExitReport> {
  const argv = script(text);
  const env = { PATH: process.env['PATH'] ?? '' };
  const started = await startTicking({ argv, cwd: ROOT, env, columns: 80, rows: 24 }, createVirtualClock(), limits);
  if (!started.ok) throw new Error(started.error);
  started.value.onOutput(() => undefined);
  for (const ms of [0, 20, 40]) await started.value.advance?.(ms);
  return started.value.exited;
}

describe('a program that never comes to the end of its step', () => {
  test.each([
    ['loops', 'for (;;) {}'],
    ['stops itself', "process.kill(process.pid, 'SIGSTOP')"],
  ])('is ended when it %s', async (_name, act) => {
    const exit = await endless(`setTimeout(() => { ${act} }, 10)`, { ms: 500, characters: 1000 });
    expect(exit).toMatchObject({ ok: false, broken: 'did not finish its step at 20 ms within 0.5 s' });
  });

  test('is ended when it prints without end', async () => {
    const act = "const { writeSync } = require('fs'); setTimeout(() => { for (;;) writeSync(1, 'y'.repeat(999)) }, 10)";
    const exit = await endless(act, { ms: 60_000, characters: 1_000_000 });
    expect(exit).toMatchObject({ ok: false, broken: 'printed more than 1000000 characters in one step of time' });
  });
});

const why = async (argv: readonly string[]): Promise<string> => {
  const start = { argv, cwd: '/', env: { PATH: process.env['PATH'] ?? '' }, columns: 80, rows: 24 };
  const started = await startTickHost(start, createVirtualClock());
  return started.ok ? 'it started' : started.error;
};

describe('a program that cannot be on the time of the recorder', () => {
  test('is refused with what it said', async () => {
    expect(await why(['sh', '-c', 'echo no clock here'])).toMatch(/^sh did not take .* It said: no clock here$/);
  });

  test('is refused when it is not there', async () => {
    expect(await why(['no-such-program'])).toBe('There is no program named no-such-program on the PATH.');
  });
});

async function demo(home: string): Promise<{ readonly events: Run['events']; readonly screen: string }> {
  rmSync(home, { recursive: true, force: true });
  const env = {
    PATH: process.env['PATH'] ?? '',
    TERM: 'xterm-256color',
    COLORTERM: 'truecolor',
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    HOME: home,
  };
  const argv = [process.execPath, join(ROOT, 'src/main.ts'), '--demo', '--seed', '1', '--no-logs'];
  const screen = createEmulator({ columns: 100, rows: 30, unicode: 15 });
  const run = await begin(argv, { env, cwd: temporary, columns: 100, rows: 30 });
  for (let ms = 0; ms <= 3000; ms += TICK_MS) {
    const seen = run.events.length;
    await run.go(ms);
    for (const [, text] of run.events.slice(seen)) await screen.feed(text);
    const replies = screen.takeReplies();
    if (replies !== '') run.host.write(replies);
  }
  const text = screen.visibleText();
  const { events } = run;
  const result = { events: [...events], screen: text };
  await run.host.stop(5000);
  for (const name of readdirSync(temporary)) rmSync(join(temporary, name), { recursive: true, force: true });
  return result;
}

test('the real executable with its dashboard gives the identical events twice', async () => {
  const home = join(temporary, 'home');
  const first = await demo(home);
  expect(first.screen).toContain('Answer 0/3');
  expect(first.events.length).toBeGreaterThan(20);
  expect(await demo(home)).toEqual(first);
});

test('no socket folder is left behind', () => {
  expect(readdirSync(temporary)).toEqual([]);
});
