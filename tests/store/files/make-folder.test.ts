import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder, makeFolders } from '../../../src/store/files/make-folder.ts';
import { scratch } from '../../helpers/run-massgen.ts';

const ROOT = join(import.meta.dirname, '../../..');

test('missing folders are made, and those that are there stay', () => {
  using folder = scratch();
  makeFolders(join(folder.path, 'a/b'));
  writeFileSync(join(folder.path, 'a/b/mine'), '');
  makeFolders(join(folder.path, 'a/b/c'));
  expect(existsSync(join(folder.path, 'a/b/c'))).toBe(true);
  expect(existsSync(join(folder.path, 'a/b/mine'))).toBe(true);
});

test('a base that is gone is not made again', () => {
  using folder = scratch();
  const base = join(folder.path, 'gone');
  expect(() => makeFolder(base, join(base, 'a/b'))).toThrow('ENOENT');
  expect(existsSync(base)).toBe(false);
});

test('a folder below a file, or where the system makes none, fails with what the system says', () => {
  using folder = scratch();
  writeFileSync(join(folder.path, 'file'), '');
  expect(() => makeFolders(join(folder.path, 'file/a/b'))).toThrow('ENOTDIR');
  const nowhere = process.platform === 'linux' ? '/proc/x/y' : '/dev/null/x/y';
  expect(() => makeFolders(nowhere)).toThrow(/ENOENT|ENOTDIR/);
});

test('nothing makes folders in the way that never returns for some of them', () => {
  const recursive = globSync('src/**/*.ts', { cwd: ROOT }).filter((file) =>
    /\bmkdir(Sync)?\([^;]*recursive/.test(readFileSync(join(ROOT, file), 'utf8')),
  );
  expect(recursive, 'use makeFolders of src/store/files/make-folder.ts').toEqual([]);
});
