import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openOutput } from '../../../../src/recorder/film/write/output-file.ts';
import type { OutputFile } from '../../../../src/recorder/film/write/output-file.ts';
import { scratch } from '../../../helpers/run-massgen.ts';

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
