import { resolve } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { replayProgram } from '../../../src/cli/replay/replay-program.ts';
import type { PlacedLayout } from '../../../src/views/layout-record.ts';
import { createVirtualClock, VIRTUAL_EPOCH_MS } from '../../../src/recorder/clock/virtual-clock.ts';
import type { VirtualClock } from '../../../src/recorder/clock/virtual-clock.ts';
import type { TerminalHost } from '../../../src/recorder/terminal/host.ts';
import { createStreamHost } from '../../../src/recorder/terminal/stream-host.ts';
import { systemClock } from '../../../src/runtime/ports/system-clock.ts';
import { withAsciiSigns } from '../../../src/terminal/text/ascii-signs.ts';
import { createScreenModel } from '../../helpers/screen-model.ts';
import type { ScreenModel } from '../../helpers/screen-model.ts';

const SESSIONS = resolve(import.meta.dirname, '../../../recordings/sessions');
const NEVER = new AbortController().signal;

/** A replay on a screen in memory, in virtual time. */
interface Film {
  readonly clock: VirtualClock;
  readonly host: TerminalHost;
  readonly screen: ScreenModel;
  /** Everything written, each with its time. */
  readonly written: readonly (readonly [atMs: number, text: string])[];
  readonly layouts: readonly PlacedLayout[];
  at(ms: number): Promise<string>;
  press(keys: string): Promise<void>;
  end(): Promise<number | null>;
}

interface FilmOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly args?: readonly string[];
  readonly cwd?: string;
}

async function film(folder: string, options: FilmOptions = {}): Promise<Film> {
  const { columns = 120, rows = 36, args = [], cwd = SESSIONS } = options;
  const clock = createVirtualClock();
  const screen = createScreenModel({ cols: columns, rows });
  const argv = ['massgen', '--replay', folder, ...args];
  const env = { TERM: 'xterm-256color', COLORTERM: 'truecolor' };
  const started = await createStreamHost(replayProgram)({ argv, cwd, env, columns, rows }, clock);
  if (!started.ok) throw new Error(started.error);
  const host = started.value;
  const written: [number, string][] = [];
  const layouts: PlacedLayout[] = [];
  async function show(text: string): Promise<void> {
    const reading = clock.hold('the emulator reads');
    await screen.write(text);
    reading[Symbol.dispose]();
  }
  host.onOutput((text) => {
    written.push([clock.now() - VIRTUAL_EPOCH_MS, text]);
    void show(text);
  });
  host.onLayout?.((layout) => void layouts.push(layout));
  screen.onAnswer((data) => host.write(data));
  return {
    clock,
    host,
    screen,
    written,
    layouts,
    async at(ms) {
      await clock.advanceTo(ms, NEVER);
      return `${screen.rows().join('\n')}\n`;
    },
    async press(keys) {
      host.write(keys);
      await clock.advanceTo(clock.elapsedMs + 100, NEVER);
    },
    async end() {
      host.write('q');
      return (await clock.run(host.exited)).exitCode;
    },
  };
}

/** The demo with a key pressed in the middle: everything written, with its times. */
async function demoBytes(): Promise<Film['written']> {
  const run = await film('demo');
  await run.at(7000);
  await run.press('\t');
  await run.at(25_000);
  expect(await run.end()).toBe(0);
  return run.written;
}

test('the same log gives the same bytes at the same times, twice', async () => {
  const first = await demoBytes();
  expect(first.length).toBeGreaterThan(200);
  expect(await demoBytes()).toEqual(first);
});

/** Where in our sources the machine's time was asked while `work` ran; the recorder itself may ask. */
async function clockUse(work: () => Promise<unknown>): Promise<string[]> {
  const found: string[] = [];
  let isNoting = false;
  const note = (): void => {
    if (isNoting) return; // making a stack asks for the time itself
    isNoting = true;
    const line = new Error('asked').stack?.split('\n').find((one) => /\/src\/(?!recorder\/)/.test(one));
    isNoting = false;
    if (line !== undefined) found.push(line.trim());
  };
  const noted =
    <Arguments extends unknown[], Value>(original: (...given: Arguments) => Value) =>
    (...given: Arguments): Value => {
      note();
      return original(...given);
    };
  // Taken before they are watched.
  const [wait, repeat] = [setTimeout, setInterval];
  const [now, passed] = [Date.now.bind(Date), performance.now.bind(performance)];
  onTestFinished(() => void vi.restoreAllMocks());
  vi.spyOn(Date, 'now').mockImplementation(noted(now));
  vi.spyOn(performance, 'now').mockImplementation(noted(passed));
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(noted(wait));
  vi.spyOn(globalThis, 'setInterval').mockImplementation(noted(repeat));
  await work();
  vi.restoreAllMocks();
  return found;
}

test('the watch for questions to the machine sees one', async () => {
  expect(await clockUse(() => systemClock.sleep(Math.min(1, systemClock.now()), NEVER))).toHaveLength(2);
});

test('nothing between the log and the screen asks the machine for the time', async () => {
  const asked = await clockUse(async () => {
    const run = await film('five');
    await run.at(12_000);
    await run.press('?');
    await run.press('q');
    await run.end();
  });
  expect(asked).toEqual([]);
});

test('nothing of the process is touched: no listeners, no guard, no raw mode', async () => {
  const events = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGWINCH', 'exit', 'uncaughtException'];
  const listeners = (): number[] => events.map((event) => process.listenerCount(event));
  const before = listeners();
  const run = await film('demo');
  await run.at(3000);
  expect(listeners()).toEqual(before);
  await run.end();
});

test.each([
  ['demo', 120, 36, [2500, 6000, 9000, 14_000, 25_000]],
  ['demo', 80, 24, [6000, 25_000]],
  ['demo', 76, 15, [6000, 25_000]],
  ['five', 160, 45, [1500, 5000, 9000, 25_000]],
  ['wide', 100, 30, [4000, 8200, 25_000]],
] as const)(
  'the run "%s" at %dx%d shows at its moments what was compared before',
  async (name, columns, rows, moments) => {
    const run = await film(name, { columns, rows, args: ['--no-animation'] });
    for (const ms of moments) {
      const path = `../../golden/replay/${name}.${columns}x${rows}.${ms}.txt`;
      await expect(await run.at(ms)).toMatchFileSnapshot(path);
    }
    expect(await run.end()).toBe(0);
  },
);

test('at the end the screen is given back, with the answer and the folder as it was given', async () => {
  const run = await film('demo');
  await run.at(25_000);
  expect(run.screen.isAlternate).toBe(true);
  await run.end();
  await run.clock.settle(NEVER);
  expect(run.screen.isAlternate).toBe(false);
  expect(run.screen.modes).toEqual({ mouse: 'none', bracketedPaste: false, focus: false });
  expect(run.screen.text()).toMatch(/Log: demo$/);
});

test('the words that tapes wait for stay as they are, at every size', async () => {
  for (const [columns, rows] of [
    [200, 60],
    [76, 15],
    [60, 18],
  ] as const) {
    const run = await film('demo', { columns, rows });
    expect(await run.at(500)).toMatch(/Answer 0\/3/);
    expect(await run.at(9000)).toMatch(/Vote|Answer/);
    expect(await run.at(25_000)).toMatch(/FINAL ANSWER[\s\S]*complete/);
    expect(await run.at(25_000)).toMatch(/Final answer|Present/);
    await run.end();
  }
});

test('faster is the same run in less time', async () => {
  const run = await film('demo', { args: ['--replay-speed', '10'] });
  expect(await run.at(2500)).toMatch(/FINAL ANSWER[\s\S]*complete/);
  await run.end();
});

test('where everything is, is told before it is drawn and only when it changes', async () => {
  const run = await film('demo', { columns: 120, rows: 36 });
  await run.at(5000);
  expect(run.layouts.at(-1)).toMatchObject({ columns: 120, rows: 36 });
  const ids = (): string[] | undefined => run.layouts.at(-1)?.widgets.map(({ id }) => id);
  expect(ids()).toEqual(['header', 'rail', 'tally', 'pane-1', 'pane-2', 'pane-3', 'separator', 'input', 'status']);
  const count = run.layouts.length;
  await run.at(5500);
  expect(run.layouts.length).toBe(count);
  await run.press('?');
  expect(run.layouts.at(-1)?.widgets.at(-1)).toMatchObject({ id: 'help', kind: 'modal', border: true, z: 10 });
  await run.press('q');
  run.screen.resize(80, 24);
  run.host.resize(80, 24);
  await run.at(7000);
  expect(run.layouts.at(-1)).toMatchObject({ columns: 80, rows: 24 });
  await run.press('f');
  expect(ids()).toContain('final');
  await run.end();
});

test('no part of a layout leaves the screen, and parts of one layer never overlap', async () => {
  for (const [columns, rows] of [
    [200, 60],
    [100, 30],
    [80, 24],
    [30, 8],
  ] as const) {
    const run = await film('five', { columns, rows });
    await run.at(25_000);
    await run.end();
    for (const { widgets } of run.layouts) {
      const owner = new Map<string, string>();
      for (const { id, x, y, width, height, z } of widgets) {
        const stays = x >= 0 && y >= 0 && x + width <= columns && y + height <= rows;
        expect({ id, stays }).toEqual({ id, stays: true });
        for (let row = y; row < y + height; row += 1) {
          for (let column = x; column < x + width; column += 1) {
            const cell = `${z} ${column},${row}`;
            expect({ cell, owner: owner.get(cell) }).toEqual({ cell, owner: undefined });
            owner.set(cell, id);
          }
        }
      }
    }
  }
});

test('borders stand where the layout says', async () => {
  const run = await film('demo', { columns: 120, rows: 36 });
  const rows = (await run.at(5000)).split('\n');
  for (const { border, x, y, width, height } of run.layouts.at(-1)?.widgets ?? []) {
    if (!border) continue;
    expect([rows[y]?.[x], rows[y + height - 1]?.[x]]).toEqual([
      expect.stringMatching(/[┌┏]/),
      expect.stringMatching(/[└┗]/),
    ]);
    expect(rows[y]?.slice(x, x + width)).toMatch(/[┐┓]$/);
  }
  await run.end();
});

test('a recorder that stops it is not kept waiting', async () => {
  const run = await film('demo');
  await run.at(4000);
  const stopped = await run.clock.run(run.host.stop(1000));
  expect(stopped).toMatchObject({ exitCode: 143, signal: null, ok: false });
});

test.each([
  [['nowhere'], 1, /❌ nowhere: there is no such folder/],
  [['demo', '--theme', 'none'], 2, /--theme: a theme is dark, light/],
  [['demo', '--nonsense'], 2, /unknown option --nonsense/],
  [['demo', '--record', 'x.cast'], 2, /only --replay LOGDIR can run/],
] as const)('%j is refused on the screen', async ([folder, ...args], code, told) => {
  const run = await film(folder, { args });
  expect((await run.clock.run(run.host.exited)).exitCode).toBe(code);
  expect(run.written.map(([, text]) => text).join('')).toMatch(told);
});

test('plain text is printed on the screen too, in virtual time when a pace is asked for', async () => {
  const run = await film('demo', { args: ['--plain', '--replay-speed', '1'] });
  expect(await run.at(5000)).not.toContain('won with');
  const { exitCode } = await run.clock.run(run.host.exited);
  expect(exitCode).toBe(0);
  expect(run.written.map(([, text]) => text).join('')).toContain('won with 2 of 3 votes.');
});

test('with --ascii the same screen is drawn with a smaller set of signs', async () => {
  const usual = await film('wide', { columns: 100, rows: 30, args: ['--no-animation'] });
  const plain = await film('wide', { columns: 100, rows: 30, args: ['--no-animation', '--ascii'] });
  const shown = await plain.at(8200);
  expect(shown).toBe(withAsciiSigns(await usual.at(8200)));
  expect(shown).toMatch(/\+ >1 /);
  expect([await usual.end(), await plain.end()]).toEqual([0, 0]);
});
