import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scratch } from '../../helpers/run-massgen.ts';
import { record } from './record-run.ts';

test('a printed tape is exact in a pipe, and harmless on a terminal', async () => {
  using folder = scratch();
  const hostile = 'Type "\u001b]0;title\u0007 \u009b31m \u202eabc"';
  writeFileSync(join(folder.path, 'a.tape'), `${hostile}\nType   "漢字"\n`);
  expect((await record(folder.path, ['format', 'a.tape'])).out).toBe(`${hostile}\nType "漢字"`);
  const shown = (await record(folder.path, ['format', 'a.tape'], { outIsTerminal: true })).out;
  expect(shown.replaceAll('\n', '')).not.toMatch(/\p{Cc}|\u202e/u);
  expect(shown.split('\n')).toHaveLength(2);
  expect(shown).toContain('Type "漢字"');
});

test('strict formatting refuses what only this program plays', async () => {
  using folder = scratch();
  writeFileSync(join(folder.path, 'a.tape'), 'Set  Rows 5\nEnter\n');
  expect((await record(folder.path, ['format', 'a.tape'])).out).toBe('Set Rows 5\nEnter');
  const strict = await record(folder.path, ['format', '--strict', 'a.tape']);
  expect(strict).toMatchObject({ code: 1, out: '' });
  expect(strict.err).toContain('Unknown setting: Rows');
});
