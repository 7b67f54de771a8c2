import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { configsFolder, shippedExamples } from '../../../src/cli/package-folder.ts';
import { runMassgen, scratch } from '../../helpers/run-massgen.ts';

test('the list of examples says of each one in whole sentences what it is', async () => {
  using folder = scratch();
  const { code, stdout } = await runMassgen(['--list-examples'], { cwd: folder.path });
  const rows = stdout.trimEnd().split('\n').slice(1);
  expect(code).toBe(0);
  expect(rows).toHaveLength(shippedExamples().length);
  for (const row of rows) expect(row).toMatch(/^ {2}@examples\/\w+ +[A-Z].{20,}\.$/);
});

test.each(shippedExamples())('%s begins with how to use it', (path) => {
  const text = readFileSync(join(configsFolder(), path), 'utf8');
  expect(text).toMatch(/^#/);
  expect(text).toMatch(/# .*massgen --/);
});
