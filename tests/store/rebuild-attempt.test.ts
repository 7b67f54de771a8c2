import { cpSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { EventDraft } from '../../src/coordination/events.ts';
import type { State } from '../../src/coordination/state.ts';
import { answerLabel } from '../../src/coordination/ids.ts';
import { openRunArchive } from '../../src/store/open-run-archive.ts';
import { rebuildAttempt } from '../../src/store/rebuild-attempt.ts';
import { answer, ending, opening, roundEnd, roundStart, sampleRun, speech } from './sample-run.ts';
import { draft, publish, readJson, readText, runOptions, stamp, temporaryFolder } from './support.ts';

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .toSorted((left, right) => left.localeCompare(right));

async function finished() {
  const { options } = runOptions(temporaryFolder());
  const attempt = await (await openRunArchive(options)).openAttempt(1, 1);
  const paths = new Map<string, string | null>();
  const never = new AbortController().signal;
  for (const { id } of options.agents) {
    paths.set(id, await attempt.snapshotAnswer(id, answerLabel(1, 1), `Answer of ${id}.`, '', never));
  }
  const names = options.agents.map((agent) => agent.id);
  const state = publish(attempt, stamp(sampleRun(names, (name) => paths.get(name) ?? null)));
  await attempt.finish(state);
  return { dir: attempt.attemptDir, state };
}

/** These say when they were written; the others must come back byte for byte. */
const TIMED = ['status.json', 'metrics_summary.json', 'metrics_events.json'];
const NOT_REBUILT = ['events.jsonl', 'massgen.log', 'streaming_debug.log', 'execution_metadata.yaml'];

test('from the log alone every file comes back as it was', async () => {
  const { dir, state } = await finished();
  const before = new Map(filesOf(dir).map((name) => [name, readText(dir, name)]));
  for (const name of readdirSync(dir)) {
    if (!NOT_REBUILT.includes(name)) rmSync(join(dir, name), { recursive: true });
  }
  expect(await rebuildAttempt(dir)).toEqual(state);
  expect(filesOf(dir)).toEqual([...before.keys()]);
  const changed = [...before].filter(([name, text]) => readText(dir, name) !== text).map(([name]) => name);
  expect(TIMED).toEqual(expect.arrayContaining(changed));
  expect(readJson(dir, 'status.json')).toMatchObject({ is_complete: true, finish_reason: 'completed' });
});

test('rebuilding twice, or over spoilt files, changes nothing more', async () => {
  const { dir } = await finished();
  await rebuildAttempt(dir);
  const first = filesOf(dir).map((name) => readText(dir, name));
  writeFileSync(join(dir, 'coordination_table.txt'), 'spoilt');
  writeFileSync(join(dir, 'agent_outputs', 'agent_a.txt'), 'spoilt');
  await rebuildAttempt(dir);
  expect(filesOf(dir).map((name) => readText(dir, name).replaceAll(/"pid": \d+/g, ''))).toEqual(
    first.map((text) => text.replaceAll(/"pid": \d+/g, '')),
  );
});

test('a log folder that was moved is rebuilt where it is now', async () => {
  const { dir } = await finished();
  const moved = join(temporaryFolder(), 'turn_4', 'attempt_2');
  cpSync(dir, moved, { recursive: true });
  rmSync(join(moved, 'agent_a'), { recursive: true });
  await rebuildAttempt(moved);
  expect(readdirSync(join(moved, 'agent_a'))).toEqual(readdirSync(join(dir, 'agent_a')));
  expect(readJson(moved, 'status.json')).toMatchObject({ meta: { turn: 4, attempt: 2, log_dir: moved } });
});

test('the log of a killed run gives the files of what had happened', async () => {
  const dir = join(temporaryFolder(), 'turn_1', 'attempt_1');
  const { options } = runOptions(temporaryFolder());
  const attempt = await (await openRunArchive(options)).openAttempt(1, 1);
  publish(attempt, stamp(sampleRun(['agent_a', 'agent_b']).slice(0, 14)));
  await attempt.log.close();
  cpSync(attempt.attemptDir, dir, { recursive: true });
  const log = readText(dir, 'events.jsonl');
  writeFileSync(join(dir, 'events.jsonl'), log.slice(0, -25));
  const state = await rebuildAttempt(dir);
  expect(state.answers.map(({ label }) => label)).toEqual(['agent1.1']);
  expect(readJson(dir, 'status.json')).toMatchObject({
    is_complete: true,
    finish_reason: 'error',
    agents: { agent_a: { answer_count: 1, latest_answer_label: 'agent1.1' } },
  });
});

test('events of a later version do not keep the files from being made', async () => {
  const { dir, state } = await finished();
  const future = { ...stamp([draft('status_message', null, null, { level: 'info', text: '' })], state.seq + 1)[0] };
  const line = JSON.stringify({ ...future, event_type: 'from_the_future' });
  writeFileSync(join(dir, 'events.jsonl'), `${readText(dir, 'events.jsonl')}${line}\n`);
  await expect(rebuildAttempt(dir)).resolves.toMatchObject({ seq: state.seq + 1 });
});

test('a damaged log is reported, not guessed at', async () => {
  const { dir } = await finished();
  const lines = readText(dir, 'events.jsonl').split('\n');
  writeFileSync(join(dir, 'events.jsonl'), lines.with(5, 'not an event').join('\n'));
  await expect(rebuildAttempt(dir)).rejects.toThrow('events.jsonl:6 is not readable');
});

test('a file that cannot be written is told, the others are made', async () => {
  const { dir } = await finished();
  rmSync(join(dir, 'final'), { recursive: true });
  writeFileSync(join(dir, 'final'), 'in the way');
  const problems: string[] = [];
  await rebuildAttempt(dir, (problem) => problems.push(problem.where));
  expect(problems).toEqual(['answer.txt', 'execution_trace.md'].map((name) => join(dir, 'final', 'agent_a', name)));
  expect(readJson(dir, 'status.json')).toMatchObject({ is_complete: true });
});

/** A run of three attempts, published as the bus does it: the head of a further log is not folded again. */
async function restartedTwice() {
  const { options } = runOptions(temporaryFolder());
  const run = await openRunArchive(options);
  const names = options.agents.map((agent) => agent.id);
  const [head, turn] = opening(names);
  let state: State | undefined;
  const dirs: string[] = [];
  for (const number of [1, 2, 3]) {
    const attempt = await run.openAttempt(1, number);
    dirs.push(attempt.attemptDir);
    const header = stamp([head, turn].flatMap((item) => item ?? []));
    if (state === undefined) state = publish(attempt, header);
    else {
      attempt.log.append(header);
      for (const event of header) attempt.project(event, state);
    }
    const restart = { reason: 'thin', instructions: 'more', previous_label: null, previous_answer: null };
    const drafts = [
      draft('attempt_started', null, null, {
        attempt: number - 1,
        max_attempts: 3,
        restart: number === 1 ? null : restart,
        anonymity: {},
        started_at_ms: state.startedAtMs,
        first_attempt_ms: null,
      }),
      roundStart('agent_b', 0, 'initial', []),
      ...speech('agent_b', 0, 'words', 'initial_answer').map((item) => costing(item, number / 10)),
      answer('agent_b', 2, 1, 'Mine.', null),
      roundEnd('agent_b', 0, 'answer'),
      ...(number === 3 ? ending('agent_b', 1) : [banner(number)]),
    ];
    state = publish(attempt, stamp(drafts, header.length + 1), state);
    await attempt.finish(state);
  }
  return { dirs, state };
}

const banner = (number: number): EventDraft =>
  draft('restart_banner', null, null, {
    reason: 'thin',
    instructions: 'more',
    next_attempt: number + 1,
    max_attempts: 3,
  });

const costing = (item: EventDraft, cost: number): EventDraft =>
  item.event_type === 'usage_updated' ? { ...item, data: { ...item.data, usage: { ...item.data.usage, cost } } } : item;

/** Without what says when it was written. */
const timeless = (dir: string, name: string): unknown =>
  JSON.parse(readText(dir, name), (key, value: unknown) =>
    ['last_updated', 'elapsed_seconds', 'pid', 'generated_at'].includes(key) ? 0 : value,
  );

test('the costs of a further attempt count the whole turn, in the run as when they are made again', async () => {
  const { dirs } = await restartedTwice();
  const files = ['status.json', 'metrics_summary.json'];
  const before = dirs.map((dir) => files.map((name) => timeless(dir, name)));
  expect(dirs.map((dir) => (readJson(dir, 'status.json') as { costs: unknown }).costs)).toEqual([
    { total_estimated_cost: 0.1, total_input_tokens: 1000, total_output_tokens: 50 },
    { total_estimated_cost: 0.1 + 0.2, total_input_tokens: 2000, total_output_tokens: 100 },
    { total_estimated_cost: 0.1 + 0.2 + 0.3, total_input_tokens: 3000, total_output_tokens: 150 },
  ]);
  expect(readJson(dirs[2] ?? '', 'status.json')).toMatchObject({
    agents: { agent_b: { token_usage: { input_tokens: 3000 } }, agent_a: { token_usage: null } },
  });
  for (const dir of dirs) await rebuildAttempt(dir);
  expect(dirs.map((dir) => files.map((name) => timeless(dir, name)))).toEqual(before);
});

test('an attempt whose elder brothers are gone counts itself; one that is damaged is told', async () => {
  const { dirs } = await restartedTwice();
  const [first = '', second = '', third = ''] = dirs;
  rmSync(first, { recursive: true });
  writeFileSync(join(second, 'events.jsonl'), 'not an event\n');
  const problems: string[] = [];
  const state = await rebuildAttempt(third, (problem) => problems.push(problem.where));
  expect(problems).toEqual([join(second, 'events.jsonl')]);
  expect(state.usage).toMatchObject({ cost: 0.3, input: 1000 });
});
