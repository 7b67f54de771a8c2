import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { openEventLog } from '../../../src/store/log/event-log.ts';
import { foldLog } from '../../../src/store/log/fold-log.ts';
import { createRedactor } from '../../../src/store/secrets/redactor.ts';
import { draft, stamp, temporaryFolder } from '../support.ts';

const SRC = pathToFileURL(join(import.meta.dirname, '../../../src/store/')).href;

/** A process that appends events as fast as it can and says after each which one is safe. */
const WRITER = `
import { writeSync } from 'node:fs';
import { openEventLog } from '${SRC}log/event-log.ts';
import { createRedactor } from '${SRC}secrets/redactor.ts';
const log = openEventLog(process.argv[1], createRedactor([]));
for (let seq = 1; ; seq += 1) {
  const data = { level: 'info', text: 'x'.repeat(seq % 5000) };
  log.append([{ seq, timestamp: '', event_type: 'status_message', agent_id: null, round_number: null, data }]);
  writeSync(1, seq + '\\n');
  if (seq % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
}`;

test.each([1, 40, 333, 900, 2500])('killed after event %i, the log holds everything that was shown', async (events) => {
  const folder = temporaryFolder();
  const path = join(folder, 'events.jsonl');
  const child = spawn(process.execPath, ['--input-type=module', '-e', WRITER, path], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let shown = '';
  child.stdout.on('data', (bytes: Buffer) => {
    shown += bytes.toString();
    if (shown.split('\n').length > events) child.kill('SIGKILL');
  });
  await once(child, 'close');
  const lastShown = Number(shown.slice(0, shown.lastIndexOf('\n')).split('\n').at(-1));

  const state = await foldLog(path);
  expect(lastShown).toBeGreaterThanOrEqual(events);
  expect(state.seq).toBeGreaterThanOrEqual(lastShown);

  const log = openEventLog(path, createRedactor([]));
  log.append(stamp([draft('status_message', null, null, { level: 'info', text: 'on' })], state.seq + 1));
  await log.close();
  expect((await foldLog(path)).seq).toBe(state.seq + 1);
});
