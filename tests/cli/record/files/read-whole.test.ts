import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readWhole } from '../../../../src/cli/record/files/read-whole.ts';
import { scratch } from '../../../helpers/run-massgen.ts';
import { record } from '../record-run.ts';

/** A folder, a device without end, a pipe that nobody writes to, a file that is too large. */
function oddFiles(folder: string): void {
  mkdirSync(join(folder, 'dir.tape'));
  symlinkSync('/dev/zero', join(folder, 'zero.tape'));
  execFileSync('mkfifo', [join(folder, 'fifo.tape')]);
  writeFileSync(join(folder, 'large.tape'), ' '.repeat(1_000_001));
}

const ODD = [
  ['dir.tape', 'cannot be read: it is a folder'],
  ['zero.tape', 'cannot be read: it is no regular file'],
  ['fifo.tape', 'cannot be read: it is no regular file'],
  ['large.tape', 'has 1000001 bytes; at most 1000000 are read'],
  ['none.tape', 'cannot be read: there is no such file'],
] as const;

test('a tape that is no file of a sane size is refused with the reason', async () => {
  using folder = scratch();
  oddFiles(folder.path);
  for (const [name, reason] of ODD) {
    const { code, err } = await record(folder.path, ['validate', name]);
    expect(err).toBe(`massgen record validate: the tape ${name} ${reason}`);
    expect(code).toBe(1);
  }
});

test('what Source names is read on the same terms', async () => {
  using folder = scratch();
  oddFiles(folder.path);
  for (const [name, reason] of ODD.slice(0, 4)) {
    writeFileSync(join(folder.path, 'a.tape'), `Source ${name}\n`);
    const { code, err } = await record(folder.path, ['validate', 'a.tape']);
    expect(err).toContain(`Source tape: ${name} ${reason}`);
    expect(code).toBe(1);
  }
});

test('a file of exactly the limit is read whole', () => {
  using folder = scratch();
  const path = join(folder.path, 'full');
  writeFileSync(path, 'x'.repeat(200_000));
  const read = readWhole(path, 200_000);
  expect(read.ok && read.value.length).toBe(200_000);
  expect(readWhole(path, 199_999)).toEqual({ ok: false, error: 'has 200000 bytes; at most 199999 are read' });
});
