import { describe, expect, test } from 'vitest';
import type { InProcessProgram } from '../../../src/recorder/terminal/in-process-program.ts';
import { failures, hearing, recorded, screensOf } from './play.ts';

/** Prints each text at its time, then ends with the code. */
const speaking =
  (words: readonly (readonly [ms: number, text: string])[], code = 0, endsAtMs = 5000): InProcessProgram =>
  async (screen, clock, _start, signal) => {
    const startMs = clock.now();
    for (const [ms, text] of words) {
      await clock.sleep(startMs + ms - clock.now(), signal);
      if (signal.aborted) return code;
      screen.write(text);
    }
    await clock.sleep(startMs + endsAtMs - clock.now(), signal);
    return code;
  };

/** Prints as fast as it is read, until it is ended. */
const endless: InProcessProgram = async (screen, clock, _start, signal) => {
  let drained = Promise.withResolvers<void>();
  signal.addEventListener('abort', () => drained.resolve());
  screen.onDrain(() => {
    drained.resolve();
    drained = Promise.withResolvers();
  });
  while (!signal.aborted) {
    if (!screen.write('y\r\n'.repeat(20_000))) await drained.promise;
    await clock.sleep(1, signal);
  }
  return 0;
};

describe('Wait', () => {
  test('runs the film until the text comes, to the millisecond', async () => {
    const film = await recorded('Wait+Screen /done/\nSleep 1s', speaking([[2345, 'all done']], 0, 3345));
    expect(film.frames.at(-1)?.atMs).toBe(2345);
    expect(failures(film)).toEqual([]);
    expect(film.durationMs).toBeGreaterThanOrEqual(3345);
    expect(film.durationMs).toBeLessThan(3360);
  });

  test('looks at once, at the line of the cursor, for the pattern of the tape', async () => {
    const film = await recorded(
      'Set WaitPattern /ready$/\nSleep 1s\nWait\nSleep 1s',
      speaking([[10, 'not\r\nready ']], 0, 2000),
    );
    expect(failures(film)).toEqual([]);
    expect(film.durationMs).toBe(2000);
  });

  test('sees a text that stood there for a moment only', async () => {
    const film = await recorded(
      'Wait+Screen /flash/',
      speaking(
        [
          [100, 'flash'],
          [100, '\r\u001b[Kgone'],
        ],
        0,
        200,
      ),
    );
    expect(failures(film)).toEqual([]);
  });

  test('looks at the visible screen after scrolling', async () => {
    const lines = Array.from({ length: 50 }, (_, line) => `line ${line}\r\n`).join('');
    const film = await recorded('Wait+Screen@1s /line 49/\nSleep 10ms', speaking([[10, lines]], 0, 50));
    expect(failures(film)).toEqual([]);
    const missed = await recorded('Wait+Screen@1s /line 3$/', speaking([[10, lines]], 0, 5000));
    expect(failures(missed)).toEqual(['error wait: /line 3$/ was not on the screen within 1 s']);
  });

  test('that never comes keeps what was recorded, marks the moment and stops the tape', async () => {
    const film = await recorded('Set WaitTimeout 2s\nType "a"\nWait+Screen /never/\nType "b"');
    expect(film.checks).toMatchObject([{ rule: 'wait', ok: false, timeout: true, atMs: 2050, at: { line: 3 } }]);
    expect(film.checks[0]?.evidence).toContain('ready> a');
    expect((await screensOf(film)).at(-1)).toBe('ready> a');
    expect(film.durationMs).toBe(2050 + 1 - 1);
  });

  test('goes on after that when it is told to', async () => {
    const source = 'Set WaitTimeout 2s\nWait+Screen /never/\nType@10ms "bq"';
    const film = await recorded(source, undefined, { options: { keepGoing: true } });
    expect((await screensOf(film)).at(-1)).toBe('ready> b');
  });

  test('ends early when the program has ended, and that is no time-out', async () => {
    const film = await recorded('Wait+Screen@60s /never/', speaking([[10, 'bye']], 0, 20));
    expect(film.checks).toMatchObject([{ rule: 'wait', ok: false, timeout: false }]);
    expect(film.durationMs).toBeLessThan(100);
  });
});

describe('expect', () => {
  test('tries again until it is true', async () => {
    const film = await recorded(
      '# massgen: expect screen /late/ within 5s\nSleep 1ms',
      speaking([[3000, 'late']], 0, 3100),
    );
    expect(film.checks).toMatchObject([{ rule: 'expect', ok: true, atMs: 3000 }]);
  });

  test('fails when its time is over, which is a time-out, and ends the tape', async () => {
    const film = await recorded('# massgen: expect screen /never/ within 1s\nSleep 1m', speaking([], 0, 90_000));
    expect(film.checks).toMatchObject([{ rule: 'expect', ok: false, timeout: true, atMs: 1000 }]);
    expect(film.durationMs).toBe(1000);
  });

  test('without a time is out of time after WaitTimeout', async () => {
    const film = await recorded(
      'Set WaitTimeout 3s\n# massgen: expect screen /never/\nSleep 1s',
      speaking([], 0, 90_000),
    );
    expect(film.checks).toMatchObject([{ rule: 'expect', ok: false, timeout: true, atMs: 3000 }]);
  });

  test('is no time-out when the program ended, or when something is there that must not be', async () => {
    const gone = await recorded('# massgen: expect screen /never/\nSleep 1s', speaking([[10, 'bye']], 0, 20));
    expect(gone.checks).toMatchObject([{ rule: 'expect', ok: false, timeout: false }]);
    const there = await recorded(
      'Sleep 100ms\n# massgen: expect not screen /here/\nSleep 1s',
      speaking([[10, 'here']], 0, 90_000),
    );
    expect(there.checks).toMatchObject([{ rule: 'expect', ok: false, timeout: false }]);
  });

  test('not looks once, after a settle', async () => {
    const film = await recorded('# massgen: expect not screen /late/\nSleep 1s', speaking([[500, 'late']], 0, 900));
    expect(film.checks).toMatchObject([{ rule: 'expect', ok: true, atMs: 0 }]);
  });

  test('exit waits for the end, and a bad end that was expected is fine', async () => {
    const film = await recorded('# massgen: expect exit 3\nSleep 1s', speaking([], 3, 4000));
    expect(failures(film)).toEqual([]);
    expect(film.cast.events.at(-1)).toMatchObject({ type: 'exit', code: 3 });
  });

  test('goes on regardless when it is told to', async () => {
    const film = await recorded('# massgen: expect screen /never/ within 1s\nSleep 1s', speaking([], 0, 2000), {
      options: { keepGoing: true },
    });
    expect(film.durationMs).toBe(2000);
  });
});

describe('golden and mask', () => {
  test('compare the settled screen, with the masks that stood before', async () => {
    const asked: unknown[] = [];
    const film = await recorded(
      '# massgen: golden first\n# massgen: mask /[0-9]+/ as "#"\nType@10ms "7"\n# massgen: golden second cells\nType "q"',
      undefined,
      {
        ports: {
          golden: ({ name, level, masks }, view) => {
            asked.push([name, level, masks, view.text.trimEnd()]);
            const shared = { rows: null, evidence: null, at: null, atMs: view.atMs, timeout: false } as const;
            return Promise.resolve({ ...shared, rule: 'golden', ok: true, severity: 'error', message: name });
          },
        },
      },
    );
    expect(asked).toEqual([
      ['first', null, [], 'ready>'],
      ['second', 'cells', [{ pattern: '[0-9]+', as: '#' }], 'ready> 7'],
    ]);
    expect(film.checks.map((check) => check.rule)).toEqual(['golden', 'golden']);
  });

  test('time stands still while a screen is compared, however long that takes', async () => {
    const film = await recorded('# massgen: golden first\nType@10ms "q"', undefined, {
      ports: {
        golden: async ({ name }, view) => {
          for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
          const shared = { rows: null, evidence: null, at: null, atMs: view.atMs, timeout: false } as const;
          return { ...shared, rule: 'golden', ok: true, severity: 'error', message: name };
        },
      },
    });
    expect(failures(film)).toEqual([]);
    expect(film.durationMs).toBeLessThan(100);
  });

  test('pass unseen where a tape is only shown', async () => {
    const film = await recorded('# massgen: golden first\nType "q"', undefined, { ports: { golden: null } });
    expect(film.checks).toEqual([]);
  });
});

describe('a program', () => {
  test('that fails by itself fails the recording, which is kept', async () => {
    const film = await recorded('Sleep 1s', speaking([[10, 'oops']], 7, 20));
    expect(failures(film)).toEqual(['error program: demo ended with exit code 7']);
    expect(await screensOf(film)).toEqual(['', 'oops']);
    expect(film.durationMs).toBe(1000);
  });

  test('that has died hears no more, and the tape says from where', async () => {
    const film = await recorded('Sleep 1s\nType "too late"', speaking([], 0, 20));
    expect(film.checks).toMatchObject([{ rule: 'input', severity: 'warning', at: { line: 2 } }]);
  });

  test('may take its time to end after the last key', async () => {
    const film = await recorded('Sleep 10ms', speaking([[4000, 'last words']], 0, 4010));
    expect((await screensOf(film)).at(-1)).toBe('last words');
    expect(failures(film)).toEqual([]);
  });

  test('that does not end is ended, and the recording says how to do better', async () => {
    const film = await recorded('Set WaitTimeout 2s\nType "a"');
    expect(failures(film)[0]).toContain('error end: the program still ran 2 s after the last command');
    expect(film.checks[0]?.timeout).toBe(true);
    expect(film.cast.events.some((event) => event.type === 'exit')).toBe(false);
  });

  test('that never stops printing is slowed and filmed to the end', async () => {
    const film = await recorded('Sleep 3s', endless, { settings: { waitTimeoutMs: 10 } });
    const characters = film.cast.events.reduce(
      (sum, event) => sum + (event.type === 'output' ? event.data.length : 0),
      0,
    );
    expect(film.durationMs).toBeGreaterThanOrEqual(3000);
    expect(characters).toBeLessThan(24 * 1_048_576);
    expect(film.frames.length).toBeGreaterThan(10);
  });

  test('that prints a hundred thousand lines is shown to the last one', async () => {
    const lines = Array.from({ length: 100_000 }, (_, line) => `row ${line + 1}`).join('\r\n');
    const film = await recorded('Wait+Screen /row 100000/\nSleep 1s', speaking([[10, lines]], 0, 1100));
    expect(failures(film)).toEqual([]);
    expect((await screensOf(film)).at(-1)).toBe('row 99997\nrow 99998\nrow 99999\nrow 100000');
  });

  test('may have a screen of 500×200', async () => {
    const settings = { cells: { columns: 500, rows: 200 } };
    const film = await recorded('Sleep 1s', speaking([[10, 'x'.repeat(100_000)]], 0, 900), { settings });
    const [, full] = await screensOf(film);
    expect(full).toBe(Array.from({ length: 200 }, () => 'x'.repeat(500)).join('\n'));
  });
});

describe('a tape that is cut short', () => {
  test('by an interruption keeps what was recorded', async () => {
    const stop = new AbortController();
    const film = await recorded(
      'Type "ab"\nSleep 1m',
      hearing([], (data) => {
        if (data === 'b') stop.abort();
        return data;
      }),
      { signal: stop.signal },
    );
    expect((await screensOf(film)).at(-1)).toBe('ab');
    expect(film.durationMs).toBeLessThan(200);
    expect(film.checks).toEqual([]);
  });

  test('by the total time says so', async () => {
    const film = await recorded('Type "ab"\nSleep 1m', undefined, { options: { totalTimeoutMs: 5000 } });
    expect(film.checks).toMatchObject([
      { rule: 'time-limit', timeout: true, message: 'the tape was not over after 5 s' },
    ]);
    expect(film.durationMs).toBe(5000);
  });
});
