import { describe, expect, test } from 'vitest';
import { createInputReader } from '../../../src/terminal/input/input-reader.ts';
import { createManualClock } from '../../helpers/manual-frame-clock.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function reader() {
  const clock = createManualClock();
  const seen: string[] = [];
  const input = createInputReader(clock, 25, (event) => seen.push(event.type === 'key' ? event.chord : event.type));
  return { clock, seen, input };
}

describe('a lone Escape', () => {
  test('is a key once its time is over, and not before', () => {
    const { clock, seen, input } = reader();
    input.feed(bytes('\x1b'));
    clock.advance(24);
    expect(seen).toEqual([]);
    clock.advance(1);
    expect(seen).toEqual(['escape']);
  });

  test('belongs to the sequence that follows in time', () => {
    const { clock, seen, input } = reader();
    input.feed(bytes('\x1b'));
    clock.advance(20);
    input.feed(bytes('[A'));
    clock.advance(100);
    expect(seen).toEqual(['up']);
  });
});

test('an unfinished paste waits a second, not the time of an Escape', () => {
  const { clock, seen, input } = reader();
  input.feed(bytes('\x1b[200~text'));
  clock.advance(900);
  expect(seen).toEqual([]);
  clock.advance(100);
  expect(seen).toEqual(['paste']);
});

test('nothing is pending, so no timer is left', () => {
  const { clock, input } = reader();
  input.feed(bytes('abc\x1b[A'));
  expect(clock.timers).toBe(0);
});

test('a stopped reader lets go of its timer', () => {
  const { clock, seen, input } = reader();
  input.feed(bytes('\x1b'));
  input.stop();
  clock.advance(100);
  expect({ seen, timers: clock.timers }).toEqual({ seen: [], timers: 0 });
});
