import { expect, test } from 'vitest';
import { lookFields, readLook } from '../../../src/recorder/encode/cast-look.ts';
import { writeCast } from '../../../src/recorder/encode/cast.ts';
import { readCast } from '../../../src/recorder/encode/read-cast.ts';
import { lookOf } from '../../../src/recorder/play/look-of.ts';
import { parseTape } from '../../../src/recorder/tape/parse-tape.ts';
import { settingsOf } from '../../../src/recorder/tape/settings-of.ts';
import { strictCast } from './decoders/strict-cast.ts';
import { THEME } from './film-world.ts';

const TAPE = [
  'Set FontSize 30\nSet LetterSpacing 2\nSet LineHeight 1.2\nSet Padding 7\nSet Margin 10',
  'Set MarginFill "#674EFF"\nSet WindowBar Rings\nSet WindowBarSize 40\nSet BorderRadius 8',
  'Set Width 640\nSet Height 300\nSet CursorBlink false\nSet Framerate 10',
].join('\n');
const LOOK = lookOf(settingsOf(parseTape(TAPE)));
const HEADER = { columns: 9, rows: 3, title: null, command: null, timestamp: null, env: {}, idleLimitMs: null };

test('a look is what the tape set, and default elsewhere', () => {
  expect(LOOK).toEqual({
    fontSize: 30,
    letterSpacing: 2,
    lineHeight: 1.2,
    width: 640,
    height: 300,
    padding: 7,
    margin: 10,
    marginFill: '#674EFF',
    windowBar: 'Rings',
    windowBarSize: 40,
    borderRadius: 8,
    cursorBlink: false,
    framerate: 10,
    unicode: 15,
  });
  const plain = lookOf(settingsOf(parseTape('')));
  expect(plain).toMatchObject({ fontSize: 22, padding: 60, width: 1200, height: 600, marginFill: null, framerate: 50 });
});

test('cells win over pixels, and the picture of a margin is not carried along', () => {
  const look = lookOf(settingsOf(parseTape('Set Width 640\nSet MarginFill "wall.png"\n# massgen: size 80x24\n')));
  expect(look).toMatchObject({ width: null, height: null, marginFill: null });
});

test.each([2, 3] as const)('a look and the cursor travel in the header of version %i', (version) => {
  const theme = { ...THEME, cursor: 0x123456, cursorAccent: 0x654321 };
  const text = writeCast({ header: { ...HEADER, look: LOOK }, events: [] }, { version, theme });
  expect(strictCast(text).header).toMatchObject({
    massgen: { font_size: 30, margin_fill: '#674EFF', cursor: '#123456' },
  });
  const read = readCast(text);
  const expected = { cast: { header: { look: LOOK } }, theme: { cursor: 0x123456, cursorAccent: 0x654321 } };
  expect(read).toMatchObject({ ok: true, value: expected });
});

test.each([
  ['no object', 7],
  ['nothing', null],
  ['a list', []],
  ['only a part', { font_size: 30 }],
  ['letters as high as a house', { ...lookFields(LOOK), font_size: 1e9 }],
  ['a padding below nothing', { ...lookFields(LOOK), padding: -5 }],
  ['text for a number', { ...lookFields(LOOK), width: '640' }],
  ['a path for a colour', { ...lookFields(LOOK), margin_fill: '/etc/passwd' }],
  ['a bar of markup', { ...lookFields(LOOK), window_bar: '"/><script>' }],
  ['another Unicode', { ...lookFields(LOOK), unicode: 9 }],
])('an entry that is %s is no look, and the cast is read without it', (_name, entry) => {
  expect(readLook(entry)).toBeNull();
  const header = { version: 3, term: { cols: 9, rows: 3 }, massgen: entry };
  const read = readCast(`${JSON.stringify(header)}\n[1, "o", "a"]\n`);
  expect(read.ok && Object.hasOwn(read.value.cast.header, 'look')).toBe(false);
  expect(read).toMatchObject({ ok: true, value: { problems: [], cast: { events: [{ data: 'a' }] } } });
});
