import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openOutput } from '../../../../src/recorder/film/write/output-file.ts';
import type { OutputFile } from '../../../../src/recorder/film/write/output-file.ts';
import { scratch } from '../../../helpers/run-massgen.ts';

/** Folders cannot be made below a device, nor in a folder that only shows what the system does. */
const NOWHERE = process.platform === 'linux' ? '/proc/x/y/film.gif' : '/dev/null/y/film.gif';

async function opened(path: string): Promise<OutputFile> {
  const file = await openOutput(path);
  if (!file.ok) throw new Error(file.error);
  return file.value;
}

test('pieces small and large come into the file in their order, under its name only in the end', async () => {
  using folder = scratch();
  const path = join(folder.path, 'new/film.gif');
  const file = await opened(path);
  const sizes = [3, 1, 200_000, 5, 300_000, 0, 2];
  const pieces = sizes.map((size, index) => new Uint8Array(size).fill(index + 1));
  for (const piece of pieces) await file.append(piece);
  expect(existsSync(path)).toBe(false);
  const whole = Buffer.concat(pieces);
  expect(await file.commit()).toEqual({
    ok: true,
    value: { bytes: whole.length, sha256: createHash('sha256').update(whole).digest('hex') },
  });
  expect(readFileSync(path).equals(whole)).toBe(true);
  expect(readdirSync(join(folder.path, 'new'))).toEqual(['film.gif']);
});

test('a patch replaces bytes that were given just before', async () => {
  using folder = scratch();
  const path = join(folder.path, 'film.apng');
  const file = await opened(path);
  await file.append(Uint8Array.of(1, 2, 3, 4));
  await file.patch({ offset: 1, bytes: Uint8Array.of(8, 9) });
  await file.append(Uint8Array.of(5));
  expect((await file.commit()).ok).toBe(true);
  expect([...readFileSync(path)]).toEqual([1, 8, 9, 4, 5]);
});

test('what is discarded leaves nothing behind', async () => {
  using folder = scratch();
  const file = await opened(join(folder.path, 'film.gif'));
  await file.append(new Uint8Array(400_000));
  await file.append(Uint8Array.of(1));
  await file.discard();
  expect(readdirSync(folder.path)).toEqual([]);
});

test('an empty file is refused and removed', async () => {
  using folder = scratch();
  const file = await opened(join(folder.path, 'film.gif'));
  expect(await file.commit()).toMatchObject({ ok: false, error: expect.stringContaining('empty') as string });
  expect(readdirSync(folder.path)).toEqual([]);
});

test('a place that cannot be written is told in words, and nothing is left there', async () => {
  using folder = scratch();
  writeFileSync(join(folder.path, 'file'), 'mine');
  symlinkSync('circle', join(folder.path, 'circle'));
  const reasons: string[] = [];
  for (const name of ['file/film.gif', 'circle/film.gif', `${'x'.repeat(300)}/film.gif`]) {
    const opening = await openOutput(join(folder.path, name));
    reasons.push(opening.ok ? 'opened' : (/cannot be written: (.*?)\. Name another/.exec(opening.error)?.[1] ?? ''));
  }
  expect(reasons).toEqual([
    'a part of its path is a file, not a folder',
    'its path is a circle of links',
    'its name is too long',
  ]);
  expect(readdirSync(folder.path)).toEqual(['circle', 'file']);
});

test('a folder that the system makes for nobody is told at once', async () => {
  const opening = await openOutput(NOWHERE);
  expect(opening).toMatchObject({
    ok: false,
    error: expect.stringContaining(`${NOWHERE} cannot be written: `) as string,
  });
});

test('a file whose name is as long as names may be can be written', async () => {
  using folder = scratch();
  const path = join(folder.path, `${'x'.repeat(251)}.gif`);
  const file = await opened(path);
  await file.append(Uint8Array.of(1));
  expect((await file.commit()).ok).toBe(true);
  expect(readFileSync(path)).toHaveLength(1);
});

test('a folder that came to stand in its place stays, is told, and the file goes', async () => {
  using folder = scratch();
  const path = join(folder.path, 'film.gif');
  const file = await opened(path);
  await file.append(Uint8Array.of(1));
  mkdirSync(path);
  expect(await file.commit()).toMatchObject({
    ok: false,
    error: expect.stringContaining('a folder') as string,
  });
  expect(readdirSync(folder.path)).toEqual(['film.gif']);
});

test('a file that somebody took away before its end is told with the name it was to have', async () => {
  using folder = scratch();
  const path = join(folder.path, 'film.gif');
  const file = await opened(path);
  await file.append(Uint8Array.of(1));
  rmSync(file.temporaryPath);
  expect(await file.commit()).toMatchObject({ ok: false, error: expect.stringContaining(path) as string });
  expect(readdirSync(folder.path)).toEqual([]);
});

test('a process that exits in the middle of a film leaves no half of one', () => {
  using folder = scratch();
  const module = new URL('../../../../src/recorder/film/write/output-file.ts', import.meta.url).href;
  const program = `
    import { openOutput } from ${JSON.stringify(module)};
    const kept = await openOutput('kept.gif');
    await kept.value.append(Uint8Array.of(1));
    await kept.value.commit();
    const half = await openOutput('half.gif');
    await half.value.append(Uint8Array.of(1, 2));
    process.exit(130);
  `;
  const ran = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    cwd: folder.path,
    encoding: 'utf8',
  });
  expect([ran.status, ran.stderr]).toEqual([130, '']);
  expect(readdirSync(folder.path)).toEqual(['kept.gif']);
});
