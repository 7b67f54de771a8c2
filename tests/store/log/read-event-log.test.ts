import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CoordinationEvent } from '../../../src/coordination/events.ts';
import { openEventLog } from '../../../src/store/log/event-log.ts';
import { EventLogCorrupt } from '../../../src/store/log/event-log-corrupt.ts';
import { foldLog } from '../../../src/store/log/fold-log.ts';
import { readEventLog } from '../../../src/store/log/read-event-log.ts';
import { repairLog } from '../../../src/store/log/repair-log.ts';
import { createRedactor } from '../../../src/store/secrets/redactor.ts';
import { sampleRun } from '../sample-run.ts';
import { draft, foldAll, readText, stamp, temporaryFolder } from '../support.ts';

const NAMES = ['agent_a', 'agent_b', 'agent_c'];
const note = (text: string) => draft('status_message', null, null, { level: 'info', text });
const lineOf = (event: unknown): string => `${JSON.stringify(event)}\n`;

async function readAll(path: string): Promise<CoordinationEvent[]> {
  const events: CoordinationEvent[] = [];
  for await (const batch of readEventLog(path)) events.push(...batch);
  return events;
}

function logOf(events: readonly unknown[], tail = ''): string {
  const path = join(temporaryFolder(), 'events.jsonl');
  writeFileSync(path, events.map(lineOf).join('') + tail);
  return path;
}

test('what was written is read back, whatever the texts', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: 'binary' })), async (texts) => {
      const path = join(temporaryFolder(), 'events.jsonl');
      const log = openEventLog(path, createRedactor([]));
      const events = stamp(texts.map(note));
      log.append(events);
      await log.close();
      expect(await readAll(path)).toEqual(events);
    }),
    { numRuns: 30 },
  );
});

test('lines longer than a block are read whole', async () => {
  const events = stamp([note('x'.repeat(700_000)), note('é'.repeat(300_000)), note('end')]);
  expect(await readAll(logOf(events))).toEqual(events);
});

test('an empty log has no events', async () => {
  expect(await readAll(logOf([]))).toEqual([]);
});

describe('a torn end', () => {
  const events = stamp([note('one'), note('two')]);
  const next = lineOf({ ...events[1], seq: 3 });

  test('is left out by the reader wherever the line was cut', async () => {
    for (let length = 1; length < next.length - 1; length += 1) {
      expect(await readAll(logOf(events, next.slice(0, length)))).toEqual(events);
    }
  });

  test('is cut off when the log is opened, and appending goes on behind the last whole line', async () => {
    const path = logOf(events, next.slice(0, 30));
    const log = openEventLog(path, createRedactor([]));
    const more = stamp([note('three')], 3);
    log.append(more);
    await log.close();
    expect(await readAll(path)).toEqual([...events, ...more]);
  });

  test('that only lacks its newline is kept and completed', async () => {
    const path = logOf(events, next.slice(0, -1));
    expect(await readAll(path)).toHaveLength(3);
    expect(repairLog(path)).toBe(readFileSync(path).length);
    expect(readText(path).endsWith('}\n')).toBe(true);
    expect(await readAll(path)).toHaveLength(3);
  });

  test('of zero bytes, as a power cut leaves, is cut off', async () => {
    const path = logOf(events, '\0'.repeat(5000));
    expect(await readAll(path)).toEqual(events);
    repairLog(path);
    expect(readText(path)).toBe(events.map(lineOf).join(''));
  });

  test('longer than a block is cut off as well', () => {
    const path = logOf(events, `{"seq":3,"data":{"text":"${'y'.repeat(200_000)}`);
    repairLog(path);
    expect(readText(path)).toBe(events.map(lineOf).join(''));
  });

  test('may be the whole file', () => {
    const path = logOf([], '{"seq":1,');
    expect(repairLog(path)).toBe(0);
    expect(readText(path)).toBe('');
  });
});

describe('damage that is no torn end', () => {
  const events = stamp([note('one'), note('two'), note('three'), note('four')]);

  test.each([
    ['a line that is no JSON', (line: string) => `${line.slice(0, 40)}\n`, 'is not readable'],
    ['an empty line', () => '\n', 'is not readable'],
    ['a line that is another kind of JSON', () => '42\n', 'is not event 3'],
    ['a number out of order', (line: string) => line.replace('"seq":3', '"seq":7'), 'is not event 3'],
    ['an event without a type', (line: string) => line.replace('event_type', 'kind'), 'is not event 3'],
  ])('%s is reported with its line, after the events before it', async (_name, damage, problem) => {
    const path = logOf([]);
    for (const [index, event] of events.entries()) {
      appendFileSync(path, index === 2 ? damage(lineOf(event)) : lineOf(event));
    }
    const read: CoordinationEvent[] = [];
    const reading = async (): Promise<void> => {
      for await (const batch of readEventLog(path)) read.push(...batch);
    };
    const failure: unknown = await reading().catch((cause: unknown) => cause);
    expect(failure).toBeInstanceOf(EventLogCorrupt);
    expect(failure).toMatchObject({ line: 3, path });
    expect((failure as Error).message).toContain(`events.jsonl:3 ${problem}`);
    expect(read).toEqual(events.slice(0, 2));
  });

  test('the number is that of the file, also far into it', async () => {
    const many = stamp(Array.from({ length: 5000 }, (_, index) => note(`${index} ${'z'.repeat(200)}`)));
    const path = logOf([...many.slice(0, 4321), 'torn', ...many.slice(4321)]);
    await expect(foldLog(path)).rejects.toMatchObject({ line: 4322 });
  });

  test('a removed line is damage', async () => {
    await expect(readAll(logOf([events[0], events[2], events[3]]))).rejects.toMatchObject({ line: 2 });
  });
});

test('a log that is not there fails with what the system says', async () => {
  await expect(foldLog(join(temporaryFolder(), 'events.jsonl'))).rejects.toThrow('ENOENT');
});

test('folding the file gives the state of folding the events', async () => {
  const events = stamp(sampleRun(NAMES));
  const state = await foldLog(logOf(events));
  expect(state).toEqual(foldAll(events));
  expect(state.outcome).toBe('answered');
});

test('every beginning of a log folds, whatever byte it ends at', async () => {
  const events = stamp(sampleRun(NAMES));
  const bytes = Buffer.from(events.map(lineOf).join(''));
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length), async (length) => {
      const path = join(temporaryFolder(), 'events.jsonl');
      writeFileSync(path, bytes.subarray(0, length));
      const whole = bytes.subarray(0, length).toString().split('\n').length - 1;
      const state = await foldLog(path);
      expect([foldAll(events.slice(0, whole)), foldAll(events.slice(0, whole + 1))]).toContainEqual(state);
    }),
    { numRuns: 60 },
  );
});

test('event types of a later version are handed out and folded over', async () => {
  const events = stamp(sampleRun(NAMES));
  const future = {
    seq: events.length + 1,
    timestamp: '',
    event_type: 'from_the_future',
    agent_id: null,
    data: { a: 1 },
  };
  const path = logOf([...events, future]);
  expect((await readAll(path)).at(-1)).toEqual(future);
  expect(await foldLog(path)).toEqual({ ...foldAll(events), seq: events.length + 1 });
});
