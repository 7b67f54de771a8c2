import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createInputDecoder } from '../../../src/terminal/input/decoder.ts';
import type { InputEvent } from '../../../src/terminal/input/input-event.ts';

const encoder = new TextEncoder();

function decode(...chunks: readonly (string | Uint8Array)[]): InputEvent[] {
  const decoder = createInputDecoder();
  const events = chunks.flatMap((chunk) => decoder.push(typeof chunk === 'string' ? encoder.encode(chunk) : chunk));
  return [...events, ...decoder.flush()];
}

/** One line per event, short enough for tables. */
function brief(event: InputEvent): string {
  switch (event.type) {
    case 'key':
      return event.chord;
    case 'mouse':
      return `${event.action} ${event.button ?? '-'} ${event.x},${event.y}${event.ctrl ? ' ctrl' : ''}`;
    case 'paste':
      return `paste ${JSON.stringify(event.text)}${event.truncated ? ' …' : ''}`;
    case 'focus':
      return event.focused ? 'focus' : 'blur';
    case 'report':
      return `report ${event.kind} ${event.data}`;
    default:
      throw new Error('unknown event');
  }
}

describe('a byte stream becomes events', () => {
  test.each([
    ['letters', 'aZ?', ['a', 'Z', '?']],
    ['other scripts', 'é你', ['é', '你']],
    ['an emoji', '😀', ['😀']],
    ['space, tab, enter, backspace', ' \t\r\x7f', ['space', 'tab', 'enter', 'backspace']],
    ['Ctrl and letters', '\x03\x0a\x1a', ['C-c', 'C-j', 'C-z']],
    ['Ctrl and signs', '\x00\x1c\x1f', ['C-space', 'C-\\', 'C-_']],
    ['Alt and letters', '\x1bb\x1bF', ['M-b', 'M-F']],
    ['Alt with Enter and Backspace', '\x1b\r\x1b\x7f', ['M-enter', 'M-backspace']],
    ['Alt with Ctrl', '\x1b\x04', ['C-M-d']],
    ['a lone Escape', '\x1b', ['escape']],
    ['Escape twice', '\x1b\x1b', ['escape', 'escape']],
    ['arrows', '\x1b[A\x1bOB\x1b[1;5C\x1b[1;2D', ['up', 'down', 'C-right', 'S-left']],
    ['editing keys', '\x1b[3~\x1b[5;5~\x1b[H\x1b[F', ['delete', 'C-pageup', 'home', 'end']],
    ['function keys', '\x1bOP\x1b[15~\x1b[24~', ['f1', 'f5', 'f12']],
    ['Shift-Tab', '\x1b[Z', ['S-tab']],
    ['the application keypad', '\x1bOM\x1bOp\x1bOk', ['enter', '0', '+']],
    ['kitty keys', '\x1b[97;5u\x1b[13;2u\x1b[27u\x1b[57414u', ['C-a', 'S-enter', 'escape', 'enter']],
    ['a kitty release is no key', '\x1b[97;1:3u\x1b[A', ['up']],
    ['modifyOtherKeys', '\x1b[27;2;13~\x1b[27;5;105~', ['S-enter', 'C-i']],
    ['focus', 'z\x1b[I\x1b[O', ['z', 'focus', 'blur']],
    ['mouse press and release', '\x1b[<0;5;3M\x1b[<0;5;3m', ['press left 4,2', 'release left 4,2']],
    ['dragging and moving', '\x1b[<32;5;3M\x1b[<35;6;3M', ['drag left 4,2', 'move - 5,2']],
    ['the wheel', '\x1b[<64;1;1M\x1b[<81;1;1M', ['wheel_up - 0,0', 'wheel_down - 0,0 ctrl']],
    ['old mouse reports', '\x1b[M !!x', ['press left 0,0', 'x']],
    ['a paste', '\x1b[200~hello\r\nq\x1b[31m\x1b[201~x', ['paste "hello\\nq\\u001b[31m"', 'x']],
    ['an empty paste', '\x1b[200~\x1b[201~', ['paste ""']],
    ['background colour', '\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\k', ['report OSC 11;rgb:1e1e/1e1e/2e2e', 'k']],
    ['device attributes', '\x1b[?62;4ck', ['report ?c 62;4', 'k']],
    ['cursor position', '\x1b[12;34Rk', ['report R 12;34', 'k']],
    ['mode report', '\x1b[?2026;2$yk', ['report ?$y 2026;2', 'k']],
    ['kitty flags', '\x1b[?0uk', ['report ?u 0', 'k']],
    ['setting report', '\x1bP1$r0m\x1b\\k', ['report DCS 1$r0m', 'k']],
    ['an unknown sequence', '\x1b[12;7zk', ['report z 12;7', 'k']],
    ['a broken sequence', '\x1b[1;\x01k', ['C-a', 'k']],
  ])('%s', (_name, bytes, expected) => {
    expect(decode(bytes).map(brief)).toEqual(expected);
  });

  test('a key that types something carries it, one with Ctrl or Alt does not', () => {
    const texts = decode('a \x1ba\x01', '\x1b[97;2u').map((event) => (event.type === 'key' ? event.text : ''));
    expect(texts).toEqual(['a', ' ', '', '', 'A']);
  });
});

const TOKENS = [
  'a',
  'é',
  '你',
  '👨‍👩‍👧',
  ' ',
  '\r',
  '\x03',
  '\x1b[A',
  '\x1bOP',
  '\x1bb',
  '\x1b[1;5C',
  '\x1b[<0;5;3M',
  '\x1b[<65;10;20M',
  '\x1b[M !!',
  '\x1b[I',
  '\x1b[97;5u',
  '\x1b[200~text \x1b[A 你\r\nmore\x1b[201~',
  '\x1b]11;rgb:00/00/00\x07',
  '\x1b]11;rgb:00/00/00\x1b\\',
  '\x1b[?1;2c',
  '\x1b[3;7R',
  '\x1b[?2026;1$y',
  '\x1bP1$r48:2:1:2:3m\x1b\\',
] as const;
const stream = fc.array(fc.constantFrom(...TOKENS), { maxLength: 25 }).map((tokens) => tokens.join(''));

describe('laws of the decoder', () => {
  test('any split of the bytes gives the same events', () => {
    fc.assert(
      fc.property(stream, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 9 }), (text, sizes) => {
        const bytes = encoder.encode(text);
        const chunks: Uint8Array[] = [];
        for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
          const size = sizes[turn % sizes.length] ?? 1;
          chunks.push(bytes.subarray(at, at + size));
          at += size;
        }
        expect(decode(...chunks)).toEqual(decode(bytes));
      }),
      { numRuns: 1500 },
    );
  });

  test('a report never becomes a key', () => {
    const reports = TOKENS.filter((token) => /^.([\]P]|\[\?|\[3;7R)/.test(token));
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...reports)), (tokens) => {
        expect(decode(...tokens).map(({ type }) => type)).toEqual(tokens.map(() => 'report'));
      }),
    );
  });

  test('arbitrary bytes never throw, and nothing stays pending after a silence', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 5 }), (chunks) => {
        const decoder = createInputDecoder();
        for (const chunk of chunks) decoder.push(chunk);
        decoder.flush();
        decoder.flush();
        expect(decoder.pending).toBe('nothing');
      }),
      { numRuns: 1000 },
    );
  });
});

describe('bounds', () => {
  test('a paste is kept up to its bound and says that it was longer', () => {
    const decoder = createInputDecoder({ maxPaste: 10 });
    const events = decoder.push(encoder.encode(`\x1b[200~${'x'.repeat(100)}\x1b[201~k`));
    expect(events.map(brief)).toEqual(['paste "xxxxxxxxxx" …', 'k']);
  });

  test('a paste that is never ended is given out after a silence, and keys work again', () => {
    const decoder = createInputDecoder();
    expect(decoder.push(encoder.encode('\x1b[200~lost'))).toEqual([]);
    expect(decoder.pending).toBe('paste');
    expect(decoder.flush().map(brief)).toEqual(['paste "lost" …']);
    expect(decoder.push(encoder.encode('k')).map(brief)).toEqual(['k']);
  });

  test('an endless sequence is swallowed to its end without being kept', () => {
    const decoder = createInputDecoder();
    const events = [decoder.push(encoder.encode('\x1b[1'))];
    for (let turn = 0; turn < 100; turn += 1) events.push(decoder.push(encoder.encode('1;'.repeat(50))));
    events.push(decoder.push(encoder.encode('zk')));
    expect(events.flat().map(brief)).toEqual(['k']);
  });

  test('an endless control string is swallowed to its end without being kept', () => {
    const decoder = createInputDecoder();
    const events = [decoder.push(encoder.encode('\x1b]52;'))];
    for (let turn = 0; turn < 40; turn += 1) events.push(decoder.push(encoder.encode('x'.repeat(5000))));
    events.push(decoder.push(encoder.encode('\x1b')), decoder.push(encoder.encode('\\k')));
    expect(events.flat().map(brief)).toEqual(['k']);
  });

  test('half a sequence is dropped after a silence', () => {
    const decoder = createInputDecoder();
    decoder.push(encoder.encode('\x1b[1;'));
    expect(decoder.pending).toBe('sequence');
    expect(decoder.flush()).toEqual([]);
    expect(decoder.push(encoder.encode('k')).map(brief)).toEqual(['k']);
  });
});
