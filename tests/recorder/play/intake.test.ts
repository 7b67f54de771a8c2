import { describe, expect, test } from 'vitest';
import { createVirtualClock } from '../../../src/recorder/clock/virtual-clock.ts';
import { createCastLog } from '../../../src/recorder/play/cast-log.ts';
import { createIntake } from '../../../src/recorder/play/intake.ts';
import { clockPace } from '../../../src/recorder/play/pace.ts';
import { createTimeline } from '../../../src/recorder/play/timeline.ts';
import { createEmulator } from '../../../src/recorder/terminal/emulator.ts';
import type { ScreenEmulator } from '../../../src/recorder/terminal/grid.ts';
import type { TerminalHost } from '../../../src/recorder/terminal/host.ts';

const MEGABYTE = 1_048_576;
const still = new AbortController().signal;

/** An intake whose emulator reads one chunk each time it is let, and what its host was told. */
function rig(more: Partial<TerminalHost> = {}, signal: AbortSignal = still) {
  const told: string[] = [];
  const fed: { readonly length: number; readonly done: () => Promise<void> }[] = [];
  const listeners: ((text: string) => void)[] = [];
  const host: TerminalHost = {
    kind: 'stream',
    onOutput: (listener) => listeners.push(listener),
    write: (data) => told.push(`write ${JSON.stringify(data)}`),
    resize: () => undefined,
    pause: () => told.push('pause'),
    resume: () => told.push('resume'),
    stop: () => Promise.reject(new Error('not here')),
    exited: Promise.withResolvers<never>().promise,
    ...more,
  };
  const real = createEmulator({ columns: 20, rows: 3, unicode: 15 });
  const emulator: ScreenEmulator = {
    ...real,
    feed: (text) => {
      const read = Promise.withResolvers<void>();
      fed.push({ length: text.length, done: () => real.feed(text).then(read.resolve) });
      return read.promise;
    },
  };
  const clock = createVirtualClock();
  const log = createCastLog();
  const timeline = createTimeline();
  const intake = createIntake({ host, emulator, clock, pace: clockPace(clock), timeline, log, signal });
  const readOne = async (): Promise<void> => {
    await fed.shift()?.done();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { told, fed, intake, log, clock, readOne, print: (text: string) => listeners.forEach((hear) => hear(text)) };
}

describe('taking in a program', () => {
  test('holds it above a megabyte that is not on the screen yet, and lets it go below a quarter', async () => {
    const { told, print, readOne, fed } = rig();
    print('a'.repeat(MEGABYTE / 2));
    print('b'.repeat(MEGABYTE / 2));
    expect(told).toEqual([]);
    print('c');
    expect(told).toEqual(['pause']);
    await readOne();
    expect(told).toEqual(['pause']);
    while (fed.length > 0) await readOne();
    expect(told).toEqual(['pause', 'resume']);
  });

  test('answers what the program asks its terminal, before anybody has waited', async () => {
    const { told, print, readOne, intake } = rig();
    print('\u001b[6n');
    await readOne();
    await intake.drained();
    expect(told).toEqual(['write "\\u001b[1;1R"']);
  });

  test('reads together what came together, but one by one while somebody watches', async () => {
    const { print, readOne, fed, intake } = rig();
    for (const text of ['a', 'b', 'c', 'd']) print(text);
    expect(fed.map(({ length }) => length)).toEqual([1]);
    await readOne();
    expect(fed.map(({ length }) => length)).toEqual([3]);
    await readOne();
    let seen = 0;
    const unsubscribe = intake.onScreen(() => {
      seen += 1;
    });
    for (const text of ['e', 'f', 'g']) print(text);
    for (let turn = 0; turn < 3; turn += 1) await readOne();
    unsubscribe();
    expect(seen).toBe(3);
  });

  test('slows a flood to what a recording can hold, and lets it go on after its time', async () => {
    const { told, print, readOne, fed, clock } = rig();
    for (let chunk = 0; chunk < 17; chunk += 1) {
      print('y'.repeat(MEGABYTE));
      while (fed.length > 0) await readOne();
    }
    expect(told.filter((word) => word === 'pause').length).toBeGreaterThan(0);
    expect(told.at(-1)).toBe('pause');
    await clock.advanceTo(20_000, still);
    expect(told.at(-1)).toBe('resume');
  });

  test('never holds a program for a flood whose time only moves when it may print', async () => {
    const { told, print, readOne, fed } = rig({ advance: () => Promise.resolve() });
    for (let chunk = 0; chunk < 17; chunk += 1) {
      print('y'.repeat(MEGABYTE));
      while (fed.length > 0) await readOne();
    }
    expect(told).toEqual([]);
  });

  test('waits for nobody at the signal, and still keeps what arrives', async () => {
    const stop = new AbortController();
    const { print, intake, log, fed, clock } = rig({}, stop.signal);
    print('this is never read to its end');
    stop.abort();
    await intake.drained();
    print('last');
    await intake.drained();
    expect([fed.length, clock.holds]).toEqual([1, []]);
    expect(log.events.map((event) => event.type === 'output' && event.data).join('')).toMatch(/end.*last/);
  });

  test('keeps virtual time from moving while something is being read', async () => {
    const { print, readOne, clock } = rig();
    print('x');
    expect(clock.holds).toEqual(['output is being read']);
    await readOne();
    expect(clock.holds).toEqual([]);
  });

  test('hears nothing more once it is closed', () => {
    const { print, intake, log, fed } = rig();
    intake.close();
    print('last words');
    expect([log.events, fed]).toEqual([[], []]);
  });
});
