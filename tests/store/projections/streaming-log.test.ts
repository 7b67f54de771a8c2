import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { EventDraft } from '../../../src/coordination/events.ts';
import { agentId, modelCallId, toolCallId } from '../../../src/coordination/ids.ts';
import { openRunArchive } from '../../../src/store/open-run-archive.ts';
import type { TextLogs } from '../../../src/store/run-context.ts';
import { opening, sampleRun } from '../sample-run.ts';
import { draft, publish, readText, runOptions, stamp, temporaryFolder, watchedAttempt } from '../support.ts';

const NAMES = ['agent_a', 'agent_b'];
const LOG = 'streaming_debug.log';

const says = (name: string, text: string): EventDraft =>
  draft('text', name, 0, { call_id: modelCallId(agentId(name), 1), channel: 'content', text });

const piecesIn = (log: string): unknown[] =>
  log
    .trimEnd()
    .split('\n')
    .map((line) => {
      expect(line).toMatch(/^\d\d:\d\d:\d\d\.\d{3} \| \{/);
      return JSON.parse(line.slice('00:00:00.000 | '.length)) as unknown;
    });

test('every streamed piece has a line with its time and is there as it came', () => {
  const run = watchedAttempt(NAMES);
  const wild = 'two\nlines \u001B[31mred\u0007 \u202Eturned';
  run.add(...opening(NAMES), says('agent_a', wild), says('agent_b', '# words'));
  run.add(draft('tool_output', 'agent_a', 0, { tool_id: toolCallId('t1'), chunk: 'ls\r\n' }));
  run.finish();
  for (const code of ['\u001B', '\u0007', '\u202E']) expect(run.read(LOG)).not.toContain(code);
  expect(piecesIn(run.read(LOG))).toEqual([
    { agent_id: 'agent_a', type: 'text', chunk: wild },
    { agent_id: 'agent_b', type: 'text', chunk: '# words' },
    { agent_id: 'agent_a', type: 'tool_output', chunk: 'ls\r\n' },
  ]);
});

test('pieces wait for the next tick, but never many of them', () => {
  const run = watchedAttempt(NAMES);
  run.add(...opening(NAMES), says('agent_a', 'a few words'));
  expect(run.read(LOG)).toBe('');
  run.tick();
  expect(piecesIn(run.read(LOG))).toHaveLength(1);
  run.add(says('agent_a', 'x'.repeat(100_000)));
  expect(piecesIn(run.read(LOG))).toHaveLength(2);
});

test.each([
  ['usual', true],
  ['debug', false],
  ['sparse', false],
] satisfies [TextLogs, boolean][])('with %s logs, its being there is %s', (textLogs, isThere) => {
  const run = watchedAttempt(NAMES, textLogs);
  run.add(...sampleRun(NAMES));
  run.finish();
  expect(run.paths().includes(LOG)).toBe(isThere);
});

test('a key that is cut between two pieces is not in the log, whoever else speaks in between', async () => {
  const { options } = runOptions(temporaryFolder(), { secrets: ['sk-live-0123456789abcdef'] });
  const attempt = await (await openRunArchive(options)).openAttempt(1, 1);
  const state = publish(
    attempt,
    stamp([
      ...opening(NAMES),
      says('agent_a', 'the key is sk-live-0123'),
      says('agent_b', 'meanwhile'),
      says('agent_a', '456789abcdef, they say'),
    ]),
  );
  await attempt.finish(state);
  const pieces = piecesIn(readText(join(attempt.attemptDir, LOG)));
  expect(pieces).toEqual([
    { agent_id: 'agent_a', type: 'text', chunk: 'the key is [redacted]' },
    { agent_id: 'agent_b', type: 'text', chunk: 'meanwhile' },
    { agent_id: 'agent_a', type: 'text', chunk: '[redacted], they say' },
  ]);
});
