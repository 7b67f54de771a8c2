import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readEnvironment } from '../../../src/cli/start/environment.ts';
import { scratch } from '../../helpers/run-massgen.ts';

function read(folder: string): { readonly env: Readonly<Record<string, string | undefined>>; readonly told: string[] } {
  const told: string[] = [];
  const line = (text: string): void => void told.push(text.replaceAll(folder, ''));
  const { env } = readEnvironment({ env: { OWN: '1' }, cwd: folder, home: join(folder, 'home'), err: { line } });
  return { env, told };
}

describe('what lies where a .env file is looked for', () => {
  test('is read, and nothing is said of places that are empty', () => {
    using folder = scratch();
    writeFileSync(join(folder.path, '.env'), 'A=1\nOWN=2\n');
    expect(read(folder.path)).toEqual({ env: { OWN: '1', A: '1' }, told: [] });
  });

  test.each([
    ['a device without end', '/dev/zero', 'cannot be read: it is no regular file'],
    ['a folder', '.', 'cannot be read: it is a folder'],
  ])('is skipped with the reason when it is %s', (_what, target, reason) => {
    using folder = scratch();
    symlinkSync(target, join(folder.path, '.env'));
    expect(read(folder.path)).toEqual({ env: { OWN: '1' }, told: [`⚠️ /.env is skipped: it ${reason}`] });
  });

  test('is skipped when it is larger than any such file', () => {
    using folder = scratch();
    writeFileSync(join(folder.path, '.env'), 'A=1\n'.repeat(300_000));
    expect(read(folder.path).told).toEqual(['⚠️ /.env is skipped: it has 1200000 bytes; at most 1048576 are read']);
  });

  test('is read through a named pipe that a password manager writes to', async () => {
    using folder = scratch();
    mkdirSync(join(folder.path, 'configs'));
    const pipe = join(folder.path, 'configs', '.env');
    execFileSync('mkfifo', [pipe]);
    const writer = spawn('sh', ['-c', 'printf "A=piped\\n" > "$0"', pipe]);
    expect(read(folder.path)).toEqual({ env: { OWN: '1', A: 'piped' }, told: [] });
    await once(writer, 'exit');
  });

  test('does not keep the program when it is a pipe that nobody writes to', () => {
    using folder = scratch();
    execFileSync('mkfifo', [join(folder.path, '.env')]);
    expect(read(folder.path).told).toEqual([
      '⚠️ /.env is skipped: it cannot be read: it is a pipe that nobody finished writing to',
    ]);
  });
});
