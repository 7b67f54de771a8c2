import { expect, test } from 'vitest';
import { screensAt } from '../../../src/recorder/film/screens-at.ts';
import { createEmulator } from '../../../src/recorder/terminal/emulator.ts';
import { output } from './recordings.ts';

const SIZE = { columns: 1000, rows: 1000 };

test.each(['a\x1b[4000000b', '\x1b[2000L', '\x1bc'])('a film full of %j hears its signal at once', async (sequence) => {
  const stop = new AbortController();
  const emulator = createEmulator({ ...SIZE, unicode: 15 });
  const end = { atMs: 0, events: 1, scrolls: 0 };
  // Minutes of work, if nothing stopped it.
  const halts = screensAt([output(0, sequence.repeat(20_000))], [end], [], emulator, stop.signal);
  setImmediate(() => stop.abort());
  const seen: unknown[] = [];
  for await (const halt of halts) seen.push(halt);
  emulator.dispose();
  expect(seen).toEqual([]);
});

test('a film of many small screens lets others have their turn', async () => {
  const stop = new AbortController();
  const emulator = createEmulator({ columns: 4, rows: 1, unicode: 15 });
  const events = Array.from({ length: 100 }, (_, index) => output(index, 'x'));
  const stops = events.map(({ atMs }, index) => ({ atMs, events: index + 1 }));
  setImmediate(() => stop.abort());
  let seen = 0;
  for await (const halt of screensAt(events, stops, [], emulator, stop.signal)) seen += halt.stop.events > 0 ? 1 : 0;
  expect(seen).toBeLessThan(5);
});
