import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CoordinationEvent } from '../../../src/coordination/events.ts';
import { modelCallId } from '../../../src/coordination/ids.ts';
import { LogUnwritable } from '../../../src/runtime/ports/log.ts';
import { openEventLog } from '../../../src/store/log/event-log.ts';
import type { LogFile } from '../../../src/store/log/log-file.ts';
import { openLogFile } from '../../../src/store/log/log-file.ts';
import { createRedactor } from '../../../src/store/secrets/redactor.ts';
import { agentId, draft, readText, stamp, temporaryFolder } from '../support.ts';

const redactor = createRedactor([]);
const note = (text: string) => draft('status_message', null, null, { level: 'info', text });
const words = (text: string) =>
  draft('text', 'agent_a', 0, { call_id: modelCallId(agentId('agent_a'), 1), channel: 'content', text });
const lines = (path: string): unknown[] =>
  readText(path)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);

/** A file in memory whose disk behaves as told. */
function fakeDisk(behaviour: Partial<LogFile> = {}) {
  let content = Buffer.alloc(0);
  const calls = { syncs: 0, truncates: 0 };
  const file: LogFile = {
    write(bytes) {
      content = Buffer.concat([content, bytes]);
      return bytes.length;
    },
    truncate(size) {
      calls.truncates += 1;
      content = content.subarray(0, size);
    },
    sync() {
      calls.syncs += 1;
      return Promise.resolve();
    },
    exists: () => true,
    close: () => Promise.resolve(),
    ...behaviour,
  };
  return {
    file,
    calls,
    text: () => content.toString(),
    take: (bytes: Uint8Array, count: number) => {
      content = Buffer.concat([content, bytes.subarray(0, count)]);
      return count;
    },
  };
}

const systemError = (code: string): Error => Object.assign(new Error(`${code}: said the system`), { code });

test('what was appended is in the file when append returns', async () => {
  const path = join(temporaryFolder(), 'events.jsonl');
  const log = openEventLog(path, redactor);
  const events = stamp([note('one'), words('two'), note('three')]);
  log.append(events.slice(0, 2));
  expect(lines(path)).toEqual(events.slice(0, 2));
  log.append(events.slice(2));
  expect(lines(path)).toEqual(events);
  await log.close();
});

test('the keys of a line stand in the order of the format', async () => {
  const path = join(temporaryFolder(), 'events.jsonl');
  const log = openEventLog(path, redactor);
  log.append(stamp([note('x')]));
  await log.close();
  expect(Object.keys(lines(path)[0] as object)).toEqual([
    'seq',
    'timestamp',
    'event_type',
    'agent_id',
    'round_number',
    'data',
  ]);
});

test('facts are synced and those that come during a sync share the next one; streamed text is not synced', async () => {
  const gates: (() => void)[] = [];
  let syncs = 0;
  const disk = fakeDisk({
    sync: () => {
      syncs += 1;
      return new Promise((resolve) => gates.push(resolve));
    },
  });
  const log = openEventLog('/nowhere/events.jsonl', redactor, () => disk.file);
  const events = stamp([words('a'), note('b'), note('c'), note('d'), words('e')]);
  const at = (index: number): CoordinationEvent[] => events.slice(index, index + 1);
  log.append(at(0));
  expect(syncs).toBe(0);
  for (const index of [1, 2, 3]) log.append(at(index));
  expect(syncs).toBe(1);
  gates.shift()?.();
  await expect.poll(() => syncs).toBe(2);
  gates.shift()?.();
  const flushed = log.flush();
  await expect.poll(() => gates.length).toBe(1);
  gates.shift()?.();
  await flushed;
  expect(syncs).toBe(3);
});

test('a short write is completed, so that no line is cut', () => {
  const disk = fakeDisk();
  const file: LogFile = { ...disk.file, write: (bytes) => disk.take(bytes, Math.min(7, bytes.length)) };
  const log = openEventLog('/nowhere/events.jsonl', redactor, () => file);
  const events = stamp([note('ä long enough text 🙂')]);
  log.append(events);
  expect(disk.text()).toBe(`${JSON.stringify(events[0])}\n`);
});

test('a disk that fills up in the middle of a line leaves whole lines only and says how to go on', () => {
  const disk = fakeDisk();
  let room = 0;
  const file: LogFile = {
    ...disk.file,
    write(bytes) {
      if (room === 0) throw systemError('ENOSPC');
      const count = Math.min(room, bytes.length);
      room -= count;
      return disk.take(bytes, count);
    },
  };
  const log = openEventLog('/full/events.jsonl', redactor, () => file);
  const [first, second, third] = stamp([note('one'), note('two'), note('three')]);
  const whole = `${JSON.stringify(first)}\n`;
  room = whole.length + 20;
  log.append([first as CoordinationEvent]);
  expect(() => log.append([second as CoordinationEvent])).toThrow(LogUnwritable);
  expect(disk.text()).toBe(whole);
  expect(log.failure?.message).toContain('/full/events.jsonl');
  expect(log.failure?.message).toContain('the disk is full');
  expect(log.failure?.message).toContain('MASSGEN_LOG_BASE_DIR');
  room = 10_000;
  expect(() => log.append([third as CoordinationEvent])).toThrow(log.failure ?? 'a failure');
  expect(disk.text()).toBe(whole);
});

test.each([
  ['EROFS', 'read-only'],
  ['EACCES', 'permission denied'],
  ['EDQUOT', 'quota'],
  ['EIO', 'the disk reports an error'],
])('%s is told in words', (code, words_) => {
  const open = (): LogFile => {
    throw systemError(code);
  };
  expect(() => openEventLog('/dir/events.jsonl', redactor, open)).toThrow(words_);
});

test('a full device is told at the first append', () => {
  const log = openEventLog('/tmp/never-made/events.jsonl', redactor, () => openLogFile('/dev/full'));
  expect(() => log.append(stamp([note('x')]))).toThrow('the disk is full');
});

test('a sync that fails makes the next append fail', async () => {
  const disk = fakeDisk({ sync: () => Promise.reject(systemError('EIO')) });
  const log = openEventLog('/nowhere/events.jsonl', redactor, () => disk.file);
  log.append(stamp([note('one')]));
  await expect(log.flush()).rejects.toThrow('the disk reports an error');
  expect(() => log.append(stamp([note('two')], 2))).toThrow(LogUnwritable);
});

test('a folder removed during the run is noticed, and closing still works', async () => {
  const folder = temporaryFolder();
  const log = openEventLog(join(folder, 'events.jsonl'), redactor);
  log.append(stamp([note('one')]));
  rmSync(folder, { recursive: true });
  await expect(log.flush()).rejects.toThrow('was removed');
  expect(log.failure?.isGone).toBe(true);
  expect(() => log.append(stamp([note('two')], 2))).toThrow(LogUnwritable);
  await expect(log.close()).resolves.toBeUndefined();
});

test('closing twice is closing once', async () => {
  const log = openEventLog(join(temporaryFolder(), 'events.jsonl'), redactor);
  await log.close();
  await expect(log.close()).resolves.toBeUndefined();
});

test('a key cut in two by the border of streamed pieces reaches the file in neither', async () => {
  const path = join(temporaryFolder(), 'events.jsonl');
  const log = openEventLog(path, createRedactor(['sk-1234567890abcdef']));
  log.append(stamp([words('the key is sk-1234567'), words('890ab'), words('cdef, keep it')]));
  await log.close();
  const said = lines(path).map((line) => (line as { data: { text: string } }).data.text);
  expect(said.join('')).not.toContain('1234567');
  expect(said.join('')).not.toContain('890ab');
  expect(said.at(-1)).toContain(', keep it');
});
