import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openEventLog } from '../../../src/store/log/event-log.ts';
import { foldLog } from '../../../src/store/log/fold-log.ts';
import { createRedactor } from '../../../src/store/secrets/redactor.ts';
import { draft, stamp, temporaryFolder } from '../support.ts';

test.each([1, 40, 333, 900, 2500])('killed after event %i, the log holds everything that was shown', async (events) => {
  const folder = temporaryFolder();
  const child = spawn(process.execPath, [join(import.meta.dirname, 'killed-writer.ts'), folder], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let shown = '';
  child.stdout.on('data', (bytes: Buffer) => {
    shown += bytes.toString();
    if (shown.split('\n').length > events) child.kill('SIGKILL');
  });
  await once(child, 'close');
  const lastShown = Number(shown.slice(0, shown.lastIndexOf('\n')).split('\n').at(-1));
  const path = join(folder, 'events.jsonl');

  const state = await foldLog(path);
  expect(lastShown).toBeGreaterThanOrEqual(events);
  expect(state.seq).toBeGreaterThanOrEqual(lastShown);

  const log = openEventLog(path, createRedactor([]));
  log.append(stamp([draft('status_message', null, null, { level: 'info', text: 'on' })], state.seq + 1));
  await log.close();
  expect((await foldLog(path)).seq).toBe(state.seq + 1);
});
