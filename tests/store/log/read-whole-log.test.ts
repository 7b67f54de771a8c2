import { globSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { WholeLog } from '../../../src/store/log/read-whole-log.ts';
import { readWholeLog } from '../../../src/store/log/read-whole-log.ts';
import { sampleRun } from '../sample-run.ts';
import { foldAll, stamp, temporaryFolder } from '../support.ts';

const UPSTREAM = resolve(import.meta.dirname, '../../../../shared/fixtures/massgen-logs');
const events = stamp(sampleRun(['agent_a', 'agent_b', 'agent_c']));
const lines = events.map((event) => JSON.stringify(event));

function fileOf(text: string): string {
  const path = join(temporaryFolder(), 'events.jsonl');
  writeFileSync(path, text);
  return path;
}

async function read(text: string): Promise<WholeLog> {
  const log = await readWholeLog(fileOf(text));
  if (!log.ok) throw new Error(log.error);
  return log.value;
}

async function errorOf(text: string): Promise<string> {
  const log = await readWholeLog(fileOf(text));
  return log.ok ? '' : log.error;
}

test('a sound log is read whole, with the state at its end', async () => {
  const log = await read(`${lines.join('\n')}\n`);
  expect(log.events).toEqual(events);
  expect(log.state).toEqual(foldAll(events));
  expect(log.damage).toBeNull();
});

test('a torn last line is told by its number, and everything before it is there', async () => {
  const log = await read(`${lines.slice(0, 10).join('\n')}\n${lines[10]?.slice(0, 20)}`);
  expect(log.events).toEqual(events.slice(0, 10));
  expect(log.damage).toEqual({ line: 11, problem: 'is torn: the program ended while it wrote it' });
});

test('a last line that only lacks its newline is whole', async () => {
  const log = await read(lines.join('\n'));
  expect(log.events).toEqual(events);
  expect(log.damage).toBeNull();
});

test.each([
  ['a line that is no JSON', 'not json', 'is not readable'],
  ['a line that is missing', JSON.stringify({ ...events[7] }), 'is not event 6 of this log'],
  [
    'an event that lacks what it is about',
    JSON.stringify({ ...events[5], event_type: 'system_status', data: null }),
    'is not a system_status as this version knows it',
  ],
  ['an event without a time', JSON.stringify({ ...events[5], timestamp: 'noon' }), 'has no time'],
])('%s ends what is read and is told by its number', async (_what, line, problem) => {
  const log = await read([...lines.slice(0, 5), line, ...lines.slice(6), ''].join('\n'));
  expect(log.events).toEqual(events.slice(0, 5));
  expect(log.damage).toEqual({ line: 6, problem });
});

test.each([
  ['vote', { reason: null }, 'vote.reason'],
  ['round_start', { visible_labels: [7] }, 'round_start.visible_labels.*'],
  ['answer_submitted', { content: { text: 'x' } }, 'answer_submitted.content'],
  ['system_status', { question: 7 }, 'system_status.question'],
] as const)('a %s whose texts are none is damage at its line', async (type, data, path) => {
  const at = events.findIndex((event) => event.event_type === type);
  const edited = JSON.stringify({ ...events[at], data: { ...events[at]?.data, ...data } });
  const log = await read([...lines.slice(0, at), edited, ...lines.slice(at + 1), ''].join('\n'));
  expect(log.events).toHaveLength(at);
  expect(log.damage).toEqual({ line: at + 1, problem: `has no text where ${path} should be` });
});

test('a log of which nothing can be played says why', async () => {
  expect(await errorOf('')).toMatch(/: is empty$/);
  expect(await errorOf('{"seq":1')).toMatch(/:1 is torn/);
  expect(await errorOf('hello\n')).toMatch(/:1 is not readable$/);
  expect(await errorOf(`${JSON.stringify({ ...events[1], seq: 1 })}\n`)).toMatch(/does not begin with run_started$/);
  const first = events[0];
  const newer = JSON.stringify({ ...first, data: { ...first?.data, schema_version: 2 } });
  expect(await errorOf(`${newer}\n`)).toMatch(/was written by a newer massgen/);
  const log = await readWholeLog(join(temporaryFolder(), 'none.jsonl'));
  expect(log.ok ? '' : log.error).toMatch(/cannot be read \(ENOENT\)$/);
});

test('the logs of the Python program are told kindly', async () => {
  const invented = '{"timestamp":"2026-11-21T12:53:39.059138","event_type":"text","data":{}}\n';
  const real = globSync(join(UPSTREAM, 'v0.1.97/project/.massgen/massgen_logs/*/*/*/events.jsonl'));
  for (const path of [fileOf(invented), ...real]) {
    const log = await readWholeLog(path);
    expect(log.ok ? '' : log.error).toMatch(/was written by the Python MassGen.*can be read in the files beside it$/);
  }
});

test('bytes of any kind never throw, and what was sound before them is kept', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: lines.length }),
      fc.uint8Array({ maxLength: 200 }),
      async (whole, noise) => {
        const path = fileOf('');
        writeFileSync(path, Buffer.concat([Buffer.from(`${lines.slice(0, whole).join('\n')}\n`), noise]));
        const log = await readWholeLog(path);
        expect(log.ok && log.value.events.slice(0, whole)).toEqual(events.slice(0, whole));
      },
    ),
    { numRuns: 100 },
  );
});
