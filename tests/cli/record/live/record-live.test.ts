import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCast } from '../../../../src/recorder/encode/read-cast.ts';
import type { Cast } from '../../../../src/recorder/play/recording.ts';
import { parseTape } from '../../../../src/recorder/tape/parse-tape.ts';
import { scratch } from '../../../helpers/run-massgen.ts';
import { openPty } from '../../../helpers/pty.ts';
import type { Pty } from '../../../helpers/pty.ts';
import { isGivenBack, MAIN, openRecord, shows } from '../play/terminal-screens.ts';
import { record } from '../record-run.ts';

function live(cwd: string, args: readonly string[] = []): Pty {
  writeFileSync(join(cwd, '.bashrc'), "PS1='$ '; unset HISTFILE\n");
  return openRecord(cwd, ['live', ...args], { env: { HOME: cwd, SHELL: '/bin/bash' } });
}

function castIn(folder: string, name = 'recording.cast'): Cast {
  const read = readCast(readFileSync(join(folder, name)));
  if (!read.ok) throw new Error(read.error);
  expect(read.value.problems).toEqual([]);
  return read.value.cast;
}

const outputOf = ({ events }: Cast): string =>
  events.flatMap((event) => (event.type === 'output' ? [event.data] : [])).join('');

/** What was typed, without the header and without the pauses of a busy machine. */
function typed(folder: string, name = 'recording.tape'): string[] {
  const tape = readFileSync(join(folder, name), 'utf8');
  expect(parseTape(tape).errors).toEqual([]);
  const body = tape.slice(tape.indexOf('\n\n') + 2);
  return body.split('\n').filter((line) => line !== '' && !line.startsWith('Sleep'));
}

/** Waits for each answer before it goes on, as a person does. */
async function say(pty: Pty, keys: string, pattern: RegExp): Promise<void> {
  pty.type(keys);
  await pty.until(shows(pattern));
}

test('a shell session becomes a tape that types the same and a cast of every byte', async () => {
  using folder = scratch();
  const pty = live(folder.path, ['-q']);
  await pty.until(shows(/^\$$/m));
  await say(pty, 'echo "it\'s $VHS_RECORD"', /\$ echo "it's \$VHS_RECORD"$/m);
  await say(pty, '\r', /\nit's true\n/);
  await say(pty, 'exit', /\$ exit$/m);
  pty.type('\r');
  expect(await pty.exited).toBe(0);
  await pty.until(isGivenBack);
  expect(typed(folder.path)).toEqual(['Type `echo "it\'s $VHS_RECORD"`', 'Enter']);
  const tape = readFileSync(join(folder.path, 'recording.tape'), 'utf8');
  expect(tape).toMatch(/^# Typed by hand.*\nOutput "recording\.gif"\nSet Shell bash\n# massgen: size 80x12\n\n/);
  const cast = castIn(folder.path);
  expect(pty.output).toContain(outputOf(cast));
  expect(cast.header).toMatchObject({ columns: 80, rows: 12, env: { TERM: 'xterm-256color' } });
  expect(cast.events.at(-1)).toMatchObject({ type: 'exit', code: 0 });
  expect(cast.events.some(({ type }) => type === 'input')).toBe(false);
});

test('a password is in neither file, whether it is typed or pasted, and everything around it is', async () => {
  using folder = scratch();
  const script =
    'stty -echo; printf "Password: "; read -r a; printf "\\nAgain: "; read -r b; stty echo; printf "\\nName: "; read -r c; echo "hi $c"';
  const pty = live(folder.path, ['--capture-input', '--', 'sh', '-c', script]);
  await pty.until(shows(/Password:/));
  for (const letter of 'hunter2') pty.type(letter);
  await say(pty, '\r', /Again:/);
  await say(pty, 'hunter2\r', /Name:/);
  await say(pty, 'Ada\r', /hi Ada/);
  expect(await pty.exited).toBe(0);
  const tape = readFileSync(join(folder.path, 'recording.tape'), 'utf8');
  expect(tape).not.toContain('hunter');
  expect(readFileSync(join(folder.path, 'recording.cast'), 'utf8')).not.toMatch(/hunter|"i", "h/);
  expect(typed(folder.path)).toEqual([
    expect.stringContaining('# Something was typed here that the screen did not show.'),
    'Enter',
    expect.stringContaining('# Something was typed here'),
    'Enter',
    'Type "Ada"',
    'Enter',
  ]);
});

test('a program is named in the tape with its arguments, and its keys are kept', async () => {
  using folder = scratch();
  const program = ['sh', '-c', 'echo ready; cat', "it's two words"];
  const pty = live(folder.path, ['--tape', 'own.tape', '--cast', 'own.cast', '--', ...program]);
  await pty.until(shows(/ready/));
  await say(pty, 'abc\r', /abc\nabc/);
  pty.type('\u0004');
  expect(await pty.exited).toBe(0);
  const tape = readFileSync(join(folder.path, 'own.tape'), 'utf8');
  expect(tape).toContain('# massgen: exec sh -c "echo ready; cat" "it\'s two words"\n');
  expect(typed(folder.path, 'own.tape')).toEqual(['Type "abc"', 'Enter', 'Ctrl+D']);
  expect(castIn(folder.path, 'own.cast').header.command).toBe(program.join(' '));
});

test('line feeds reach the terminal as the program wrote them, and are translated again afterwards', async () => {
  using folder = scratch();
  const script = "stty -opost; printf 'down\\nhere'; stty opost";
  const pty = openPty({
    command: ['sh', '-c', `${process.execPath} ${MAIN} record live -q -- sh -c "${script}"; stty -a`],
    cwd: folder.path,
    env: { HOME: folder.path },
  });
  expect(await pty.exited).toBe(0);
  expect(pty.output).toContain('down\nhere');
  expect(pty.output).toMatch(/[^-]opost/);
});

test('the tape plays what was typed', async () => {
  using folder = scratch();
  const pty = live(folder.path, ['-q']);
  await pty.until(shows(/^\$$/m));
  await say(pty, 'echo $((6*7))', /\$ echo \$\(\(6\*7\)\)$/m);
  await say(pty, '\r', /\n42\n/);
  await say(pty, '\u0004', /exit/);
  expect(await pty.exited).toBe(0);
  const run = await record(folder.path, ['recording.tape', '-o', 'again.txt']);
  expect(run).toMatchObject({ code: 0 });
  expect(readFileSync(join(folder.path, 'again.txt'), 'utf8')).toContain('\n42\n');
});

test('a new size reaches the program and the cast', async () => {
  using folder = scratch();
  const pty = live(folder.path, [
    '--',
    'sh',
    '-c',
    'trap "stty size; exit" WINCH; echo ready; while :; do sleep 0.05; done',
  ]);
  await pty.until(shows(/ready/));
  pty.resize(70, 20);
  await pty.until(shows(/20 70/));
  expect(await pty.exited).toBe(0);
  expect(castIn(folder.path).events).toContainEqual(expect.objectContaining({ type: 'resize', columns: 70, rows: 20 }));
});

test('a terminal that does not read holds the program, and gets everything in the end', async () => {
  using folder = scratch();
  const pty = live(folder.path, ['-q', '--', 'sh', '-c', 'echo begin; head -c 2000000 /dev/zero | base64; echo end']);
  await pty.until(shows(/begin|AAAA/));
  pty.pause();
  await new Promise((resolve) => setImmediate(resolve));
  pty.resume();
  expect(await pty.exited).toBe(0);
  await pty.until(shows(/end/));
  expect(pty.output).toContain(outputOf(castIn(folder.path)));
});

test('what a program leaves switched on is switched off', async () => {
  using folder = scratch();
  const mess = '\\033[?1049h\\033[?1003h\\033[?1004h\\033[?2004h\\033[?25l\\033[31m\\033[2;5r';
  const pty = live(folder.path, ['--', 'printf', mess]);
  expect(await pty.exited).toBe(0);
  await pty.until(isGivenBack);
  expect(pty.output).toContain('\u001b[?25h');
});

test.each(['SIGTERM', 'SIGHUP'] as const)('%s ends the program and keeps both files', async (signal) => {
  using folder = scratch();
  const pty = live(folder.path, ['--', 'sh', '-c', 'printf "\\033[?1049hpid=$$."; read -r a; sleep 3600']);
  await pty.until(shows(/pid=\d+\./));
  const pid = Number(/pid=(\d+)\./.exec(pty.screen.text())?.[1]);
  await say(pty, 'word\r', /word/);
  pty.kill(signal);
  expect(await pty.exited).toBe(4);
  await pty.until(isGivenBack);
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  expect(typed(folder.path)).toEqual(['Type "word"', 'Enter']);
  expect(outputOf(castIn(folder.path))).toContain('word');
});

test('a killed recorder leaves all it showed, and its guard gives the terminal back', async () => {
  using folder = scratch();
  // The shell that a person has around it keeps the terminal open.
  const program = `printf '\\033[?1049h\\033[?1003hpid=%s.' $PPID; sleep 3600`;
  const pty = openPty({
    command: ['sh', '-c', `${process.execPath} ${MAIN} record live -q -- sh -c "$PROGRAM"; read -r rest`],
    cwd: folder.path,
    env: { HOME: folder.path, PROGRAM: program },
  });
  await pty.until(shows(/pid=\d+\./));
  process.kill(Number(/pid=(\d+)\./.exec(pty.screen.text())?.[1]), 'SIGKILL');
  await pty.until(isGivenBack);
  expect(outputOf(castIn(folder.path))).toContain('pid=');
  pty.type('\n');
  expect(await pty.exited).toBe(0);
});

test('-o makes films at the end', async () => {
  using folder = scratch();
  const pty = live(folder.path, ['-o', 'film.gif', '-o', 'last.txt', '--', 'echo', 'filmed']);
  expect(await pty.exited).toBe(0);
  expect(existsSync(join(folder.path, 'film.gif'))).toBe(true);
  expect(readFileSync(join(folder.path, 'last.txt'), 'utf8')).toMatch(/^filmed\n/);
});

test.each([
  ['recording.tape', []],
  ['recording.cast', []],
  ['mine.tape', ['--tape', 'mine.tape']],
  ['film.gif', ['-o', 'film.gif']],
])('%s that exists is not written over, and nothing is started', async (name, args) => {
  using folder = scratch();
  writeFileSync(join(folder.path, name), 'precious');
  const pty = live(folder.path, [...args, '--', 'touch', 'started']);
  expect(await pty.exited).toBe(1);
  expect(pty.output).toContain(`${name} is there already, and nothing is written over it`);
  expect(readFileSync(join(folder.path, name), 'utf8')).toBe('precious');
  expect(existsSync(join(folder.path, 'started'))).toBe(false);
});

test.each([
  [['--', 'no-such-program'], 'There is no program named no-such-program'],
  [['--size', '80x24'], '--size belongs to record, record session'],
  [['-o', 'film.mov'], 'a file needs an ending'],
  [['--cast', 'no/such/folder.cast', '--', 'true'], 'folder.cast cannot be written'],
  [['--'], 'no program after --'],
])('%j is refused and leaves no file', async (args, message) => {
  using folder = scratch();
  const pty = live(folder.path, args);
  expect(await pty.exited).toBe(1);
  expect(pty.output.replaceAll(/\s+/g, ' ')).toContain(message);
  expect(existsSync(join(folder.path, 'recording.tape'))).toBe(false);
  expect(existsSync(join(folder.path, 'recording.cast'))).toBe(false);
});

test('without a terminal it is said what to do instead', async () => {
  using folder = scratch();
  const run = await record(folder.path, ['live']);
  expect(run).toMatchObject({ code: 1, err: expect.stringContaining('massgen record TAPE') });
});
