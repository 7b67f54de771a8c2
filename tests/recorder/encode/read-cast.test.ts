import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeCast } from '../../../src/recorder/encode/cast.ts';
import { readCast } from '../../../src/recorder/encode/read-cast.ts';
import type { ReadCast } from '../../../src/recorder/encode/read-cast.ts';

const V3 = '{"version":3,"term":{"cols":80,"rows":24}}';
const V2 = '{"version":2,"width":80,"height":24}';

function read(file: string | Uint8Array): ReadCast {
  const result = readCast(file);
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

const outputs = ({ cast }: ReadCast): readonly string[] =>
  cast.events.flatMap((event) => (event.type === 'output' ? [event.data] : []));

test('a file cut in the middle of a line loses that line only, and says which it was', () => {
  const { problems, ...rest } = read(`${V3}\n[0.1, "o", "one"]\n[0.2, "o", "two"]\n[0.3, "o", "thr`);
  expect(outputs({ problems, ...rest })).toEqual(['one', 'two']);
  expect(problems).toEqual([{ line: 4, message: 'the file is cut in this line', isLost: true }]);
});

test('a file cut in the middle of a character does too', () => {
  const whole = new TextEncoder().encode(`${V3}\n[0.1, "o", "one"]\n[0.2, "o", "日本`);
  const result = read(whole.subarray(0, -1));
  expect(outputs(result)).toEqual(['one']);
  expect(result.problems).toEqual([{ line: 3, message: 'the file is cut in this line', isLost: true }]);
});

test('a last line that is whole but has no line feed is an event', () => {
  expect(read(`${V3}\n[0.1, "o", "one"]`)).toMatchObject({ problems: [], cast: { events: [{ data: 'one' }] } });
});

test('wherever a file is cut, the lines before stay', () => {
  const events = ['é', '日本', '🚀', '\u001b[1m'].map(
    (data, index) => ({ atMs: index * 10, type: 'output', data }) as const,
  );
  const header = { columns: 9, rows: 9, title: null, command: null, timestamp: null, env: {}, idleLimitMs: null };
  const file = new TextEncoder().encode(writeCast({ header, events }));
  const headerEnd = file.indexOf(10) + 1;
  for (let length = headerEnd; length < file.length; length += 1) {
    const part = file.subarray(0, length);
    const whole = part.reduce((count, byte) => count + (byte === 10 ? 1 : 0), 0) - 1;
    const result = read(part);
    expect(outputs(result).slice(0, whole)).toEqual(events.slice(0, whole).map(({ data }) => data));
    expect(outputs(result).every((data) => !data.includes('\ufffd'))).toBe(true);
  }
});

test('bytes that are no text in the middle of a file are a problem, and what is readable stays', () => {
  const before = new TextEncoder().encode(`${V3}\n[0.1, "o", "a`);
  const after = new TextEncoder().encode('b"]\n[0.1, "o", "c"]\n');
  const result = read(Uint8Array.of(...before, 0xff, ...after));
  expect(outputs(result)).toEqual(['a\ufffdb', 'c']);
  expect(result.problems).toEqual([{ line: 2, message: 'this line is not UTF-8 text throughout', isLost: false }]);
});

test.each([
  ['no array', '{"o": 1}', 'an event is a time, a code and a text'],
  ['too short', '[1, "o"]', 'an event is a time, a code and a text'],
  ['too long', '[1, "o", "x", 2]', 'an event is a time, a code and a text'],
  ['a time that is text', '["1", "o", "x"]', 'an event is a time, a code and a text'],
  ['a time before the start', '[-1, "o", "x"]', 'an event at -1 seconds'],
  ['a size of nothing', '[1, "r", "0x5"]', 'a resize to "0x5" means nothing'],
  ['a size that would fill the memory', '[1, "r", "99999x99999"]', 'a resize to "99999x99999" means nothing'],
  ['a size of three', '[1, "r", "1x2x3"]', 'a resize to "1x2x3" means nothing'],
  ['an exit of words', '[1, "x", "well"]', 'an exit status of "well" means nothing'],
])('%s is a problem of its line and the rest is read', (_name, line, message) => {
  const result = read(`${V3}\n${line}\n[0, "o", "after"]\n`);
  expect(result.problems).toEqual([{ line: 2, message, isLost: true }]);
  expect(outputs(result)).toEqual(['after']);
});

test('a line that is no JSON is a problem with its number', () => {
  const result = read(`${V3}\n\n# a comment\nwords\n[0, "o", "after"]\n`);
  expect(result.problems.map(({ line }) => line)).toEqual([4]);
  expect(outputs(result)).toEqual(['after']);
});

test('comments are of version 3 only', () => {
  expect(read(`${V3}\n# note\n`).problems).toEqual([]);
  expect(read(`${V2}\n# note\n`).problems).toHaveLength(1);
});

test('codes of other programs are passed over, and their time counts', () => {
  const result = read(`${V3}\n[1, "o", "a"]\n[1, "z", "?"]\n[1, "mouse", {"row": 1}]\n[1, "q", null]\n[1, "o", "b"]\n`);
  expect(result.problems).toEqual([]);
  expect(result.cast.events.map(({ atMs }) => atMs)).toEqual([1000, 5000]);
});

test('in version 3 the time of a line that means nothing counts as well', () => {
  const result = read(`${V3}\n[1, "o", "a"]\n[1, "x", 0]\n[1, "r", "0x0"]\n[1, "o", "b"]\n`);
  expect(result.problems.map(({ line }) => line)).toEqual([3, 4]);
  expect(result.cast.events.map(({ atMs }) => atMs)).toEqual([1000, 4000]);
});

test('version 2 has no exit status: a code of another program there', () => {
  expect(read(`${V2}\n[1, "x", "0"]\n`)).toMatchObject({ problems: [], cast: { events: [] } });
});

test('in version 2 time that goes back stands still, and is reported', () => {
  const result = read(`${V2}\n[2, "o", "a"]\n[1, "o", "b"]\n`);
  expect(result.cast.events.map(({ atMs }) => atMs)).toEqual([2000, 2000]);
  expect(result.problems).toMatchObject([{ line: 3, isLost: false }]);
});

test('sums of many small times do not drift', () => {
  const lines = Array.from({ length: 10_000 }, () => '[0.001, "o", "x"]').join('\n');
  expect(read(`${V3}\n${lines}\n`).cast.events.at(-1)?.atMs).toBe(10_000);
});

test.each([
  ['version 3', V3, '[0.1, "o", "a"]\n[1e300, "o", "b"]\n[1, "o", "c"]', 1100],
  ['version 3, in small steps', V3, '[86399, "o", "a"]\n[2, "o", "b"]\n[1, "o", "c"]', 86_400_000],
  ['version 2', V2, '[0.1, "o", "a"]\n[86401, "o", "b"]\n[1.1, "o", "c"]', 1100],
])('an event of %s more than a day after the start is a problem of its line', (_name, header, lines, durationMs) => {
  const result = read(`${header}\n${lines}\n`);
  expect(outputs(result)).toEqual(['a', 'c']);
  expect(result.problems).toEqual([{ line: 3, message: 'an event more than 24 hours after the start', isLost: true }]);
  expect(result.durationMs).toBe(durationMs);
});

test('a header cannot make a recording longer than a day either', () => {
  const header = '{"version":2,"width":80,"height":24,"duration":1e300}';
  expect(read(`${header}\n[1, "o", "a"]\n`).durationMs).toBe(86_400_000);
});

test('line ends of another system, a byte order mark and blank lines do no harm', () => {
  const text = `\ufeff${V3}\r\n[0.1, "o", "one"]\r\n\r\n`;
  for (const file of [text, new TextEncoder().encode(text)]) {
    expect(read(file)).toMatchObject({ problems: [], cast: { events: [{ data: 'one' }] } });
  }
});

const themed = (palette: string): string =>
  `{"version":2,"width":8,"height":2,"theme":{"fg":"#ffffff","bg":"#000000","palette":"${palette}"}}\n`;

test('a theme of eight colours is one of sixteen, half a theme is none', () => {
  const eight = Array.from({ length: 8 }, (_, index) => `#00000${index}`).join(':');
  expect(read(themed(eight)).theme?.palette).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7]);
  expect(read(themed('#000000:#111111')).theme).toBeNull();
  expect(read(themed(eight.replace('#000003', 'red'))).theme).toBeNull();
});

test.each([
  ['nothing', '', 'the file is empty'],
  ['words', 'hello', 'the first line is not the header of a cast'],
  ['a list', '[1, "o", "x"]', 'the first line is not the header of a cast'],
  ['version 1', '{"version":1,"stdout":[]}', 'a cast of version 1; versions 2 and 3 are read'],
  ['no version', '{}', 'a cast of version none; versions 2 and 3 are read'],
  ['no size', '{"version":3}', 'the header of the cast does not tell a size a screen can have'],
  [
    'one column too many',
    '{"version":2,"width":1001,"height":24}',
    'the header of the cast does not tell a size a screen can have',
  ],
  [
    'too large a size',
    '{"version":2,"width":100000,"height":100000}',
    'the header of the cast does not tell a size a screen can have',
  ],
])('%s is no cast', (_name, file, error) => {
  expect(readCast(file)).toEqual({ ok: false, error });
});

test('nothing makes the reader throw, and a header is enough to read the rest', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(readCast(bytes)).toMatchObject({ ok: false });
      expect(readCast(Uint8Array.of(...new TextEncoder().encode(`${V3}\n`), ...bytes))).toMatchObject({ ok: true });
    }),
  );
});
