import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { worstExit } from '../../../src/recorder/play/exit-code.ts';
import { scratch } from '../../helpers/run-massgen.ts';
import { record } from './record-run.ts';

const SESSION = resolve(import.meta.dirname, '../../../recordings/sessions/demo');

describe('of several tapes', () => {
  test.each([
    ['nothing to tell', [0, 0], 0],
    ['a failure beside a success', [0, 2], 2],
    ['lateness before a failure', [2, 3], 3],
    ['an interruption before lateness', [3, 4], 4],
    ['a refusal before everything', [4, 1, 3, 2, 0], 1],
  ] as const)('the exit code tells %s', (_what, codes, worst) => {
    expect(worstExit(codes)).toBe(worst);
    expect(worstExit(codes.toReversed())).toBe(worst);
  });

  test('a late one and a failed one give the code of the late one, in either order', async () => {
    using folder = scratch();
    const tape = (name: string, line: string): void =>
      writeFileSync(
        join(folder.path, name),
        `# massgen: size 90x20\n# massgen: exec massgen --replay "${SESSION}" --no-animation\n${line}\nType "q"\n`,
      );
    tape('late.tape', 'Wait+Screen@100ms /nobody writes this/');
    tape('failed.tape', 'Sleep 500ms\n# massgen: expect not screen /./');
    const play = (...tapes: readonly string[]) => record(folder.path, ['--check', '--no-default-output', ...tapes]);
    expect((await play('late.tape')).code).toBe(3);
    expect((await play('failed.tape')).code).toBe(2);
    expect((await play('late.tape', 'failed.tape')).code).toBe(3);
    expect((await play('failed.tape', 'late.tape')).code).toBe(3);
  });
});

describe('a refusal', () => {
  test('stays on one line whatever the name of its file says', async () => {
    using folder = scratch();
    const { code, err } = await record(folder.path, ['render', 'no\u001b[2J\nstatus: fine.cast']);
    expect(code).toBe(1);
    expect(err).toBe('massgen record render: the cast no status: fine.cast cannot be read: there is no such file');
  });

  test('shows the lines of a tape it is about', async () => {
    using folder = scratch();
    writeFileSync(join(folder.path, 'wrong.tape'), 'Sleep 1s\nTpye "x"\n');
    const { code, err } = await record(folder.path, ['wrong.tape']);
    expect(code).toBe(1);
    expect(err.split('\n').slice(0, 3)).toEqual([
      'massgen record: wrong.tape: nothing is played',
      '',
      '  2 │ Tpye "x"',
    ]);
  });

  test('is an object of its own for whoever reads JSON', async () => {
    using folder = scratch();
    writeFileSync(join(folder.path, 'wrong.tape'), 'Sleep 1s\nTpye "x"\n');
    const { code, out } = await record(folder.path, ['--json', 'none.tape', 'wrong.tape']);
    expect(code).toBe(1);
    expect(out.split('\n').map((line): unknown => JSON.parse(line))).toEqual([
      { tape: 'none.tape', error: 'the tape none.tape cannot be read: there is no such file', exitCode: 1 },
      {
        tape: 'wrong.tape',
        error: 'wrong.tape: nothing is played',
        details: expect.stringMatching(/^2 │ Tpye "x"\n/) as string,
        exitCode: 1,
      },
    ]);
  });

  test.each([
    ['render', ['no.cast'], { cast: 'no.cast' }],
    ['diff', ['a.cast', 'b.cast'], { casts: ['a.cast', 'b.cast'] }],
    ['session', ['no-folder'], { tape: 'no-folder' }],
    ['--engine', ['vhs', 'no.tape'], { tape: 'no.tape' }],
    ['--engine', ['other', 'no.tape'], {}],
    ['render', [], {}],
    ['themes', ['none wanted'], {}],
  ] as const)('of record %s %j is an object on one line, beside the sentence for people', async (verb, args, about) => {
    using folder = scratch();
    const { code, out, err } = await record(folder.path, [verb, ...args, '--json']);
    expect(code).toBe(1);
    const told = JSON.parse(out) as { readonly error: string };
    expect(told).toMatchObject({ ...about, exitCode: 1 });
    expect(err.split('\n')[0]).toContain(told.error);
    const { out: plain } = await record(folder.path, [verb, ...args]);
    expect(plain).toBe('');
  });

  test('of an evaluation looks as its tool fails, of an unread tape as a tape with errors', async () => {
    using folder = scratch();
    const evaluated = await record(folder.path, ['evaluate', 'no.yaml', 'Why?', '--json']);
    expect(JSON.parse(evaluated.out)).toEqual({
      success: false,
      operation: 'run_massgen_with_recording',
      error: expect.stringContaining('CFG_FILE_NOT_FOUND') as string,
    });
    const validated = await record(folder.path, ['validate', 'no.tape', '--json']);
    expect(JSON.parse(validated.out)).toMatchObject({ tape: 'no.tape', valid: false, commands: [] });
  });

  test('is no JSON for a --json that is not an option', async () => {
    using folder = scratch();
    expect((await record(folder.path, ['live', '--', 'ls', '--json'])).out).toBe('');
  });
});

describe('what is probably not meant', () => {
  test('a quote that is never closed, and a cast that cannot be kept, are told and cost nothing', async () => {
    using folder = scratch();
    writeFileSync(join(folder.path, '.massgen'), 'a file of somebody');
    writeFileSync(join(folder.path, 'a.tape'), '# massgen: exec cat\nType "echo hello\nCtrl+D\nSleep 100ms\nCtrl+D\n');
    const run = (...more: readonly string[]) => record(folder.path, ['a.tape', '--no-default-output', ...more]);
    const kept = '⚠️ the cast of a.tape is not kept: a part of its path is a file, not a folder';
    expect((await run()).err.split('\n')).toEqual(['⚠️ a.tape:2: the quote is never closed', kept]);
    const { code, err } = await run('--quiet');
    expect([code, err]).toEqual([0, kept]);
  });
});
