import { describe, expect, test } from 'vitest';
import { evaluate, failures, screensOf } from './play.ts';
import { fixture, missingForShell, playReally } from './real-shell.ts';

const missing = missingForShell();
/** Tapes of the reference that need a shell and nothing else, and how long their script is. */
const EXAMPLES = [
  ['commands/type.tape', 1000 + 17 * 50 + 1000 + 1000 + 25 * 100 + 1000],
  ['commands/space.tape', 250 + 500 + 1000],
  ['commands/alt.tape', 2000],
  ['commands/comment.tape', 1000],
  ['commands/clipboard.tape', 250 + 500 + 3000],
  ['settings/height.tape', 16 * 50 + 1000],
  ['settings/width.tape', 19 * 50 + 1000],
  ['settings/set-letter-spacing.tape', 16 * 50 + 2000],
  ['settings/set-line-height.tape', 14 * 50 + 500 + 50 + 1000],
  ['settings/set-typing-speed.tape', 5 * 25 + 5 * 50 + 8 * 100 + 5 * 250 + 1000],
  ['decorations/decorations.tape', 32 * 50 + 2000],
] as const;
const examples = missing === null && fixture('README.md') !== null ? EXAMPLES : [];

describe.concurrent('example tapes of the reference', () => {
  test('play in a real shell, or the shell or ../shared/fixtures/tapes is missing and nothing is played', () => {
    expect(examples).toHaveLength(missing === null && fixture('README.md') !== null ? EXAMPLES.length : 0);
  });

  test.each(examples)('%s plays, exactly as long as its script', { timeout: 60_000 }, async (path, lengthMs) => {
    // Half a second for each letter would prove no more, and ten seconds later.
    const tape = fixture(`examples/${path}`)?.replace('Type@500ms', 'Type@100ms') ?? '';
    const film = await playReally(tape);
    expect([film.durationMs, failures(film)]).toEqual([lengthMs, []]);
  });
});

const PROGRAMS: Readonly<Record<string, () => Promise<void>>> = {
  'that dies at once is kept with what it said': async () => {
    const film = await playReally('# massgen: exec bash -c "echo last; exit 3"\nSleep 300ms');
    expect(failures(film)).toEqual(['error program: bash ended with exit code 3']);
    expect((await screensOf(film)).at(-1)).toBe('last');
  },
  'that is not there is refused by name': async () => {
    await expect(playReally('# massgen: exec no-such-program-here\nSleep 1s')).rejects.toThrow('no-such-program-here');
  },
  'that never stops printing leaves a film of its script and ends': async () => {
    const film = await playReally('# massgen: size 80x24\n# massgen: exec yes\nSleep 1s\nCtrl+C\nSleep 100ms');
    expect(film.durationMs).toBeGreaterThanOrEqual(1100);
    expect((await screensOf(film)).at(-1)).toContain('y\ny\ny');
    expect([film.exit.leftovers, failures(film)]).toEqual([[], []]);
  },
  'that ignores SIGTERM is ended all the same': async () => {
    const film = await playReally(
      `Set WaitTimeout 100ms\n# massgen: exec bash -c "trap '' TERM HUP; echo here; while :; do sleep 1; done"\nWait+Screen@5s /here/`,
    );
    expect(film.exit.signal).toBe('SIGKILL');
    expect(failures(film)).toEqual([expect.stringContaining('error end: the program still ran 0.1 s')]);
  },
  'that leaves a child has it ended, and told': async () => {
    const film = await playReally(`# massgen: exec bash -c "trap '' HUP; sleep 60 & echo away"\nWait+Screen@5s /away/`);
    expect(film.exit.leftovers).toHaveLength(1);
    const [leftover = 0] = film.exit.leftovers;
    expect(failures(film)[0]).toContain(
      `warning leftovers: bash left a process behind that had to be ended: ${leftover}`,
    );
  },
  'that waits for a reply gets it': async () => {
    const film = await playReally(
      String.raw`# massgen: exec bash -c "printf '\033[6n'; IFS= read -r -s -d R place; printf 'at %q' \"\$place\""` +
        '\nWait+Screen@5s /at /\nSleep 10ms',
    );
    expect((await screensOf(film)).at(-1)).toContain('[1;1');
    expect(failures(film)).toEqual([]);
  },
  'that is interrupted leaves what it had shown': async () => {
    const stop = new AbortController();
    const film = await playReally(
      '# massgen: exec bash -c "echo begun; sleep 60"\n# massgen: expect screen /begun/\nSleep 1m',
      {
        signal: stop.signal,
        ports: {
          evaluate: (expectation, view, at) => {
            const result = evaluate(expectation, view, at);
            if (result.ok) stop.abort();
            return result;
          },
        },
      },
    );
    expect((await screensOf(film)).at(-1)).toBe('begun');
    expect(film.durationMs).toBeLessThan(20_000);
  },
};

const programs = missing === null ? Object.keys(PROGRAMS) : [];

describe.concurrent('a real program', () => {
  test('is played, or a shell or the pseudo-terminal is missing and none is', () => {
    expect(programs.length > 0).toBe(missing === null);
  });

  test.each(programs)('%s', { timeout: 60_000 }, async (name) => {
    expect(await PROGRAMS[name]?.()).toBeUndefined();
  });
});
