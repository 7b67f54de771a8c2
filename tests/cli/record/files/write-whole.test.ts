import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rewriteWhole, writeWhole } from '../../../../src/cli/record/files/write-whole.ts';
import { scratch } from '../../../helpers/run-massgen.ts';
import { record } from '../record-run.ts';

const UNTIDY = 'Output   a.gif\nSleep   1s\n';

test('formatting a tape writes through no link that waits under the name of an unfinished file', async () => {
  using folder = scratch();
  const at = (name: string): string => join(folder.path, name);
  writeFileSync(at('victim'), 'precious');
  writeFileSync(at('a.tape'), UNTIDY);
  for (const name of ['a.tape.part', `a.tape.${process.pid}.part`]) symlinkSync('victim', at(name));
  expect((await record(folder.path, ['format', '--write', 'a.tape'])).code).toBe(0);
  expect(readFileSync(at('victim'), 'utf8')).toBe('precious');
  expect(readFileSync(at('a.tape'), 'utf8')).toBe('Output a.gif\nSleep 1s\n');
});

test('a tape that is a link stays one: the file it leads to is formatted, with its permissions', async () => {
  using folder = scratch();
  const at = (name: string): string => join(folder.path, name);
  writeFileSync(at('real.tape'), UNTIDY);
  chmodSync(at('real.tape'), 0o600);
  symlinkSync('real.tape', at('a.tape'));
  expect((await record(folder.path, ['format', '--write', 'a.tape'])).code).toBe(0);
  expect(lstatSync(at('a.tape')).isSymbolicLink()).toBe(true);
  expect(readFileSync(at('real.tape'), 'utf8')).toBe('Output a.gif\nSleep 1s\n');
  expect(statSync(at('real.tape')).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder.path)).toEqual(['a.tape', 'real.tape']);
});

test('a file that cannot get its name leaves nothing unfinished', async () => {
  using folder = scratch();
  mkdirSync(join(folder.path, 'taken', 'inside'), { recursive: true });
  await expect(writeWhole(join(folder.path, 'taken'), 'text')).rejects.toThrow(/EISDIR|ENOTEMPTY|EEXIST/);
  await expect(rewriteWhole(join(folder.path, 'missing'), 'text')).rejects.toThrow('ENOENT');
  expect(readdirSync(folder.path)).toEqual(['taken']);
});

test('a report takes the place of a link under its name and leaves alone what the link leads to', async () => {
  using folder = scratch();
  const at = (name: string): string => join(folder.path, name);
  writeFileSync(at('victim'), 'precious');
  for (const name of ['report.json', 'report.html']) symlinkSync('victim', at(name));
  writeFileSync(at('a.tape'), '# massgen: exec true\n');
  const ran = await record(folder.path, ['a.tape', '--report', '.', '-q', '--no-default-output']);
  expect(ran.err).toBe('');
  expect(readFileSync(at('victim'), 'utf8')).toBe('precious');
  expect(lstatSync(at('report.json')).isFile()).toBe(true);
  expect(readFileSync(at('report.html'), 'utf8')).toContain('<html');
});
