import { expect, test, vi } from 'vitest';
import { MINIMUM_SIZES } from '../../../src/recorder/check/lint/minimum-size.ts';
import type { GoldenStore } from '../../../src/recorder/check/golden/golden-store.ts';
import type { InProcessProgram } from '../../../src/recorder/terminal/in-process-program.ts';
import { createStreamHost } from '../../../src/recorder/terminal/stream-host.ts';
import { ok } from '../../../src/shared/result.ts';
import { recordTape } from '../../helpers/record-tape.ts';
import '../../helpers/tape-matchers.ts';

/** Says hello, answers what is typed, and leaves at `q`. */
const greeter: InProcessProgram = (screen, clock, _start, signal) =>
  new Promise((end) => {
    screen.write('\u001b[?1049h\u001b[1;1Hhello \u001b[32m●\u001b[m');
    screen.onInput((data) => {
      if (data === 'q') {
        screen.write('\u001b[?1049l');
        return end(0);
      }
      clock.after(data === 's' ? 300 : 10, () =>
        screen.write(`\u001b[2;1H\u001b[${data === 'g' ? 90 : 0}mgot ${data}`),
      );
    });
    signal.addEventListener('abort', () => end(0));
  });

/** What our own dashboard must be free of at any size. */
const LAYOUT_RULES = [
  'border',
  'overlap',
  'cut-word',
  'colour-only',
  'minimum-size',
  'wide-char',
  'flicker',
  'jitter',
  'latency',
  'clean-exit',
];

const TAPE = '# massgen: size 20x3\n# massgen: exec greeter\n';
const play = (body: string) => recordTape(`${TAPE}${body}\n`, { startHost: createStreamHost(greeter) });

function memoryStore(): GoldenStore {
  const files = new Map<string, string | Uint8Array>();
  return {
    read: (path) => {
      const content = files.get(path);
      return Promise.resolve(ok(typeof content === 'string' ? content : null));
    },
    write: (path, content) => {
      files.set(path, content);
      return Promise.resolve(ok(null));
    },
    remove: (path) => {
      files.delete(path);
      return Promise.resolve(ok(null));
    },
  };
}

test('a tape is played, and its screens can be asked for', async () => {
  const tape = await play('Sleep 100ms\nType@100ms "x"\nSleep 500ms\nType "q"\n# massgen: expect clean-exit');
  expect(tape.recording.checks).toMatchObject([{ rule: 'expect', ok: true }]);
  expect((await tape.at(50)).text).toBe('hello ●\n\n');
  expect((await tape.at(400)).text).toBe('hello ●\ngot x\n');
  expect(tape.end.text).toBe('\n\n');
});

test('a tape that cannot be played says why', async () => {
  await expect(recordTape('Wat 1s\n')).rejects.toThrow('the tape: Invalid command: Wat');
});

test('toShowText looks at one screen, or at every picture of a film', async () => {
  const tape = await play('Type@100ms "x"\nType "q"');
  await expect(tape).toShowText('got x');
  await expect(tape).toShowText(/hello .\n/u);
  await expect(tape).not.toShowText('got y');
  await expect(await tape.at(0)).not.toShowText('got x');
  await expect(expect(tape).toShowText('got y')).rejects.toThrow(/no picture of the film shows "got y"; the last is:/);
});

test('toMatchScreen stores a screen once and then compares', async () => {
  const store = memoryStore();
  const before = await play('Type@100ms "x"');
  const other = await play('Type@100ms "y"');
  vi.stubEnv('CI', undefined);
  await expect(before.end).toMatchScreen('greeting', { store });
  vi.stubEnv('CI', 'true');
  await expect(before.end).toMatchScreen('greeting', { store });
  await expect(other.end).not.toMatchScreen('greeting', { store });
  await expect(other.end).toMatchScreen('greeting', { store, masks: [{ pattern: 'got .', as: 'got x' }] });
  await expect(expect(other).toMatchScreen('greeting', { store, level: 'text' })).rejects.toThrow(/-got x\n\+got y/);
});

test('toPassLint judges what the tape, or the test, asks for', async () => {
  const tape = await play('Type@100ms "x"\nSleep 400ms\nType "q"\nSleep 100ms');
  await expect(tape).toPassLint();
  await expect(tape).toPassLint(['latency', 'contrast', 'clean-exit']);
  const grey = await play('Type@100ms "g"\nSleep 100ms');
  await expect(expect(grey).toPassLint(['contrast'])).rejects.toThrow(/contrast: #4d4d4d on #171717.*\ngot g/);
  await expect(grey).toPassLint(['contrast=5']);
  await expect(grey).not.toPassLint(['overlap']); // nothing could be judged, which is no pass
  const slow = await play('Sleep 100ms\nType@500ms "s"');
  await expect(slow).not.toPassLint(['latency']);
  await expect(slow).toPassLint(['latency=400']);
  await expect(expect(slow).toPassLint(['latenci'])).rejects.toThrow('did you mean latency?');
});

test('our own dashboard is recorded in this process and passes what it can be judged by', async () => {
  const tape = await recordTape(
    '# massgen: size 100x30\n# massgen: exec massgen --replay recordings/sessions/demo\n' +
      'Wait+Screen@60s /FINAL ANSWER/\nType@100ms "?"\nSleep 500ms\nType@100ms "?"\nType "q"\n# massgen: expect clean-exit\n',
  );
  expect(tape.recording.checks.filter((check) => !check.ok)).toEqual([]);
  expect(tape.recording.layouts.length).toBeGreaterThan(1);
  await expect(tape).toShowText('FINAL ANSWER');
  await expect(tape).toPassLint(LAYOUT_RULES);
});

test.each(MINIMUM_SIZES)('our own dashboard has room for everything at %dx%d', async (columns, rows) => {
  const tape = await recordTape(
    `# massgen: size ${columns}x${rows}\n# massgen: exec massgen --replay recordings/sessions/five --replay-speed 4\n` +
      'Wait+Screen@60s /FINAL ANSWER/\nType@100ms "p?"\nSleep 300ms\nType@100ms "?q"\n# massgen: expect clean-exit\n',
  );
  expect(tape.recording.checks.filter((check) => !check.ok)).toEqual([]);
  await expect(tape).toPassLint(LAYOUT_RULES);
});
