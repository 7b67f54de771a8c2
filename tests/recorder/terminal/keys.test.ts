import { assert, constantFrom, property, string, subarray } from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { KeyModes } from '../../../src/recorder/terminal/keys.ts';
import {
  characterBytes,
  chordBytes,
  isKeyName,
  keyBytes,
  namedKeyBytes,
  pasteBytes,
} from '../../../src/recorder/terminal/keys.ts';
import { mouseClickBytes, mouseWheelBytes } from '../../../src/recorder/terminal/mouse.ts';
import type { KeyName } from '../../../src/recorder/tape/tables.ts';
import type { Modifier } from '../../../src/recorder/tape/tape.ts';

const PLAIN: KeyModes = { applicationCursor: false, bracketedPaste: false, mouse: false };
const ALL_ON: KeyModes = { applicationCursor: true, bracketedPaste: true, mouse: true };

test.each<[KeyName, string]>([
  ['Enter', '\r'],
  ['Tab', '\t'],
  ['Escape', '\x1b'],
  ['Space', ' '],
  ['Backspace', '\x7f'],
  ['Up', '\x1b[A'],
  ['Down', '\x1b[B'],
  ['Right', '\x1b[C'],
  ['Left', '\x1b[D'],
  ['Home', '\x1b[H'],
  ['End', '\x1b[F'],
  ['Insert', '\x1b[2~'],
  ['Delete', '\x1b[3~'],
  ['PageUp', '\x1b[5~'],
  ['PageDown', '\x1b[6~'],
  ['F1', '\x1bOP'],
  ['F2', '\x1bOQ'],
  ['F3', '\x1bOR'],
  ['F4', '\x1bOS'],
  ['F5', '\x1b[15~'],
  ['F6', '\x1b[17~'],
  ['F7', '\x1b[18~'],
  ['F8', '\x1b[19~'],
  ['F9', '\x1b[20~'],
  ['F10', '\x1b[21~'],
  ['F11', '\x1b[23~'],
  ['F12', '\x1b[24~'],
])('%s sends its bytes', (key, bytes) => {
  expect(keyBytes(key, PLAIN)).toBe(bytes);
});

test.each<[KeyName, string]>([
  ['Up', '\x1bOA'],
  ['Left', '\x1bOD'],
  ['Home', '\x1bOH'],
  ['End', '\x1bOF'],
  ['F1', '\x1bOP'],
  ['PageUp', '\x1b[5~'],
])('%s sends its bytes in application-cursor mode', (key, bytes) => {
  expect(keyBytes(key, ALL_ON)).toBe(bytes);
});

test.each<[readonly Modifier[], readonly string[], string]>([
  [['Ctrl'], ['c'], '\x03'],
  [['Ctrl'], ['C'], '\x03'],
  [['Ctrl'], ['x', 'e'], '\x18\x05'],
  [['Ctrl'], ['@'], '\0'],
  [['Ctrl'], ['Space'], '\0'],
  [['Ctrl'], ['['], '\x1b'],
  [['Ctrl'], ['\\'], '\x1c'],
  [['Ctrl'], [']'], '\x1d'],
  [['Ctrl'], ['^'], '\x1e'],
  [['Ctrl'], ['-'], '\x1f'],
  [['Ctrl'], ['Backspace'], '\b'],
  [['Ctrl'], ['Enter'], '\r'],
  [['Ctrl'], ['Left'], '\x1b[1;5D'],
  [['Ctrl', 'Alt'], ['c'], '\x1b\x03'],
  [['Ctrl', 'Shift'], ['Up'], '\x1b[1;6A'],
  [['Ctrl', 'Alt', 'Shift'], ['End'], '\x1b[1;8F'],
  [['Alt'], ['x'], '\x1bx'],
  [['Alt'], ['Enter'], '\x1b\r'],
  [['Alt'], ['abc'], '\x1ba\x1bb\x1bc'],
  [['Alt'], ['漢'], '\x1b漢'],
  [['Alt'], ['Up'], '\x1b[1;3A'],
  [['Shift'], ['Tab'], '\x1b[Z'],
  [['Shift'], ['Enter'], '\r'],
  [['Shift'], ['ab1['], 'AB!{'],
  [['Shift'], ['F5'], '\x1b[15;2~'],
  [['Shift'], ['F1'], '\x1b[1;2P'],
  [['Ctrl'], ['Delete'], '\x1b[3;5~'],
])('%j with %j sends %j', (modifiers, keys, bytes) => {
  expect(chordBytes(modifiers, keys, PLAIN)).toBe(bytes);
  expect(chordBytes(modifiers, keys, ALL_ON)).toBe(bytes); // modified keys do not know application mode
});

describe('a key named by a directive', () => {
  test.each([
    ['F5', '\x1b[15~'],
    ['Shift+Tab', '\x1b[Z'],
    ['Ctrl+Alt+x', '\x1b\x18'],
    ['+', '+'],
    ['Alt++', '\x1b+'],
    ['x', 'x'],
  ])('%s is known', (name, bytes) => {
    expect(namedKeyBytes(name, PLAIN)).toEqual({ ok: true, value: bytes });
  });

  test.each([
    ['F13', 'there is no key named F13'],
    ['', 'there is no key named '],
    ['Hyper+x', 'Hyper is not a modifier; there are Ctrl, Alt and Shift'],
    ['Ctrl+', 'there is no key named Ctrl+'],
  ])('%j is refused with a reason', (name, error) => {
    expect(namedKeyBytes(name, PLAIN)).toEqual({ ok: false, error });
  });
});

test('typed characters are themselves, line ends press Enter, drawn arrows press arrow keys', () => {
  expect(Array.from('a漢\n←↑→↓', (character) => characterBytes(character, PLAIN)).join('')).toBe(
    'a漢\r\x1b[D\x1b[A\x1b[C\x1b[B',
  );
  expect(characterBytes('↑', ALL_ON)).toBe('\x1bOA');
});

describe('a paste', () => {
  test('is written as it is, with the line ends of a keyboard', () => {
    expect(pasteBytes('one\r\ntwo\n', PLAIN)).toBe('one\rtwo\r');
  });

  test('is marked for programs that asked, and cannot end its mark early', () => {
    assert(
      property(string({ unit: 'binary' }), (text) => {
        const bytes = pasteBytes(`${text}\x1b[201~x`, ALL_ON);
        expect(bytes.startsWith('\x1b[200~')).toBe(true);
        expect(bytes.indexOf('\x1b[201~')).toBe(bytes.length - 6);
      }),
    );
  });
});

describe('the mouse', () => {
  const at = { row: 3, column: 12 };

  test('is silent towards programs that do not watch it', () => {
    expect(mouseClickBytes(at, PLAIN) + mouseWheelBytes(at, 3, PLAIN)).toBe('');
  });

  test('clicks and turns its wheel in SGR reports', () => {
    expect(mouseClickBytes(at, ALL_ON)).toBe('\x1b[<0;12;3M\x1b[<0;12;3m');
    expect(mouseWheelBytes(at, 2, ALL_ON)).toBe('\x1b[<65;12;3M\x1b[<65;12;3M');
    expect(mouseWheelBytes(at, -1, ALL_ON)).toBe('\x1b[<64;12;3M');
    expect(mouseWheelBytes(at, 0, ALL_ON)).toBe('');
  });
});

test('every combination of a key and modifiers sends something that ends', () => {
  const names = ['Enter', 'Tab', 'Up', 'Home', 'F1', 'F12', 'Insert', 'Backspace'] as const;
  const modifiers: Modifier[] = ['Ctrl', 'Alt', 'Shift'];
  assert(
    property(constantFrom(...names), subarray(modifiers), (key, held) => {
      expect(isKeyName(key)).toBe(true);
      expect(keyBytes(key, PLAIN, held)).toMatch(/^(?:\x1b?[\r\t\x7f\b ]|\x1b(?:\[[\d;]*[A-Z~]|O[A-Z]))$/); // oxlint-disable-line no-control-regex
    }),
  );
});
