import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scratch } from '../../helpers/run-massgen.ts';
import { record } from './record-run.ts';

/** A tape that sources a file in a folder of its own, which sources one beside itself. */
function write(folder: string): void {
  mkdirSync(join(folder, 'parts/deeper'), { recursive: true });
  writeFileSync(join(folder, 'demo.tape'), 'Source "parts/first.tape"\nSource "last.tape"');
  writeFileSync(join(folder, 'parts/first.tape'), 'Source "./second.tape"');
  writeFileSync(join(folder, 'parts/second.tape'), 'Source "deeper/third.tape"');
  writeFileSync(join(folder, 'parts/deeper/third.tape'), 'Enter');
  writeFileSync(join(folder, 'last.tape'), 'Tab');
}

test('a sourced tape finds the files beside itself, wherever massgen was started', async () => {
  using folder = scratch();
  write(folder.path);
  mkdirSync(join(folder.path, 'elsewhere'));
  for (const [cwd, tape] of [
    [folder.path, 'demo.tape'],
    [join(folder.path, 'elsewhere'), '../demo.tape'],
  ] as const) {
    const { code, out } = await record(cwd, ['validate', '--json', tape]);
    expect([code, JSON.parse(out)]).toMatchObject([
      0,
      {
        commands: [
          ['Enter', '', '1'],
          ['Tab', '', '1'],
        ],
      },
    ]);
  }
});

test('in strict mode only the folder massgen was started in is looked at, as VHS does', async () => {
  using folder = scratch();
  write(folder.path);
  const { out } = await record(join(folder.path, 'parts'), ['validate', '--json', '--strict', '../demo.tape']);
  expect(JSON.parse(out)).toMatchObject({
    valid: false,
    errors: [{ message: 'File parts/first.tape not found' }, { message: 'File last.tape not found' }],
  });
});

test('one mistake is counted as one, and shown with its line', async () => {
  using folder = scratch();
  writeFileSync(join(folder.path, 'a.tape'), 'Type "a\nEnter\nFoo\n');
  const { code, err } = await record(folder.path, ['validate', 'a.tape']);
  expect(code).toBe(1);
  expect(err).toMatch(/^a\.tape: 1 error\n\n {2}3 │ Foo\n/);
});
