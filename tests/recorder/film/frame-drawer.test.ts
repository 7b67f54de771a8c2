import { expect, test } from 'vitest';
import { createFrameDrawer } from '../../../src/recorder/film/frame-drawer.ts';
import type { Seat, Seats } from '../../../src/recorder/film/write/seats.ts';
import { OUTPUT_KINDS } from '../../../src/recorder/encode/output-kinds.ts';
import { createEmulator } from '../../../src/recorder/terminal/emulator.ts';

const SIZE = { columns: 4, rows: 1 };

/** One seat of a kind without pixels; `given` is called with the moment of each screen. */
function seatsOf(given: (atMs: number) => void): Seats {
  const writer = {
    frame: () => Promise.resolve(null),
    finish: () => Promise.resolve({ ok: true as const, value: { bytes: 0, sha256: '' } }),
    discard: () => Promise.resolve(),
  };
  const seat: Seat = { output: { kind: 'svg', path: 'a.svg' }, traits: OUTPUT_KINDS.svg, writer };
  return {
    wanting: (feed) => (feed === 'frames' ? [seat] : []),
    give: (_seat, frame) => Promise.resolve(given(frame.atMs)),
    finish: () => Promise.resolve(),
    clear: () => Promise.resolve(),
  };
}

const painter = (): never => {
  throw new Error('nothing here is painted');
};

async function blink(untilMs: number, stopAfter: number): Promise<readonly number[]> {
  const moments: number[] = [];
  const stop = new AbortController();
  const seats = seatsOf((atMs) => {
    moments.push(atMs);
    if (moments.length === stopAfter) stop.abort();
  });
  const board = { ...SIZE, width: 40, height: 10, cursorBlinks: true, painter };
  const drawer = createFrameDrawer(board, seats, stop.signal);
  const screen = createEmulator({ ...SIZE, unicode: 15 });
  await screen.feed('\x1b[1 q');
  await drawer.show({ atMs: 0, overlay: null }, (into) => screen.snapshot(into), false);
  await drawer.rest(untilMs);
  return moments;
}

test('a resting cursor blinks until the next picture', async () => {
  expect(await blink(2000, Number.NaN)).toEqual([0, 600, 1200, 1800]);
});

test('a cursor that would blink for a lifetime stops when the film is interrupted', async () => {
  expect(await blink(1e300, 4)).toEqual([0, 600, 1200, 1800]);
});
