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

describe('without bracketed paste', () => {
  test.each([
    ['lines that come at once are a paste', 'aaaaaaaaaaaaaaaaaaaa\rbbbbbbbbbbbbbb\rcccc', ['paste']],
    ['also when they end a line', 'const a = 1;\rconst b = 2;\rconst c = 3;\r', ['paste']],
    ['keys before and after stay keys', `\x1b[A${'a'.repeat(30)}\rb\x1b[B`, ['up', 'paste', 'down']],
    ['a text longer than any row of keys is one too', 'a'.repeat(4095), ['paste']],
    ['an Enter after it stays a key', `${'word '.repeat(200)}\r`, ['paste', 'enter']],
    ['a key held down while nothing was read stays keys', 'j'.repeat(100), Array(100).fill('j')],
    ['few letters are keys', 'y\rn\r', ['y', 'enter', 'n', 'enter']],
  ])('%s', (_name, text, expected) => {
    const { seen, input } = reader();
    input.feed(bytes(text));
    expect(seen).toEqual(expected);
  });

  test('a question that a program types is sent', () => {
    const { seen, input } = reader();
    input.feed(bytes('compare three caching strategies\r'));
    expect(seen.at(-1)).toBe('enter');
    expect(seen).not.toContain('paste');
  });
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
