import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { scratch } from '../helpers/run-massgen.ts';

const ROOT = resolve(import.meta.dirname, '../..');

const look = (...args: readonly string[]) =>
  spawnSync(process.execPath, ['scripts/look.ts', ...args], { cwd: ROOT, encoding: 'utf8' });

test('a look at the demo is a picture', () => {
  using folder = scratch();
  const picture = join(folder.path, 'look.png');
  expect(look('--at', '2s', '--size', '60x16', '-q', '-o', picture)).toMatchObject({ status: 0, stderr: '' });
  expect(existsSync(picture)).toBe(true);
});

test('a look that is refused says why, without a stack, and passes the exit code on', () => {
  const { status, stderr } = look('--agents', '5');
  expect(status).toBe(1);
  expect(stderr).toBe('massgen record: unknown option --agents\nmassgen record --help tells more\n');
});
