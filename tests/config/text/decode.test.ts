import { expect, test } from 'vitest';
import { parseBytes } from '../../../src/config/load.ts';
import { decodeUtf8 } from '../../../src/config/text/decode.ts';

const bytes = (...parts: readonly (string | number)[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.of(part))));

test.each(['', 'a: ü\nb: 漢\n', '\uFEFFa: 1', 'a: \uFFFD'])('%j is the text that it is', (text) => {
  expect(decodeUtf8(bytes(text))).toBe(text);
});

test.each([
  ['a letter of Latin-1', bytes('a: 1\nb: caf', 0xe9, '\n'), { line: 2, column: 7 }],
  ['a letter cut off at the end', bytes('a: ü\nb: ', 0xc3), { line: 2, column: 4 }],
  ['the beginning of a picture', bytes(0x89, 'PNG\r\n'), { line: 1, column: 1 }],
])('%s is no UTF-8, and its place is told', (_title, given, place) => {
  expect(decodeUtf8(given)).toEqual(place);
  const parsed = parseBytes(given, { file: 'x.yaml', env: {} });
  expect(parsed.config).toBeUndefined();
  expect(parsed.diagnostics).toMatchObject([{ code: 'CFG_FILE_NOT_TEXT', path: 'file', ...place }]);
});
