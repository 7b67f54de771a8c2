import { expect, test } from 'vitest';
import type { InProcessProgram } from '../../../src/recorder/terminal/in-process-program.ts';
import type { StartHost } from '../../../src/recorder/terminal/host.ts';
import { createStreamHost } from '../../../src/recorder/terminal/stream-host.ts';
import { ok } from '../../../src/shared/result.ts';
import { failures, recorded } from './play.ts';

const END_AFTER_MS = 200;
const CLEAN_UP_MS = 900;

const brief: InProcessProgram = async (screen, clock, _start, signal) => {
  screen.write('here');
  await clock.sleep(END_AFTER_MS, signal);
  return 0;
};

/** Starts a program whose report waits for what it left behind. */
const untidy: StartHost = async (start, clock) => {
  const started = await createStreamHost(brief)(start, clock);
  if (!started.ok) return started;
  const host = started.value;
  const cleanUp = async () => {
    const report = await host.exited;
    await clock.sleep(CLEAN_UP_MS, new AbortController().signal);
    return report;
  };
  const exited = cleanUp();
  return ok({ ...host, ended: host.exited, exited, stop: () => exited });
};

test.each([
  ['of a tape that goes on longer', 'Sleep 500ms', 500],
  // Settling takes one millisecond of the program's time, and none of the film's.
  ['of a tape that is over before its program', 'Sleep 50ms', END_AFTER_MS - 1],
  ['of a wait that is in vain', 'Wait@5s /never/', END_AFTER_MS],
])('ending what a program left behind takes no time of the film %s', async (_what, tape, lengthMs) => {
  const film = await recorded(tape, undefined, { ports: { startHost: untidy } });
  expect(film.durationMs).toBe(lengthMs);
  expect(film.cast.events.at(-1)).toEqual({ type: 'exit', atMs: lengthMs, code: 0 });
});

test('keys for a program that has ended are told as lost, also while its children are ended', async () => {
  const film = await recorded('Sleep 300ms\nEnter', undefined, { ports: { startHost: untidy } });
  expect(failures(film)).toEqual([expect.stringContaining('keys from here on reached nobody')]);
});
