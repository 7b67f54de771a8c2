import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { shotKind } from '../../../../src/recorder/film/write/screenshot-file.ts';
import { decodePng } from '../../../../src/recorder/encode/png/decode-png.ts';
import { filesIn, freshFolder, optionsIn, render } from '../film.ts';
import { output, recordingWith } from '../recordings.ts';

test.each([
  ['a.png', 'png'],
  ['a.svg', 'svg'],
  ['a.TXT', 'txt'],
  ['a.ascii', 'txt'],
  ['a.json', 'json'],
  ['a.svg.png', 'png'],
  ['svg', 'png'],
  ['folder.svg/shot', 'png'],
  ['shot.test', 'png'],
] as const)('a screenshot named %s is %s', (path, kind) => {
  expect(shotKind(path)).toBe(kind);
});

const shot = (path: string, events: number) => ({ path, atMs: events * 100, events });
const film = (paths: readonly string[]) =>
  recordingWith([output(100, 'one'), output(200, '\r\ntwo')], {
    durationMs: 1000,
    screenshots: paths.map((path, index) => shot(path, Math.min(index + 1, 2))),
  });

const shots = (name: string, atMs: number) =>
  ['png', 'svg', 'txt'].map((kind) => ({ path: `${name}.${kind}`, atMs, events: 1 }));

test('each has the screen of its moment, the same in every form', async () => {
  const folder = freshFolder();
  await render(film(['first.txt', 'second.txt', 'second.json', 'second.svg']), [], optionsIn(folder));
  expect(readFileSync(join(folder, 'first.txt'), 'utf8')).toBe('one\n\n\n\n');
  expect(readFileSync(join(folder, 'second.txt'), 'utf8')).toBe('one\ntwo\n\n\n');
  const { rows } = JSON.parse(readFileSync(join(folder, 'second.json'), 'utf8')) as { rows: unknown[][] };
  expect(JSON.stringify(rows)).toContain('"two"');
  expect(readFileSync(join(folder, 'second.svg'), 'utf8')).toMatch(/one[^]*two/);
});

test('a picture is as large as the film, margins included', async () => {
  const folder = freshFolder();
  await render(film(['one.png']), [{ kind: 'png', path: 'film.png' }], optionsIn(folder));
  const sizes = ['one.png', 'film.png'].map((name) => {
    const picture = decodePng(readFileSync(join(folder, name)));
    return picture.ok ? [picture.value.width, picture.value.height] : picture.error;
  });
  expect(sizes).toEqual([
    [20 * 6 + 8, 4 * 14 + 8],
    [20 * 6 + 8, 4 * 14 + 8],
  ]);
});

test('the last of two that have one name is kept', async () => {
  const folder = freshFolder();
  await render(film(['same.txt', 'same.txt']), [], optionsIn(folder));
  expect(readFileSync(join(folder, 'same.txt'), 'utf8')).toBe('one\ntwo\n\n\n');
});

test('one that cannot be written is told, and the film and the others are made', async () => {
  const folder = freshFolder();
  writeFileSync(join(folder, 'file'), 'mine');
  mkdirSync(join(folder, 'taken.png'));
  const paths = ['file/a.png', 'taken.png', 'fine.txt'];
  const report = await render(film(paths), [{ kind: 'gif', path: 'film.gif' }], optionsIn(folder));
  expect(report.problems.map(({ message }) => message.replaceAll(folder, ''))).toEqual([
    '/file/a.png cannot be written: a part of its path is a file, not a folder. Name another place with Output, or with -o.',
    '/taken.png cannot be written: there is a folder of that name.',
  ]);
  expect(report.outputs.map(({ kind }) => kind).toSorted()).toEqual(['gif', 'screenshot']);
  expect(filesIn(folder)).toEqual(['file', 'film.gif', 'fine.txt', 'taken.png']);
});

test('a picture shows the keys that its film shows at that moment', async () => {
  const folder = freshFolder();
  const screenshots = [...shots('before', 0), ...shots('pressed', 600), ...shots('after', 2100)];
  const keys = [{ atMs: 500, label: 'Ctrl+C' }];
  await render(recordingWith([output(0, 'one')], { durationMs: 3000, screenshots, keys }), [], optionsIn(folder));
  const file = (name: string): Buffer => readFileSync(join(folder, name));
  for (const kind of ['png', 'svg']) {
    expect(file(`pressed.${kind}`).equals(file(`before.${kind}`))).toBe(false);
    expect(file(`after.${kind}`).equals(file(`before.${kind}`))).toBe(true);
  }
  expect(file('pressed.svg').toString()).toContain('Ctrl+C');
  expect(file('pressed.txt').equals(file('before.txt'))).toBe(true);
});
