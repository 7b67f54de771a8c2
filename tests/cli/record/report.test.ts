import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RunReport } from '../../../src/recorder/check/report.ts';
import { scratch } from '../../helpers/run-massgen.ts';
import { record } from './record-run.ts';

const tapeSaying = (words: string): string =>
  `# massgen: size 20x3\n# massgen: exec printf "${words}"\nSleep 100ms\n# massgen: golden end\n`;

const pictures = (folder: string): readonly string[] =>
  Array.from(
    readFileSync(join(folder, 'report/report.html'), 'utf8').matchAll(/src="data:image\/png;base64,([^"]*)"/g),
    ([, base64]) => base64 ?? '',
  );

test('the report of a golden that differs shows both screens beside each other', async () => {
  using folder = scratch();
  const play = (words: string, ...more: readonly string[]) => {
    writeFileSync(join(folder.path, 'a.tape'), tapeSaying(words));
    return record(folder.path, ['a.tape', ...more]);
  };
  await play('before', '--update', '--no-default-output');
  expect((await play('after', '--check', '--report', 'report')).code).toBe(2);

  const { checks } = JSON.parse(readFileSync(join(folder.path, 'report/report.json'), 'utf8')) as RunReport;
  expect(checks.map(({ picture }) => picture)).toEqual([join(folder.path, 'out/a/end.diff.png')]);
  const sideBySide = readFileSync(join(folder.path, 'out/a/end.diff.png')).toString('base64');
  expect(pictures(folder.path)[0]).toBe(sideBySide);

  rmSync(join(folder.path, 'goldens'), { recursive: true });
  expect((await play('after', '--check', '--report', 'report')).code).toBe(2);
  const alone = readFileSync(join(folder.path, 'out/a/end.actual.png')).toString('base64');
  expect(pictures(folder.path)[0]).toBe(alone);
});
