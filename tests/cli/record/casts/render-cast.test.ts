import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { decodePng } from '../../../../src/recorder/encode/png/decode-png.ts';
import { readCast } from '../../../../src/recorder/encode/read-cast.ts';
import { lookFields } from '../../../../src/recorder/encode/cast-look.ts';
import { lookOf } from '../../../../src/recorder/play/look-of.ts';
import { parseTape } from '../../../../src/recorder/tape/parse-tape.ts';
import { settingsOf } from '../../../../src/recorder/tape/settings-of.ts';
import { scratch } from '../../../helpers/run-massgen.ts';
import { record } from '../record-run.ts';
import { THREE_WORDS, writeCastFile } from './cast-files.ts';

const RULE = '─'.repeat(80);

function sizeOf(path: string): readonly [number, number] {
  const decoded = decodePng(readFileSync(path));
  if (!decoded.ok) throw new Error(decoded.error);
  return [decoded.value.width, decoded.value.height];
}

function colourAt(path: string, x: number, y: number): string {
  const decoded = decodePng(readFileSync(path));
  if (!decoded.ok) throw new Error(decoded.error);
  const { width, pixels } = decoded.value;
  return ((pixels[y * width + x] ?? 0) & 0xffffff).toString(16).padStart(6, '0');
}

test('a cast is drawn into every file that is asked for, and each is told with its size', async () => {
  using folder = scratch();
  writeCastFile(folder.path, 'words.cast', THREE_WORDS);
  const run = await record(folder.path, ['render', 'words.cast', '-o', 'a.gif', '-o', 'a.svg', '-o', 'a.cast']);
  expect(run).toMatchObject({ code: 0, err: '' });
  expect(run.out).toMatch(/a\.cast {2}\d+ B\n.*a\.gif {2}\d+ B\n.*a\.svg {2}\d+ B\n\d+ frames, 2\.5 s$/);
  const again = readCast(readFileSync(join(folder.path, 'a.cast')));
  expect(again.ok && again.value.cast.events).toContainEqual({ atMs: 1000, type: 'marker', label: 'second' });
  expect(readFileSync(join(folder.path, 'a.gif')).subarray(0, 6).toString()).toBe('GIF89a');
});

test('without -o the film has the name of the cast', async () => {
  using folder = scratch();
  writeCastFile(folder.path, 'words.cast', THREE_WORDS);
  expect((await record(folder.path, ['render', 'words.cast', '-q'])).out).toBe('');
  expect(readdirSync(folder.path)).toEqual(['words.cast', 'words.gif']);
});

test('the cast of a tape is drawn as large as the tape asked for, unless an option says otherwise', async () => {
  using folder = scratch();
  const look = lookOf(settingsOf(parseTape('Set FontSize 30\nSet Width 640\nSet Height 300\nSet Margin 9')));
  const header = { version: 3, term: { cols: 10, rows: 2 }, massgen: lookFields({ ...look, marginFill: '#674eff' }) };
  writeCastFile(folder.path, 'a.cast', THREE_WORDS, header);
  await record(folder.path, ['render', 'a.cast', '-o', 'a.png']);
  expect(sizeOf(join(folder.path, 'a.png'))).toEqual([640, 300]);
  expect(colourAt(join(folder.path, 'a.png'), 4, 4)).toBe('674eff');
  await record(folder.path, ['render', 'a.cast', '-o', 'b.png', '--font-size', '10']);
  expect(sizeOf(join(folder.path, 'b.png'))).toEqual([10 * 7 + 138, 2 * 14 + 138]);
});

test('--theme takes a theme written as JSON, commas and all', async () => {
  using folder = scratch();
  writeCastFile(folder.path, 'a.cast', THREE_WORDS);
  const theme = '{"background":"#123456","foreground":"#fedcba"}';
  expect(await record(folder.path, ['render', 'a.cast', '-o', 'a.png', '--theme', theme])).toMatchObject({ code: 0 });
  expect(colourAt(join(folder.path, 'a.png'), 1, 1)).toBe('123456');
});

test('text is the last screen, because a cast knows no commands', async () => {
  using folder = scratch();
  writeCastFile(folder.path, 'words.cast', THREE_WORDS);
  await record(folder.path, ['render', 'words.cast', '-o', 'whole.txt']);
  expect(readFileSync(join(folder.path, 'whole.txt'), 'utf8')).toBe(`one\ntwo\nthree\n\n\n\n${RULE}\n`);
  await record(folder.path, ['render', 'words.cast', '-o', 'part.txt', '--select', '0s..marker:third']);
  expect(readFileSync(join(folder.path, 'part.txt'), 'utf8')).toBe(`one\ntwo\n\n\n\n\n${RULE}\n`);
});

test('--select markers gives each part a file of its own, named after its marker', async () => {
  using folder = scratch();
  writeCastFile(folder.path, 'words.cast', THREE_WORDS);
  const run = await record(folder.path, ['render', 'words.cast', '--select', 'markers', '-o', 'w.txt', '-o', 'w.gif']);
  expect(run.code).toBe(0);
  expect(readdirSync(folder.path)).toEqual([
    'w-01-beginning.gif',
    'w-01-beginning.txt',
    'w-02-second.gif',
    'w-02-second.txt',
    'w-03-the-third.gif', // nothing of a label can leave the folder
    'w-03-the-third.txt',
    'words.cast',
  ]);
  expect(readFileSync(join(folder.path, 'w-02-second.txt'), 'utf8')).toMatch(/^one\ntwo\n\n/);
});

test('--select markers is refused for a cast without markers', async () => {
  using folder = scratch();
  writeCastFile(folder.path, 'plain.cast', [[0, 'o', 'x']]);
  const run = await record(folder.path, ['render', 'plain.cast', '--select', 'markers']);
  expect(run).toMatchObject({ code: 1, err: expect.stringContaining('there is no marker') });
});

test('--at makes pictures of one moment', async () => {
  using folder = scratch();
  writeCastFile(folder.path, 'words.cast', THREE_WORDS);
  const args = ['render', 'words.cast', '--at', '1.6s', '-o', 'm.txt', '-o', 'm.png', '-o', 'm.json', '-o', 'm.svg'];
  expect((await record(folder.path, args)).code).toBe(0);
  expect(readFileSync(join(folder.path, 'm.txt'), 'utf8')).toBe('one\ntwo\n\n\n\n\n');
  expect(readFileSync(join(folder.path, 'm.json'), 'utf8')).toContain('two');
  expect(readFileSync(join(folder.path, 'm.json'), 'utf8')).not.toContain('three');
  expect(readFileSync(join(folder.path, 'm.svg'), 'utf8')).not.toContain('animation');
  expect((await record(folder.path, ['render', 'words.cast', '--at', '0', '-q'])).code).toBe(0);
  expect(existsSync(join(folder.path, 'words.png'))).toBe(true);
});

test.each([
  [['--at', '1s', '-o', 'a.gif'], '--at makes a picture: .png, .svg, .txt or .json, not a.gif'],
  [['--at', '1s', '-o', 'frames/'], 'not frames/'],
  [['--at', '9s'], 'the recording is only 2.5 s long'],
  [['--at', 'noon'], '--at takes a time'],
  [['--at', '1s', '--select', 'markers'], 'give one of them'],
  [['--select', 'marker:nobody..'], 'there are "second"'],
  [['-o', 'film.mov'], 'a file needs an ending'],
  [['--size', '0x5'], '--size takes columns and rows'],
  [['--theme', 'Draculla'], 'did you mean "Dracula"'],
])('%j is refused with the way out, and nothing is written', async (args, message) => {
  using folder = scratch();
  writeCastFile(folder.path, 'words.cast', THREE_WORDS);
  const run = await record(folder.path, ['render', 'words.cast', ...args]);
  expect(run).toMatchObject({ code: 1, out: '', err: expect.stringContaining(message) });
  expect(readdirSync(folder.path)).toEqual(['words.cast']);
});

test('a cast is drawn in its own colours unless a theme is named', async () => {
  using folder = scratch();
  const theme = { fg: '#ffffff', bg: '#102030', palette: Array.from({ length: 8 }, () => '#ff0000').join(':') };
  writeCastFile(folder.path, 'own.cast', [[0, 'o', 'x']], { version: 3, term: { cols: 10, rows: 3, theme } });
  await record(folder.path, ['render', 'own.cast', '-o', 'own.png']);
  expect(colourAt(join(folder.path, 'own.png'), 0, 0)).toBe('102030');
  await record(folder.path, ['render', 'own.cast', '-o', 'named.png', '--theme', 'Dracula']);
  expect(colourAt(join(folder.path, 'named.png'), 0, 0)).toBe('1e1f29');
});

test('a cast without colours of its own gets none when it is written again, unless a theme is named', async () => {
  using folder = scratch();
  writeCastFile(folder.path, 'plain.cast', THREE_WORDS);
  const headerOf = async (...args: readonly string[]): Promise<unknown> => {
    await record(folder.path, ['render', 'plain.cast', '-o', 'new.cast', ...args]);
    return JSON.parse(readFileSync(join(folder.path, 'new.cast'), 'utf8').split('\n')[0] ?? '');
  };
  expect(await headerOf()).toEqual({ version: 3, term: { cols: 40, rows: 6 } });
  expect(await headerOf('--theme', 'Dracula')).toMatchObject({ term: { theme: { bg: '#1e1f29' } } });
});

test('--size wins over the size of the cast and over its changes', async () => {
  using folder = scratch();
  writeCastFile(folder.path, 'wide.cast', [
    [0, 'o', 'abcdefghij'],
    [0.1, 'r', '30x9'],
  ]);
  await record(folder.path, ['render', 'wide.cast', '-o', 'small.txt', '--size', '5x3']);
  expect(readFileSync(join(folder.path, 'small.txt'), 'utf8')).toBe(`abcde\nfghij\n\n${RULE}\n`);
});

test('a damaged cast is drawn as far as it goes, and the damage is told', async () => {
  using folder = scratch();
  writeCastFile(folder.path, 'cut.cast', THREE_WORDS);
  appendFileSync(join(folder.path, 'cut.cast'), '[0.5, "o", "fo');
  const run = await record(folder.path, ['render', 'cut.cast', '-o', 'cut.txt', '--json']);
  expect(run.code).toBe(0);
  expect(run.err).toBe('⚠️ cut.cast:7: the file is cut in this line; this line is left out');
  expect(JSON.parse(run.out)).toMatchObject({ cast: 'cut.cast', damage: [{ line: 7 }], exitCode: 0 });
  expect(readFileSync(join(folder.path, 'cut.txt'), 'utf8')).toMatch(/^one\ntwo\nthree\n/);
});

test('a line that is used all the same is not said to be left out', async () => {
  using folder = scratch();
  const lines = ['{"version":2,"width":20,"height":3}', '[2, "o", "one "]', '[1, "o", "two"]', ''];
  writeFileSync(join(folder.path, 'back.cast'), lines.join('\n'));
  const run = await record(folder.path, ['render', 'back.cast', '-o', 'back.txt']);
  expect(run.err).toBe('⚠️ back.cast:3: an event before the one above it; it is taken to be at the same time');
  expect(readFileSync(join(folder.path, 'back.txt'), 'utf8')).toMatch(/^one two\n/);
});

test.each([
  ['nowhere.cast', 'there is no such file'],
  ['empty.cast', 'the file is empty'],
  ['prose.cast', 'not the header of a cast'],
  ['.', 'it is a folder'],
])('%s cannot be drawn, which is said', async (name, why) => {
  using folder = scratch();
  writeFileSync(join(folder.path, 'empty.cast'), '');
  writeFileSync(join(folder.path, 'prose.cast'), 'Dear reader,\n');
  expect(await record(folder.path, ['render', name])).toMatchObject({ code: 1, err: expect.stringContaining(why) });
});

test('a cast with nothing in it still becomes a picture of an empty screen', async () => {
  using folder = scratch();
  writeCastFile(folder.path, 'none.cast', []);
  expect((await record(folder.path, ['render', 'none.cast', '-o', 'none.gif'])).code).toBe(0);
});

test('an interrupted film leaves no half of a file', async () => {
  using folder = scratch();
  writeCastFile(folder.path, 'words.cast', THREE_WORDS);
  const run = await record(folder.path, ['render', 'words.cast', '-o', 'w.gif'], { signal: AbortSignal.abort() });
  expect(run.code).toBe(4);
  expect(readdirSync(folder.path)).toEqual(['words.cast']);
});
