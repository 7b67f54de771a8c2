import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openFolderWriter } from '../../../../src/recorder/film/write/folder-writer.ts';
import type { OutputWriter } from '../../../../src/recorder/film/write/writer.ts';
import { block, filmInfo, gridOf } from '../../encode/film-world.ts';
import { filesIn, freshFolder } from '../film.ts';

const SIZE = 4;

async function opened(path: string): Promise<OutputWriter> {
  const writer = await openFolderWriter(path, filmInfo(SIZE, SIZE, { durationMs: 300 }));
  if (!writer.ok) throw new Error(writer.error);
  return writer.value;
}

const show = (writer: OutputWriter, atMs: number): Promise<string | null> =>
  writer.frame({
    atMs,
    grid: gridOf(['x'], 1),
    pixels: block(SIZE, SIZE, atMs, 0),
    changed: { x: 0, y: 0, width: SIZE, height: SIZE },
  });

/** An earlier film in the folder, of three pictures. */
function filmedBefore(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const name of ['frame-00001.png', 'frame-00002.png', 'frame-00003.png'])
    writeFileSync(join(folder, name), 'old');
}

const isPart = (name: string): boolean => name.endsWith('.part');

test('frames stand in their folder only when all of them are there', async () => {
  const parent = freshFolder();
  const writer = await opened(`${join(parent, 'new/frames')}/`);
  for (const atMs of [0, 100]) expect(await show(writer, atMs)).toBeNull();
  expect(filesIn(parent).filter((name) => name.startsWith('new/frames'))).toEqual([]);
  const done = await writer.finish();
  expect(filesIn(parent)).toEqual([
    'new',
    'new/frames',
    ...['frame-00001.png', 'frame-00002.png', 'frames.json'].map((name) => `new/frames/${name}`),
  ]);
  expect(JSON.parse(readFileSync(join(parent, 'new/frames/frames.json'), 'utf8'))).toEqual({
    durationMs: 300,
    frames: [
      { file: 'frame-00001.png', atMs: 0 },
      { file: 'frame-00002.png', atMs: 100 },
    ],
  });
  const hash = createHash('sha256');
  let bytes = 0;
  for (const name of ['frame-00001.png', 'frame-00002.png', 'frames.json']) {
    const content = readFileSync(join(parent, 'new/frames', name));
    hash.update(`${name}\n`).update(content);
    bytes += content.length;
  }
  expect(done).toEqual({ ok: true, value: { bytes, sha256: hash.digest('hex') } });
});

test('a film that ends in the middle leaves the earlier one whole', async () => {
  const folder = join(freshFolder(), 'frames');
  filmedBefore(folder);
  const writer = await opened(folder);
  await show(writer, 0);
  // Whoever is killed here leaves only what no film is made of.
  expect(readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))).toEqual(['old', 'old', 'old']);
  await writer.discard();
  await writer.discard();
  expect(filesIn(join(folder, '..')).filter(isPart)).toEqual([]);
  expect(readdirSync(folder)).toHaveLength(3);
});

test('a shorter film takes the pictures of the longer one away, and nothing that only looks like them', async () => {
  const folder = join(freshFolder(), 'frames');
  filmedBefore(folder);
  const others = ['frame-1.png', 'frame-00002.png.bak', 'Frame-00004.png', 'notes.txt'];
  for (const name of [...others, 'frame-100000.png']) writeFileSync(join(folder, name), 'mine');
  const writer = await opened(folder);
  await show(writer, 0);
  expect((await writer.finish()).ok).toBe(true);
  expect(readdirSync(folder).toSorted()).toEqual([...others, 'frame-00001.png', 'frames.json'].toSorted());
});

test('a folder that is lost on the way is told with the place it was for', async () => {
  const parent = freshFolder();
  const folder = join(parent, 'frames');
  const writer = await opened(folder);
  expect(await show(writer, 0)).toBeNull();
  for (const name of readdirSync(parent).filter(isPart)) rmSync(join(parent, name), { recursive: true });
  const told = expect.stringContaining(`${folder} cannot be written: `) as string;
  expect(await show(writer, 100)).toEqual(told);
  expect(await writer.finish()).toEqual({ ok: false, error: told });
  await writer.discard();
  expect(filesIn(parent)).toEqual([]);
});

test('a file that came to stand in its place stays, and is told', async () => {
  const parent = freshFolder();
  const folder = join(parent, 'frames');
  const writer = await opened(folder);
  await show(writer, 0);
  writeFileSync(folder, 'mine');
  const done = await writer.finish();
  expect(done).toEqual({ ok: false, error: expect.stringContaining('is a file, not a folder') as string });
  await writer.discard();
  expect(filesIn(parent)).toEqual(['frames']);
  expect(readFileSync(folder, 'utf8')).toBe('mine');
});
