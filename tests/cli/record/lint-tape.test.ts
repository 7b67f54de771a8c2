import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scratch } from '../../helpers/run-massgen.ts';
import { record } from './record-run.ts';

const TAPE = '# massgen: size 20x3\n# massgen: exec node -e "console.log(`a \\ud80c\\udc00 b`)"\nSleep 100ms\n';

test.each([
  ['a film without pictures', ['-o', 'a.txt']],
  ['no film at all', ['--check']],
])('characters no font has are found in %s', async (_name, args) => {
  using folder = scratch();
  writeFileSync(join(folder.path, 'a.tape'), TAPE);
  const run = await record(folder.path, ['a.tape', ...args, '--lint', 'error']);
  expect(run.code).toBe(2);
  expect(run.err).toContain('tofu: no font has \u{13000} (U+13000)');
});
