import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import type { RecorderClock } from '../../../src/recorder/clock/clock.ts';
import type { HostStart, TerminalHost } from '../../../src/recorder/terminal/host.ts';
import { recordingEnvironment } from '../../../src/recorder/terminal/environment.ts';
import { startPtyHost } from '../../../src/recorder/terminal/pty-host.ts';
import { shellStart } from '../../../src/recorder/terminal/shells.ts';
import { systemClock } from '../../../src/runtime/ports/system-clock.ts';

const CLOCK: RecorderClock = {
  ...systemClock,
  kind: 'real',
  after: () => () => undefined,
  hold: () => ({ [Symbol.dispose]: () => undefined }),
};
const ENV = { PATH: process.env['PATH'] ?? '', TERM: 'xterm-256color', LANG: 'C.UTF-8' };

interface Running {
  readonly host: TerminalHost;
  readonly output: string;
  /** Resolves when the condition holds for the output so far. */
  readonly until: (condition: (output: string) => boolean) => Promise<void>;
}

async function run(argv: readonly string[], more: Partial<HostStart> = {}): Promise<Running> {
  const started = await startPtyHost({ argv, cwd: '/', env: ENV, columns: 80, rows: 24, ...more }, CLOCK);
  if (!started.ok) throw new Error(started.error);
  const host = started.value;
  let output = '';
  let watchers: (() => void)[] = [];
  host.onOutput((text) => {
    output += text;
    for (const watch of watchers) watch();
  });
  return {
    host,
    get output() {
      return output;
    },
    until: (condition) =>
      new Promise((resolve) => {
        const watch = (): void => {
          if (!condition(output)) return;
          watchers = watchers.filter((one) => one !== watch);
          resolve();
        };
        watchers.push(watch);
        watch();
      }),
  };
}

const node = (program: string): readonly string[] => [process.execPath, '-e', program];

/** A process that ended and that nobody asked about yet does not count. */
const isAlive = (pid: number): boolean => {
  const state = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
  return state !== '' && !state.startsWith('Z');
};

const pidIn = (output: string): number => Number(/pid (\d+)/.exec(output)?.[1]);

const whyNot = async (more: Partial<HostStart>): Promise<string> => {
  const started = await startPtyHost({ argv: ['sh'], cwd: '/', env: ENV, columns: 80, rows: 24, ...more }, CLOCK);
  if (started.ok) await started.value.stop(0);
  return started.ok ? 'it started' : started.error;
};

describe('what cannot start says why', () => {
  test.each([
    [{ argv: [] }, 'There is no program to run: the command is empty.'],
    [{ argv: ['no-such-program'] }, 'There is no program named no-such-program on the PATH.'],
    [{ argv: ['/no/such/program'] }, 'There is no program at /no/such/program.'],
    [{ argv: ['/etc/passwd'] }, '/etc/passwd may not be run: it is not executable.'],
    [{ argv: ['/etc'] }, '/etc is a folder, not a program.'],
    [{ cwd: '/no/such/folder' }, 'The folder /no/such/folder to run sh in does not exist.'],
    [{ cwd: '/etc/passwd' }, '/etc/passwd, where sh should run, is not a folder.'],
    [{ env: { PATH: '/no/such/folder' } }, 'There is no program named sh on the PATH.'],
  ])('%j', async (more, reason) => {
    expect(await whyNot(more)).toBe(reason);
  });
});

describe('the end of a program', () => {
  test('with 0 is ok', async () => {
    const { host } = await run(['true']);
    expect(await host.exited).toEqual({ exitCode: 0, signal: null, leftovers: [], ok: true });
  });

  test('at once, with another code, is told', async () => {
    const { host } = await run(['sh', '-c', 'exit 7']);
    expect(await host.exited).toEqual({ exitCode: 7, signal: null, leftovers: [], ok: false });
  });

  test('by a signal is not ok, although the code is 0', async () => {
    const { host } = await run(['sh', '-c', 'kill -USR1 $$']);
    expect(await host.exited).toEqual({ exitCode: null, signal: 'SIGUSR1', leftovers: [], ok: false });
  });

  test('makes resizing, writing, pausing and stopping do nothing', async () => {
    const { host } = await run(['true']);
    const report = await host.exited;
    host.resize(10, 10);
    host.write('x');
    host.pause();
    host.resume();
    expect(await host.stop(1000)).toEqual(report);
  });

  test('on SIGTERM comes without waiting out the grace', async () => {
    const { host, until } = await run(['sh', '-c', 'echo up; exec sleep 1000']);
    await until((output) => output.includes('up'));
    expect(await host.stop(60_000)).toMatchObject({ signal: 'SIGTERM', leftovers: [] });
  });

  test('by its own answer to SIGTERM keeps its exit code', async () => {
    const { host, until } = await run(
      node("process.on('SIGTERM', () => process.exit(5)); setInterval(() => {}, 1000); console.log('up')"),
    );
    await until((output) => output.includes('up'));
    expect(await host.stop(60_000)).toMatchObject({ exitCode: 5, signal: null });
  });

  test('of an interactive shell, which ignores SIGTERM, comes with the hang-up', async () => {
    const { host, until } = await run(['bash', '--norc', '--noprofile', '-i']);
    await until((output) => output.includes('$') || output.includes('#'));
    expect(await host.stop(60_000)).toMatchObject({ signal: 'SIGHUP' });
  });

  test('of a program that ignores everything comes with SIGKILL', async () => {
    const { host, until } = await run(['sh', '-c', 'trap "" TERM HUP; echo up; while :; do sleep 0.01; done']);
    await until((output) => output.includes('up'));
    expect(await host.stop(50)).toMatchObject({ exitCode: null, signal: 'SIGKILL' });
  });

  test('of a stopped program comes too', async () => {
    const { host, until } = await run(['sh', '-c', 'echo up; kill -STOP $$; sleep 1000']);
    await until((output) => output.includes('up'));
    expect(await host.stop(60_000)).toMatchObject({ signal: 'SIGTERM' });
  });

  test('can be asked for twice', async () => {
    const { host } = await run(['sleep', '1000']);
    expect(await host.stop(1000)).toBe(await host.stop(5));
  });
});

test('bash of a tape shows its violet prompt, runs a line, and ends with exit', async () => {
  const shell = shellStart('bash');
  const env = recordingEnvironment({ base: process.env, locale: 'C.UTF-8', timezone: 'UTC', shell: shell?.env ?? {} });
  const running = await run(shell?.argv ?? [], { env });
  const prompt = '\x1b[38;2;90;86;224m> \x1b[0m';
  await running.until((output) => output.includes(prompt));
  running.host.write('echo $TERM $LANG $TZ $((6 * 7))\r');
  await running.until((output) => output.includes('xterm-256color C.UTF-8 UTC 42') && output.endsWith(prompt));
  running.host.write('exit 4\r');
  expect(await running.host.exited).toEqual({ exitCode: 4, signal: null, leftovers: [], ok: false });
});

describe('children that are left behind', () => {
  test.each([
    ['that ignore the hang-up', '(trap "" HUP; exec sleep 1000) & echo "pid $!"; sleep 0.1; exit 0'],
    ['that ignore SIGTERM too', '(trap "" TERM HUP; exec sleep 1000) & echo "pid $!"; sleep 0.1; exit 0'],
  ])('%s are ended and reported', async (_name, script) => {
    const running = await run(['sh', '-c', script]);
    const report = await running.host.exited;
    expect(report.leftovers).toContain(pidIn(running.output));
    expect([report.ok, report.leftovers.some(isAlive)]).toEqual([false, false]);
  });

  test('that end with their parent are not reported', async () => {
    const running = await run(['sh', '-c', 'sleep 1000 & echo "pid $!"; exit 0']);
    expect(await running.host.exited).toEqual({ exitCode: 0, signal: null, leftovers: [], ok: true });
    expect(isAlive(pidIn(running.output))).toBe(false);
  });

  test.runIf(process.platform === 'linux')('in a session of their own are found as well', async () => {
    const { host } = await run(
      node("require('node:child_process').spawn('sleep', ['1000'], { detached: true, stdio: 'ignore' }).unref()"),
    );
    const report = await host.exited;
    expect(report.leftovers).toHaveLength(1);
    expect(report.leftovers.some(isAlive)).toBe(false);
  });

  const DEAF = `sh -c 'trap "" TERM HUP; echo "pid $$"; exec sleep 1000'`;
  test.runIf(process.platform === 'linux').each([
    ['with the terminal, orphaned', `env -i setsid sh -c "${DEAF.replaceAll(/["$]/g, '\\$&')} &"; sleep 1000`],
    ['without the terminal', 'env -i setsid sleep 1000 </dev/null >/dev/null 2>&1 & echo "pid $!"; sleep 1000'],
  ])('in a session of their own and with an empty environment, %s, are ended on stop', async (_name, script) => {
    const running = await run(['sh', '-c', script]);
    await running.until((output) => /pid \d+\r?\n/.test(output));
    const pid = pidIn(running.output);
    expect(isAlive(pid)).toBe(true);
    await running.host.stop(50);
    expect(isAlive(pid)).toBe(false);
  });

  test('of another recording are not touched', async () => {
    const other = await run(['sh', '-c', 'echo up; sleep 1000 & wait']);
    await other.until((output) => output.includes('up'));
    const { host } = await run(['sh', '-c', '(trap "" HUP; exec sleep 1000) & sleep 0.1; exit 0']);
    expect((await host.exited).leftovers).toHaveLength(1);
    expect((await other.host.stop(1000)).signal).toBe('SIGTERM');
  });
});

describe('output', () => {
  test('of 8 MB at once arrives whole, before the end', async () => {
    const running = await run(['sh', '-c', 'stty -opost; head -c 8000000 /dev/zero | tr "\\0" x; printf END']);
    await running.host.exited;
    expect([running.output.length, running.output.slice(-4)]).toEqual([8_000_003, 'xEND']);
  });

  test('never cuts a character', async () => {
    const bytes = [...Buffer.from('漢字😀é')].map((byte) => `Buffer.from([${byte}])`);
    const running = await run(
      node(
        `const parts = [${bytes.join(',')}]; const next = () => parts.length > 0 && process.stdout.write(parts.shift(), () => setTimeout(next, 2)); next()`,
      ),
    );
    const pieces: string[] = [];
    running.host.onOutput((text) => void pieces.push(text));
    await running.host.exited;
    expect(pieces.join('')).toBe('漢字😀é');
    expect(pieces.every((piece) => piece.isWellFormed() && !piece.includes('\ufffd'))).toBe(true);
  });

  test('of a program that never stops is held back while paused, and goes on after', async () => {
    const running = await run(['yes', 'massgen']);
    await running.until((output) => output.length > 100_000);
    running.host.pause();
    const before = running.output.length;
    await run(['sleep', '0.2']).then(({ host }) => host.exited);
    expect(running.output).toHaveLength(before);
    running.host.resume();
    await running.until((output) => output.length > before + 100_000);
    running.host.pause();
    expect(await running.host.stop(1000)).toMatchObject({ signal: 'SIGTERM' });
    expect(running.output.replaceAll(/massgen\r\n/g, '').length).toBeLessThan(10);
  });

  test('of a program that ends while paused is not lost', async () => {
    const running = await run(['sh', '-c', 'stty -opost; head -c 500000 /dev/zero | tr "\\0" x; printf END']);
    running.host.pause();
    await run(['sleep', '0.5']).then(({ host }) => host.exited);
    expect(running.output).toBe('');
    running.host.resume();
    await running.host.exited;
    expect([running.output.length, running.output.slice(-4)]).toEqual([500_003, 'xEND']);
  });
});

describe('input', () => {
  test('of 200 kB reaches a program in raw mode whole', async () => {
    const text = 'äbc\n'.repeat(50_000);
    const running = await run(
      node(
        `process.stdin.setRawMode(true); let n = 0; console.log('up'); process.stdin.on('data', (c) => { n += c.length; if (n >= ${Buffer.byteLength(text)}) { console.log('got ' + n); process.exit(0); } })`,
      ),
    );
    await running.until((output) => output.includes('up'));
    running.host.write(text);
    await running.host.exited;
    expect(running.output).toContain(`got ${Buffer.byteLength(text)}`);
  });

  test('of many lines reaches a program in cooked mode whole', async () => {
    const running = await run(['sh', '-c', 'stty -echo; echo up; wc -l']);
    await running.until((output) => output.includes('up'));
    running.host.write(`${'0123456789'.repeat(10)}\r`.repeat(2000));
    running.host.write('\x04');
    await running.host.exited;
    expect(running.output).toContain('2000');
  });

  test('is resized with the window', async () => {
    const running = await run(
      node(
        "process.stdout.on('resize', () => { console.log(process.stdout.columns + 'x' + process.stdout.rows); process.exit(0); }); setInterval(() => {}, 1000); console.log('up')",
      ),
    );
    await running.until((output) => output.includes('up'));
    running.host.resize(101, 33);
    await running.host.exited;
    expect(running.output).toContain('101x33');
  });
});
