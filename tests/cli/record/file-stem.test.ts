import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fileStem } from '../../../src/cli/record/file-stem.ts';
import { scratch } from '../../helpers/run-massgen.ts';
import { record } from './record-run.ts';

test('files of a tape are called after it, and never after a folder', () => {
  const names = [
    'story.tape',
    'tapes/a.b.tape',
    'story',
    '.tape',
    '..tape',
    '...tape',
    '....tape',
    '.hidden.tape',
    '-',
  ];
  expect(names.map((name) => fileStem(name, 'tape'))).toEqual([
    'story',
    'a.b',
    'story',
    'tape',
    'tape',
    'tape',
    'tape',
    '.hidden',
    'tape',
  ]);
  expect(['a/b.cast', 'b.tape', '-', '..cast', '.cast'].map((name) => fileStem(name, 'cast'))).toEqual([
    'b',
    'b.tape',
    'cast',
    'cast',
    'cast',
  ]);
});

test('a tape whose name is two dots stores its goldens inside the folder for goldens', async () => {
  using folder = scratch();
  writeFileSync(join(folder.path, '...tape'), '# massgen: exec printf hello\nSleep 100ms\n# massgen: golden end\n');
  const { err } = await record(folder.path, ['...tape', '--update', '--no-default-output', '-q']);
  expect(err).toBe('');
  expect(existsSync(join(folder.path, 'goldens', 'tape'))).toBe(true);
  expect(readdirSync(folder.path).toSorted()).toEqual(['...tape', '.massgen', 'goldens']);
  expect(readdirSync(join(folder.path, '.massgen', 'recordings'))).toEqual(['tape.cast']);
});
