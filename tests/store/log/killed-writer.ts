/** A process that appends events as fast as it can and says after each which one is safe; for the test that kills it. */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { openEventLog } from '../../../src/store/log/event-log.ts';
import { createRedactor } from '../../../src/store/secrets/redactor.ts';

const path = join(process.argv[2] ?? '.', 'events.jsonl');
const log = openEventLog(path, createRedactor([]));
for (let seq = 1; ; seq += 1) {
  const event = {
    seq,
    timestamp: '2026-11-21T12:53:22.500Z',
    event_type: 'status_message',
    agent_id: null,
    round_number: null,
    data: { level: 'info', text: 'x'.repeat(seq % 5000) },
  } as const;
  log.append([event]);
  writeSync(1, `${seq}\n`);
  if (seq % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
}
