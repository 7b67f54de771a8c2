import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { scratch } from '../helpers/run-massgen.ts';

const MAIN = resolve(import.meta.dirname, '../../src/main.ts');

test.runIf(process.platform !== 'win32')('a working directory that is gone is told in one line', () => {
  using folder = scratch();
  const script = 'mkdir gone && cd gone && rmdir ../gone && exec "$0" "$1" --demo --automation';
  const ended = spawnSync('sh', ['-c', script, process.execPath, MAIN], { cwd: folder.path, encoding: 'utf8' });
  expect(ended.status).toBe(1);
  expect(ended.stdout).toBe('EXIT: 1 error\n');
  expect(ended.stderr).toMatch(/^❌ the working directory .* is not there: .*\n$/);
});
