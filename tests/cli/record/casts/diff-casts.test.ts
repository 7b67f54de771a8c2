import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { decodePng } from '../../../../src/recorder/encode/png/decode-png.ts';
import { scratch } from '../../../helpers/run-massgen.ts';
import { record } from '../record-run.ts';
import { THREE_WORDS, writeCastFile } from './cast-files.ts';

test('equal screens are equal, however they were made', async () => {
  using folder = scratch();
  writeCastFile(folder.path, 'a.cast', THREE_WORDS);
  writeCastFile(folder.path, 'b.cast', [[3, 'o', '\u001b[Hone\u001b[2;1Htwo\u001b[3;1H\u001b[31mthree']]);
  expect(await record(folder.path, ['diff', 'a.cast', 'b.cast'])).toEqual({
    code: 0,
    out: 'the screens are equal',
    err: '',
  });
});

test('different text is told as a unified diff, with exit code 2', async () => {
  using folder = scratch();
  writeCastFile(folder.path, 'a.cast', THREE_WORDS);
  writeCastFile(folder.path, 'b.cast', [[0, 'o', 'one\r\nTWO\r\n\u001b[31mthree']]);
  const run = await record(folder.path, ['diff', 'a.cast', 'b.cast']);
  expect(run.code).toBe(2);
  expect(run.out.split('\n').slice(0, 6)).toEqual([
    '--- a.cast',
    '+++ b.cast',
    '@@ -1,4 +1,4 @@',
    ' one',
    '-two',
    '+TWO',
  ]);
});

test('what only looks different is told as well', async () => {
  using folder = scratch();
  writeCastFile(folder.path, 'a.cast', THREE_WORDS);
  writeCastFile(folder.path, 'b.cast', [[0, 'o', 'one\r\ntwo\r\n\u001b[1;32mthree']]);
  const run = await record(folder.path, ['diff', 'a.cast', 'b.cast']);
  expect(run.code).toBe(2);
  expect(run.out).toBe('row 3, columns 1–5: "three" looks different: colour 1 on default → colour 2 on default bold');
});

test('--at compares an earlier moment', async () => {
  using folder = scratch();
  writeCastFile(folder.path, 'a.cast', THREE_WORDS);
  writeCastFile(folder.path, 'b.cast', [
    [0.7, 'o', 'one\r\n'],
    [0.1, 'o', 'else'],
  ]);
  expect((await record(folder.path, ['diff', 'a.cast', 'b.cast', '--at', '750ms'])).code).toBe(0);
  expect((await record(folder.path, ['diff', 'a.cast', 'b.cast', '--at', '650ms'])).code).toBe(2);
  expect((await record(folder.path, ['diff', 'a.cast', 'b.cast'])).code).toBe(2);
});

test('screens of two sizes differ, and their sizes are told', async () => {
  using folder = scratch();
  writeCastFile(folder.path, 'a.cast', THREE_WORDS);
  writeCastFile(folder.path, 'b.cast', THREE_WORDS, { version: 2, width: 41, height: 6 });
  const run = await record(folder.path, ['diff', 'a.cast', 'b.cast']);
  expect(run.code).toBe(2);
  expect(run.out).toContain('40x6 and 41x6 cells');
});

test('-o draws both beside each other', async () => {
  using folder = scratch();
  writeCastFile(folder.path, 'a.cast', THREE_WORDS);
  writeCastFile(folder.path, 'b.cast', [[0, 'o', 'other']]);
  expect((await record(folder.path, ['diff', 'a.cast', 'b.cast', '-o', 'deep/er/diff.png'])).code).toBe(2);
  const picture = decodePng(readFileSync(join(folder.path, 'deep/er/diff.png')));
  expect(picture.ok && picture.value.width).toBeGreaterThan(2 * 40 * 9);
});

test('--json tells every place', async () => {
  using folder = scratch();
  writeCastFile(folder.path, 'a.cast', [[0, 'o', 'abc']]);
  writeCastFile(folder.path, 'b.cast', [[0, 'o', 'aXc']]);
  const run = await record(folder.path, ['diff', 'a.cast', 'b.cast', '--json']);
  expect(run.code).toBe(2);
  expect(JSON.parse(run.out)).toMatchObject({
    equal: false,
    changes: [{ row: 0, from: 1, to: 2, isText: true, message: 'row 1, column 2: "b" → "X"' }],
    exitCode: 2,
  });
});

test('nothing of a hostile cast reaches the terminal', async () => {
  using folder = scratch();
  writeCastFile(folder.path, 'a.cast', [[0, 'o', '\u001b]0;owned\u0007\u001b]52;c;AAAA\u0007x\u202ey']]);
  writeCastFile(folder.path, 'b.cast', [[0, 'o', 'y']]);
  const run = await record(folder.path, ['diff', 'a.cast', 'b.cast']);
  // oxlint-disable-next-line no-control-regex -- that is what must not be there
  expect(run.out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
});

test.each([
  [['a.cast'], 'takes CAST CAST'],
  [['a.cast', 'none.cast'], 'there is no such file'],
  [['a.cast', 'a.cast', '-o', 'x.gif'], '-o takes one picture'],
  [['a.cast', 'a.cast', '-o', 'x.png', '-o', 'y.png'], '-o takes one picture'],
  [['a.cast', 'a.cast', '--at', 'soon'], '--at takes a time'],
])('diff %j is refused', async (args, message) => {
  using folder = scratch();
  writeCastFile(folder.path, 'a.cast', THREE_WORDS);
  expect(await record(folder.path, ['diff', ...args])).toMatchObject({
    code: 1,
    err: expect.stringContaining(message),
  });
});
