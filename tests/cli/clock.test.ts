import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createCollector, silentIo } from '../../src/cli/api/silent-io.ts';
import { EXIT } from '../../src/cli/exit-code.ts';
import { run } from '../../src/cli/run.ts';
import type { Clock } from '../../src/runtime/ports/clock.ts';
import { systemClock } from '../../src/runtime/ports/system-clock.ts';
import { scratch } from '../helpers/run-massgen.ts';

/** A day long ago that passes twenty times as fast. */
function fastClock(): Clock {
  const began = performance.now();
  return {
    now: () => Date.UTC(2001, 1, 3) + Math.round((performance.now() - began) * 20),
    sleep: (ms, signal) => systemClock.sleep(ms / 20, signal),
  };
}

test('a run has no time but that of the clock at its door: log, status and rehearsal follow it', async () => {
  using folder = scratch();
  const out = createCollector();
  const io = { ...silentIo(folder.path, folder.path), out, env: {}, clock: fastClock() };
  const code = await run({ demo: true, automation: true }, null, io, '0.0.0');
  expect(code).toBe(EXIT.ok);
  const logDir = out.lines.find((line) => line.startsWith('LOG_DIR: '))?.slice('LOG_DIR: '.length) ?? '';
  const events = readFileSync(join(logDir, 'turn_1', 'attempt_1', 'events.jsonl'), 'utf8')
    .trimEnd()
    .split('\n');
  const days = new Set(
    events.map((line) => String((JSON.parse(line) as { timestamp: unknown }).timestamp).slice(0, 10)),
  );
  expect([...days]).toEqual(['2001-02-03']);
  expect(logDir).toContain('log_20010203_');
});
