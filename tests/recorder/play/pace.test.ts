import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createVirtualClock } from '../../../src/recorder/clock/virtual-clock.ts';
import type { Recording } from '../../../src/recorder/play/recording.ts';
import { writeCast } from '../../../src/recorder/encode/cast.ts';
import { loadPtyPackage } from '../../../src/recorder/terminal/pty-package.ts';
import { startTickHost } from '../../../src/recorder/terminal/tick-host.ts';
import { failures, screensOf } from './play.ts';
import { playReally } from './real-shell.ts';

/** Counts four times a second, says which key it heard, ends with `q`. */
const COUNTER = `
let count = 0;
process.stdin.setRawMode(true);
setInterval(() => process.stdout.write('\\r' + String(++count) + ' at ' + (Date.now() % 100000)), 250);
process.stdin.on('data', (keys) => String(keys) === 'q' ? process.exit(0) : process.stdout.write('\\r\\n' + keys + '\\r\\n'));
`;
const TAPE = 'Sleep 1s\nType "a"\nWait+Screen@10s /8 at/\nSleep 130ms\nType "q"';

const available = loadPtyPackage().ok ? [1] : [];
const film = (): Promise<Recording> => {
  const clock = createVirtualClock();
  const exec = [process.execPath, '-e', COUNTER];
  const settings = { exec, shell: null, cells: { columns: 30, rows: 6 } };
  return clock.run(playReally(TAPE, { settings, ports: { startHost: startTickHost, clock } }), { stepMs: 20 });
};

const hash = (recording: Recording): string => createHash('sha256').update(writeCast(recording.cast)).digest('hex');

describe('a real program on the time of its recorder', () => {
  test('is played where a pseudo-terminal can be had, and else is not', () => {
    expect(available.length > 0).toBe(loadPtyPackage().ok);
  });

  test.each(available)('gives the same cast every time, with its own clock in it', { timeout: 60_000 }, async () => {
    const first = await film();
    expect(failures(first)).toEqual([]);
    expect(first.durationMs).toBeGreaterThanOrEqual(2130);
    expect(first.durationMs).toBeLessThan(2300);
    expect((await screensOf(first)).at(-1)).toMatch(/a\n8 at/);
    expect(hash(await film())).toBe(hash(first));
  });
});
