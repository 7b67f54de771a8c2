import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCastFile } from '../../../../src/cli/record/files/cast-file.ts';
import { writeNewFile } from '../../../../src/cli/record/live/new-file.ts';
import { restoreBytes } from '../../../../src/cli/record/live/restore-bytes.ts';
import { readCast } from '../../../../src/recorder/encode/read-cast.ts';
import { createScreenModel } from '../../../helpers/screen-model.ts';
import { scratch } from '../../../helpers/run-massgen.ts';

const HEADER = { columns: 80, rows: 24, title: null, command: null, timestamp: 1, env: {}, idleLimitMs: null };

test('a tape that somebody else has made meanwhile is not written over', () => {
  using folder = scratch();
  writeFileSync(join(folder.path, 'a.b.tape'), 'theirs');
  writeFileSync(join(folder.path, 'a.b-2.tape'), 'theirs too');
  expect(writeNewFile('a.b.tape', folder.path, 'ours')).toEqual({ ok: true, value: 'a.b-3.tape' });
  expect(readFileSync(join(folder.path, 'a.b.tape'), 'utf8')).toBe('theirs');
  expect(readFileSync(join(folder.path, 'a.b-3.tape'), 'utf8')).toBe('ours');
});

test('a tape that cannot be written is told in a sentence', () => {
  using folder = scratch();
  const written = writeNewFile('no/such/place.tape', folder.path, 'ours');
  expect(!written.ok && written.error).toContain('no/such/place.tape cannot be written');
});

test('every event is on the disk at once', () => {
  using folder = scratch();
  const opened = openCastFile(join(folder.path, 'a.cast'), HEADER, 3);
  if (!opened.ok) throw new Error(opened.error);
  opened.value.add({ atMs: 10, type: 'output', data: 'hello' });
  const read = readCast(readFileSync(join(folder.path, 'a.cast')));
  expect(read.ok && read.value.cast.events).toEqual([{ atMs: 10, type: 'output', data: 'hello' }]);
  expect(opened.value.close()).toBeNull();
});

test('a disk that is full ends the cast, is told at the end, and never throws', () => {
  using folder = scratch();
  let calls = 0;
  const full = (_file: number, bytes: Uint8Array): number => {
    calls += 1;
    if (calls > 1) throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
    return bytes.length;
  };
  const opened = openCastFile(join(folder.path, 'a.cast'), HEADER, 3, full);
  if (!opened.ok) throw new Error(opened.error);
  for (let at = 0; at < 5; at += 1) opened.value.add({ atMs: at, type: 'output', data: 'x' });
  expect(opened.value.close()).toBe('the disk is full');
  expect(calls).toBe(2);
});

test('a cast is not begun over another file', () => {
  using folder = scratch();
  writeFileSync(join(folder.path, 'a.cast'), 'theirs');
  expect(openCastFile(join(folder.path, 'a.cast'), HEADER)).toEqual({
    ok: false,
    error: 'it is there already, and a recording is never written over another file',
  });
  expect(readFileSync(join(folder.path, 'a.cast'), 'utf8')).toBe('theirs');
});

test('giving the terminal back leaves the cursor where the program left it', async () => {
  const screen = createScreenModel({ cols: 20, rows: 6 });
  await screen.write('one\r\ntwo\u001b[2;4r\u001b[3;5H\u001b[?1003h\u001b[31m\u001b(0\u001b[?25l\u001b[?10');
  await screen.write(`${restoreBytes({ altScreen: false })}q`);
  expect([screen.cell(4, 2).text, screen.cell(4, 2).fg]).toEqual(['q', -1]);
  expect(screen.modes.mouse).toBe('none');
  await screen.write('\r\n\n\n\nlast');
  expect(screen.rows()[5]).toBe('last'); // the scroll region is gone
});
