import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, test } from 'vitest';
import { scratch } from '../../../helpers/run-massgen.ts';
import { record } from '../record-run.ts';
import type { RecordRun, RecordRunOptions } from '../record-run.ts';

/** A folder with programs of these names; `vhs` runs the script, which finds its arguments in `$@`. */
function world(folder: string, script: string, others: readonly string[] = ['ttyd', 'ffmpeg']): string {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  for (const [name, text] of [['vhs', script] as const, ...others.map((other) => [other, 'exit 9'] as const)]) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  writeFileSync(join(folder, 'a.tape'), 'Output a.gif\nType "x"\n');
  return bin;
}

const withVhs = (
  folder: string,
  bin: string,
  args: readonly string[] = [],
  options: RecordRunOptions = {},
): Promise<RecordRun> => {
  const path = [bin, '/usr/bin', '/bin'].join(delimiter);
  return record(folder, ['a.tape', '--engine', 'vhs', ...args], { ...options, env: { PATH: path, ...options.env } });
};

test('VHS is run with an argument vector, and what it wrote is checked', async () => {
  using folder = scratch();
  const bin = world(folder.path, 'printf "%s\\n" "$@" > args; echo "File: a.gif"; echo GIF > a.gif');
  const run = await withVhs(folder.path, bin);
  expect(run).toEqual({ code: 0, out: 'File: a.gif', err: '' });
  expect(readFileSync(join(folder.path, 'args'), 'utf8')).toBe(`${join(folder.path, 'a.tape')}\n`);
});

test('-o is handed on, and takes the place of the tape’s outputs', async () => {
  using folder = scratch();
  const bin = world(folder.path, 'printf "%s\\n" "$@" > args; echo MP4 > "$2"');
  expect((await withVhs(folder.path, bin, ['-o', 'my film.mp4'])).code).toBe(0);
  expect(readFileSync(join(folder.path, 'args'), 'utf8')).toMatch(/^-o\nmy film\.mp4\n.*a\.tape\n$/);
});

test('a tape without an output gets one, unless it must not', async () => {
  using folder = scratch();
  const bin = world(folder.path, 'printf "%s\\n" "$@" > args; [ "$1" = -o ] && echo GIF > "$2"; exit 0');
  writeFileSync(join(folder.path, 'a.tape'), 'Type "x"\n');
  expect((await withVhs(folder.path, bin)).code).toBe(0);
  expect(readFileSync(join(folder.path, 'args'), 'utf8')).toMatch(/^-o\na\.gif\n/);
  expect((await withVhs(folder.path, bin, ['--no-default-output'])).code).toBe(0);
  expect(readFileSync(join(folder.path, 'args'), 'utf8')).not.toContain('-o');
});

test.each([
  ['writes nothing', 'exit 0', 'VHS did not write a.gif'],
  ['leaves it empty', ': > a.gif', 'VHS left a.gif empty'],
  ['leaves an old one', 'exit 0', 'of an earlier run'],
])('exit code 0 is not believed when VHS %s', async (name, script, message) => {
  using folder = scratch();
  const bin = world(folder.path, script);
  if (name === 'leaves an old one') writeFileSync(join(folder.path, 'a.gif'), 'GIF of yesterday');
  const run = await withVhs(folder.path, bin);
  expect(run).toMatchObject({ code: 2, err: expect.stringContaining(message) });
});

test('a file that is written anew with the same bytes counts', async () => {
  using folder = scratch();
  const bin = world(folder.path, 'echo GIF > new; mv new a.gif');
  writeFileSync(join(folder.path, 'a.gif'), 'GIF\n');
  expect((await withVhs(folder.path, bin)).code).toBe(0);
});

test('screenshots and folders of frames are promises too', async () => {
  using folder = scratch();
  const bin = world(folder.path, 'mkdir -p frames; [ -z "$FULL" ] || { echo x > frames/1.png; echo y > s.png; }');
  writeFileSync(join(folder.path, 'a.tape'), 'Output frames/\nType "x"\nScreenshot s.png\n');
  const run = await withVhs(folder.path, bin);
  expect(run.code).toBe(2);
  expect(run.err).toContain('frames/');
  expect(run.err).toContain('VHS did not write s.png');
  expect((await withVhs(folder.path, bin, [], { env: { FULL: '1' } })).code).toBe(0);
});

test('a failure of VHS is exit code 2, with what it said also when quiet', async () => {
  using folder = scratch();
  const bin = world(folder.path, 'echo "could not open ttyd\u001b[31m" >&2; exit 1');
  const run = await withVhs(folder.path, bin, ['--quiet']);
  expect(run.code).toBe(2);
  expect(run.out).toBe('');
  expect(run.err).toContain('VHS ended with exit code 1');
  expect(run.err).toContain('could not open ttyd');
  expect(run.err).not.toContain('\u001b');
});

test('the environment is handed on, VHS_NO_SANDBOX too', async () => {
  using folder = scratch();
  const bin = world(folder.path, 'echo "$VHS_NO_SANDBOX" > a.gif');
  expect((await withVhs(folder.path, bin, [], { env: { VHS_NO_SANDBOX: 'true' } })).code).toBe(0);
  expect(readFileSync(join(folder.path, 'a.gif'), 'utf8')).toBe('true\n');
});

test('missing programs are named, with the way out', async () => {
  using folder = scratch();
  const bin = world(folder.path, 'exit 0', []);
  const run = await record(folder.path, ['a.tape', '--engine', 'vhs'], { env: { PATH: bin } });
  expect(run.code).toBe(1);
  expect(run.err).toContain('needs vhs, ttyd 1.7.2 or newer and ffmpeg');
  expect(run.err).toContain('missing: ttyd, ffmpeg.');
});

test('a tape that VHS would refuse is not handed to it', async () => {
  using folder = scratch();
  const bin = world(folder.path, 'echo ran > ran');
  writeFileSync(join(folder.path, 'a.tape'), 'Set Columns 80\nF5\n');
  const run = await withVhs(folder.path, bin);
  expect(run).toMatchObject({ code: 1, err: expect.stringContaining('VHS would not play this') });
  expect(() => readFileSync(join(folder.path, 'ran'))).toThrow('ENOENT');
});

test.each([
  [['--check'], '--check is for the embedded engine'],
  [['--theme', 'Dracula'], '--theme is for the embedded engine'],
  [['--total-timeout', 'soon'], '--total-timeout takes a time'],
])('%j is refused', async (args, message) => {
  using folder = scratch();
  const bin = world(folder.path, 'exit 0');
  expect(await withVhs(folder.path, bin, args)).toMatchObject({ code: 1, err: expect.stringContaining(message) });
});

test('an unknown engine is refused', async () => {
  using folder = scratch();
  world(folder.path, 'exit 0');
  const run = await record(folder.path, ['a.tape', '--engine', 'asciinema']);
  expect(run).toMatchObject({ code: 1, err: expect.stringContaining('--engine is auto, embedded or vhs') });
});

test('what takes too long is ended with all it started', async () => {
  using folder = scratch();
  // Both hold its output open: unless both end, this waits for an hour.
  const bin = world(folder.path, 'sleep 3600 & sleep 3600');
  const run = await withVhs(folder.path, bin, ['--total-timeout', '50ms']);
  expect(run).toMatchObject({ code: 3, err: expect.stringContaining('not done in time') });
});

test('what left its group and holds its output open does not keep the recording from ending', async () => {
  using folder = scratch();
  const bin = world(folder.path, 'setsid sleep 20 & echo GIF > a.gif');
  expect((await withVhs(folder.path, bin)).code).toBe(0);
});

test('an interruption ends VHS', async () => {
  using folder = scratch();
  const bin = world(folder.path, 'sleep 3600');
  expect((await withVhs(folder.path, bin, [], { signal: AbortSignal.abort() })).code).toBe(4);
});

test('--json tells what was written', async () => {
  using folder = scratch();
  const bin = world(folder.path, 'echo noise; echo GIF > a.gif');
  const run = await withVhs(folder.path, bin, ['--json']);
  expect(JSON.parse(run.out)).toMatchObject({
    engine: 'vhs',
    outputs: [{ kind: 'gif', path: join(folder.path, 'a.gif'), bytes: 4 }],
    problems: [],
    vhsExit: 0,
    exitCode: 0,
  });
});

test('a setting the embedded engine does not follow is told once, unless quiet', async () => {
  using folder = scratch();
  writeFileSync(
    join(folder.path, 'b.tape'),
    'Set FontFamily "Fira Code"\n# massgen: exec true\nSleep 1ms\nSet Width 900\n',
  );
  const run = await record(folder.path, ['b.tape', '--no-default-output']);
  expect(run.code).toBe(0);
  expect(run.err.split('\n')).toEqual([
    '⚠️ b.tape:1: Set FontFamily Fira Code: films are drawn in the bundled fonts (massgen record fonts)',
    '⚠️ b.tape:4: Set Width has no effect after the header, which ends with the first command',
  ]);
  expect((await record(folder.path, ['b.tape', '--no-default-output', '-q'])).err).toBe('');
});
