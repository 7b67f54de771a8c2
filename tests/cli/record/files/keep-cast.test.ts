import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { keepCast } from '../../../../src/cli/record/files/keep-cast.ts';
import { readCast } from '../../../../src/recorder/encode/read-cast.ts';
import { DEFAULT_THEME } from '../../../../src/recorder/picture/themes.ts';
import { scratch } from '../../../helpers/run-massgen.ts';

const HEADER = { columns: 80, rows: 24, title: null, command: null, timestamp: null, env: {}, idleLimitMs: null };
const RECORDING = {
  cast: { header: HEADER, events: [{ atMs: 400, type: 'output', data: 'last words' } as const] },
  durationMs: 3400,
};

test('a kept cast is as long as its film, also when nothing is shown at its end', async () => {
  using folder = scratch();
  const kept = await keepCast(RECORDING, 'tapes/my story.tape', folder.path, null);
  const path = join(folder.path, '.massgen/recordings/my_story.cast');
  expect(kept).toEqual({ ok: true, value: path });
  const read = readCast(readFileSync(path));
  expect(read).toMatchObject({ ok: true, value: { durationMs: 3400, problems: [] } });
});

test('a kept cast keeps the colours of its film', async () => {
  using folder = scratch();
  const kept = await keepCast(RECORDING, 'a.tape', folder.path, DEFAULT_THEME);
  const read = readCast(readFileSync(kept.ok ? kept.value : ''));
  const { foreground, background, palette } = DEFAULT_THEME;
  expect(read).toMatchObject({ ok: true, value: { theme: { foreground, background, palette } } });
});

test('a kept cast takes the place of the one before, and nothing unfinished stays', async () => {
  using folder = scratch();
  await keepCast({ ...RECORDING, durationMs: 9000 }, 'a.tape', folder.path, null);
  const kept = await keepCast(RECORDING, 'a.tape', folder.path, null);
  const path = kept.ok ? kept.value : '';
  const read = readCast(readFileSync(path));
  expect(read.ok && read.value.durationMs).toBe(3400);
  expect(readdirSync(dirname(path))).toEqual(['a.cast']);
});

test('a folder that cannot be made costs the cast, not the film', async () => {
  using folder = scratch();
  writeFileSync(join(folder.path, '.massgen'), 'a file of somebody');
  const reason = 'the cast of a.tape is not kept: a part of its path is a file, not a folder';
  expect(await keepCast(RECORDING, 'a.tape', folder.path, null)).toEqual({ ok: false, error: reason });
  expect(existsSync(join(folder.path, '.massgen'))).toBe(true);
});
