import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const SRC = resolve(import.meta.dirname, '../../src');

/** Every file that is loaded when this one is: static imports, types left out. */
function loadedWith(file: string, seen: Set<string> = new Set()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const code = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  for (const [, specifier = ''] of code.matchAll(/^import\s+(?!type\b)[^'";]*?from\s+'(\.[^']+)'/gm)) {
    loadedWith(resolve(dirname(file), specifier), seen);
  }
  return seen;
}

test.each([
  'cli/run-cli.ts',
  'cli/run.ts',
  'cli/faces/run-dashboard.ts',
  'cli/faces/run-plain.ts',
  'cli/faces/run-automation.ts',
  'cli/replay/run-replay.ts',
])('%s loads nothing of the recorder until somebody records', (entry) => {
  const loaded = Array.from(loadedWith(join(SRC, entry)), (file) => relative(SRC, file));
  expect(loaded.length).toBeGreaterThan(5);
  expect(loaded.filter((file) => file.startsWith('recorder/'))).toEqual([]);
});

test('a recording of a run loads the writer of casts and nothing else of the recorder', () => {
  const loaded = Array.from(loadedWith(join(SRC, 'cli/start/run-recording.ts')), (file) => relative(SRC, file));
  const writer = ['recorder/encode/cast-look.ts', 'recorder/encode/cast.ts'];
  expect(loaded.filter((file) => file.startsWith('recorder/')).toSorted()).toEqual(writer);
});
