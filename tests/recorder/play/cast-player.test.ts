import { expect, test } from 'vitest';
import { createVirtualClock } from '../../../src/recorder/clock/virtual-clock.ts';
import { castRecording } from '../../../src/recorder/film/cast-recording.ts';
import type { CastPlayer } from '../../../src/recorder/play/cast-player.ts';
import { createCastPlayer } from '../../../src/recorder/play/cast-player.ts';
import type { CastEvent } from '../../../src/recorder/play/recording.ts';
import { screenText } from '../../../src/recorder/encode/text-golden.ts';
import { createEmulator } from '../../../src/recorder/terminal/emulator.ts';

const EVENTS: readonly CastEvent[] = [
  { atMs: 0, type: 'output', data: 'a' },
  { atMs: 1000, type: 'output', data: 'b' },
  { atMs: 2000, type: 'resize', columns: 30, rows: 3 },
  { atMs: 3000, type: 'output', data: 'c' },
];

/** Plays `EVENTS` on a clock that the test moves. `shown` has the screen after every change. */
async function withPlayer(
  work: (player: CastPlayer, to: (atMs: number) => Promise<void>, shown: readonly string[]) => Promise<void>,
  events: readonly CastEvent[] = EVENTS,
): Promise<void> {
  const header = { columns: 20, rows: 3, title: null, command: null, timestamp: null, env: {}, idleLimitMs: null };
  const clock = createVirtualClock();
  const over = new AbortController();
  const shown: string[] = [];
  const player = createCastPlayer({
    recording: castRecording({ header, events }, 50),
    clock,
    createEmulator: () => createEmulator({ columns: 20, rows: 3, unicode: 15 }),
    changed: () => shown.push(screenText(player.screen()).trimEnd()),
  });
  const running = player.run(over.signal);
  try {
    await work(player, (atMs) => clock.advanceTo(atMs, over.signal), shown);
  } finally {
    over.abort();
    await running;
  }
}

const text = (player: CastPlayer): string => screenText(player.screen()).trimEnd();

test('a cast is shown in its own time and stands still at its end', async () => {
  await withPlayer(async (player, to) => {
    await to(1);
    expect([text(player), player.playing]).toEqual(['a', true]);
    await to(999);
    expect(text(player)).toBe('a');
    await to(1001);
    expect(text(player)).toBe('ab');
    await to(2001);
    expect(player.screen().columns).toBe(30);
    await to(3001);
    expect([text(player), player.playing, player.positionMs]).toEqual(['abc', false, 3000]);
    await to(90_000);
    expect(player.positionMs).toBe(3000);
  });
});

test('the position is told while nothing changes on the screen', async () => {
  await withPlayer(async (_player, to, shown) => {
    await to(990);
    expect(shown.length).toBeGreaterThanOrEqual(2);
    expect(new Set(shown)).toEqual(new Set(['a']));
  });
});

test('a pause keeps its position for as long as it lasts', async () => {
  await withPlayer(async (player, to) => {
    await to(600);
    player.toggle();
    await to(60_000);
    expect([player.positionMs, text(player)]).toEqual([600, 'a']);
    player.toggle();
    await to(60_401);
    expect(text(player)).toBe('ab');
  });
});

test('seeking goes both ways, never past an end, and shows the screen of that moment', async () => {
  await withPlayer(async (player, to) => {
    await to(1);
    player.toggle();
    player.seek(3500);
    await to(2);
    expect([text(player), player.positionMs]).toEqual(['abc', 3000]);
    player.seek(-1500);
    await to(3);
    expect([text(player), player.screen().columns]).toEqual(['ab', 20]);
    player.seek(-Infinity);
    await to(4);
    expect([text(player), player.positionMs]).toEqual(['a', 0]);
  });
});

test('a step is one picture, standing still', async () => {
  await withPlayer(async (player, to) => {
    await to(200);
    player.step();
    await to(201);
    expect([text(player), player.positionMs, player.playing]).toEqual(['ab', 1000, false]);
    player.step();
    player.step();
    await to(202);
    expect([text(player), player.positionMs]).toEqual(['abc', 3000]);
  });
});

test('the speed changes from here on, within its bounds', async () => {
  await withPlayer(async (player, to) => {
    await to(500);
    player.faster();
    await to(749);
    expect(text(player)).toBe('a');
    await to(751);
    expect(text(player)).toBe('ab');
    for (let press = 0; press < 20; press += 1) player.slower();
    expect(player.speed).toBe(1 / 8);
    for (let press = 0; press < 20; press += 1) player.faster();
    expect(player.speed).toBe(32);
    await to(1000);
    expect(text(player)).toBe('abc');
  });
});

test('at the end, toggling plays from the beginning', async () => {
  await withPlayer(async (player, to) => {
    await to(5000);
    expect(player.playing).toBe(false);
    player.toggle();
    await to(5001);
    expect([player.playing, text(player)]).toEqual([true, 'a']);
    await to(6001);
    expect(text(player)).toBe('ab');
  });
});

test('a key that comes while a long way is fed is obeyed at once', async () => {
  const flood: CastEvent[] = Array.from({ length: 40 }, (_, index) => ({
    atMs: 10_000,
    type: 'output',
    data: `${String(index)}\r\n`.repeat(100_000),
  }));
  await withPlayer(
    async (player, to) => {
      await to(1);
      player.seek(20_000);
      await new Promise((resolve) => setImmediate(resolve));
      player.seek(-20_000);
      player.toggle();
      await to(2);
      expect([text(player), player.positionMs]).toEqual(['a', 0]);
    },
    [...EVENTS.slice(0, 2), ...flood],
  );
});

test('an empty cast is an empty screen at its end', async () => {
  await withPlayer(async (player, to) => {
    await to(1);
    expect([text(player), player.durationMs, player.playing]).toEqual(['', 0, false]);
    player.step();
    player.toggle();
    await to(2);
    expect(player.positionMs).toBe(0);
  }, []);
});
