import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { State } from '../../src/coordination/state.ts';
import { answerLabel } from '../../src/coordination/ids.ts';
import { LogUnwritable } from '../../src/runtime/ports/log.ts';
import { foldLog } from '../../src/store/log/fold-log.ts';
import { openRunArchive } from '../../src/store/open-run-archive.ts';
import type { RunArchiveOptions } from '../../src/store/run-context.ts';
import { ending, opening, roundStart, sampleRun } from './sample-run.ts';
import { agentId, cardsOf, draft, publish, readJson, readText, runOptions, stamp, temporaryFolder } from './support.ts';

const NAMES = ['agent_a', 'agent_b', 'agent_c'];
const never = new AbortController().signal;

async function wholeRun(over: Partial<RunArchiveOptions> = {}) {
  const folder = temporaryFolder();
  const { options, problems } = runOptions(folder, over);
  const run = await openRunArchive(options);
  const attempt = await run.openAttempt(1, 1);
  const names = options.agents.map((agent) => agent.id);
  const paths = new Map<string, string | null>();
  for (const name of names) {
    attempt.noteContext(name, `what ${name} was sent`);
    paths.set(name, await attempt.snapshotAnswer(name, answerLabel(1, 1), `Answer of ${name}.`, 'asked', never));
  }
  const state = publish(attempt, stamp(sampleRun(names, (name) => paths.get(name) ?? null)));
  await attempt.finish(state);
  await run.finishTurn(state);
  return { folder, options, problems, run, attempt, state };
}

test('a run leaves the files of MassGen, and nothing went wrong', async () => {
  const { attempt, run, problems } = await wholeRun();
  expect(problems).toEqual([]);
  expect(basename(run.logDir)).toMatch(/^log_\d{8}_\d{6}_\d{6}$/);
  expect(attempt.attemptDir).toBe(join(run.logDir, 'turn_1', 'attempt_1'));
  expect(readdirSync(attempt.attemptDir).toSorted()).toEqual([
    'agent_a',
    'agent_b',
    'agent_c',
    'agent_outputs',
    'coordination_events.json',
    'coordination_table.txt',
    'events.jsonl',
    'execution_metadata.yaml',
    'final',
    'massgen.log',
    'metrics_events.json',
    'metrics_summary.json',
    'snapshot_mappings.json',
    'status.json',
    'streaming_debug.log',
  ]);
  expect(readdirSync(join(run.logDir, 'turn_1')).toSorted()).toEqual(['attempt_1', 'execution_metadata.yaml', 'final']);
  expect(readText(run.logDir, 'turn_1', 'final', 'agent_a', 'answer.txt')).toBe('The final words.');
  expect(readText(attempt.attemptDir, 'final', 'agent_a', 'context.txt')).toBe('what agent_a was sent');
});

test('the log of the run folds to the state the run ended with', async () => {
  const { attempt, state } = await wholeRun();
  expect(await foldLog(join(attempt.attemptDir, 'events.jsonl'))).toEqual(state);
});

test('an answer is on the disk before it counts, with what it was an answer to', async () => {
  const { options } = runOptions(temporaryFolder());
  const attempt = await (await openRunArchive(options)).openAttempt(1, 1);
  const folder = await attempt.snapshotAnswer(agentId('agent_a'), answerLabel(1, 1), 'Four.', 'What is 2+2?', never);
  expect(folder).toMatch(/agent_a\/\d{8}_\d{6}_\d{6}$/);
  expect(readText(folder ?? '', 'answer.txt')).toBe('Four.');
  expect(readText(folder ?? '', 'context.txt')).toBe('What is 2+2?');
  const second = await attempt.snapshotAnswer(agentId('agent_a'), answerLabel(1, 2), 'Five.', '', never);
  expect(second).not.toBe(folder);
  await attempt.log.close();
});

test('an answer whose folder cannot be made is told of, and null', async () => {
  const { options, problems } = runOptions(temporaryFolder());
  const attempt = await (await openRunArchive(options)).openAttempt(1, 1);
  writeFileSync(join(attempt.attemptDir, 'agent_a'), 'a file in the way');
  expect(await attempt.snapshotAnswer(agentId('agent_a'), answerLabel(1, 1), 'x', '', never)).toBeNull();
  expect(problems).toHaveLength(1);
  await attempt.log.close();
});

test('status.json is complete only when every other file is there', async () => {
  const { options } = runOptions(temporaryFolder());
  const attempt = await (await openRunArchive(options)).openAttempt(1, 1);
  const state = publish(attempt, stamp(sampleRun(NAMES)));
  await expect.poll(() => existsSync(attempt.statusPath)).toBe(true);
  expect(readJson(attempt.statusPath)).toMatchObject({ is_complete: false, finish_reason: 'in_progress' });
  expect(existsSync(join(attempt.attemptDir, 'final'))).toBe(false);
  await attempt.finish(state);
  expect(readJson(attempt.statusPath)).toMatchObject({ is_complete: true, finish_reason: 'completed' });
  expect(existsSync(join(attempt.attemptDir, 'final', 'agent_a', 'answer.txt'))).toBe(true);
});

test('the copy in the log folder is complete only when the turn is', async () => {
  const { options } = runOptions(temporaryFolder());
  const run = await openRunArchive(options);
  const attempt = await run.openAttempt(1, 1);
  const state = publish(attempt, stamp(sampleRun(NAMES)));
  await attempt.finish(state);
  expect(readJson(run.logDir, 'status.json')).toMatchObject({ is_complete: false });
  await run.finishTurn(state);
  expect(readJson(run.logDir, 'status.json')).toEqual(readJson(attempt.statusPath));
});

test('a restarted attempt says so, its successor has a folder and a log of its own', async () => {
  const { options } = runOptions(temporaryFolder());
  const run = await openRunArchive(options);
  const first = await run.openAttempt(1, 1);
  const drafts = sampleRun(NAMES).slice(0, -2);
  const banner = draft('restart_banner', null, null, {
    reason: 'the answer was thin',
    instructions: 'say more',
    next_attempt: 2,
    max_attempts: 2,
  });
  const before = publish(first, stamp([...drafts, banner]));
  await first.finish(before);
  expect(readJson(first.statusPath)).toMatchObject({ is_complete: true, finish_reason: 'restarted' });

  const second = await run.openAttempt(1, 2);
  const [head, turn] = opening(NAMES);
  const again = draft('attempt_started', null, null, {
    attempt: 1,
    max_attempts: 2,
    restart: { reason: 'thin', instructions: 'more', previous_label: null, previous_answer: null },
    anonymity: {},
    started_at_ms: before.startedAtMs,
    first_attempt_ms: 100,
  });
  const drafts2 = [head, turn, again, roundStart('agent_b', 0, 'initial', []), ...ending('agent_b', 1)];
  const state = publish(second, stamp(drafts2.filter((item) => item !== undefined)));
  await second.finish(state);
  await run.finishTurn(state);
  expect(second.attemptDir).toBe(join(run.logDir, 'turn_1', 'attempt_2'));
  expect(readJson(second.statusPath)).toMatchObject({
    finish_reason: 'completed',
    meta: { attempt: 2, session_id: 'attempt_2' },
  });
  expect(readdirSync(join(run.logDir, 'turn_1', 'final'))).toEqual(['agent_b']);
  expect(readJson(first.statusPath)).toMatchObject({ finish_reason: 'restarted' });
});

test('runs that start at the same instant get folders of their own', async () => {
  const folder = temporaryFolder();
  const runs = await Promise.all(Array.from({ length: 20 }, () => openRunArchive(runOptions(folder).options)));
  expect(new Set(runs.map((run) => run.logDir)).size).toBe(20);
});

test('hostile agent ids stay inside the folder of the attempt', async () => {
  const hostile = ['../../escape', 'final', 'con', `long${'g'.repeat(300)}`, '🙂 agent', 'constructor'];
  const { folder, attempt, problems, state } = await wholeRun({ agents: cardsOf(...hostile) });
  expect(problems).toEqual([]);
  expect(readdirSync(folder).toSorted()).toEqual(['.massgen', 'logs']);
  expect(existsSync(join(folder, 'logs', 'escape'))).toBe(false);
  const status: { agents: Record<string, unknown> } = readJson(attempt.statusPath);
  expect(Object.keys(status.agents)).toEqual(hostile.filter((id) => state.order.includes(agentId(id))));
  expect(readdirSync(join(attempt.attemptDir, 'agent_outputs')).length).toBeGreaterThanOrEqual(hostile.length);
});

test('execution_metadata.yaml stands in attempt and turn, in the order of MassGen, secrets masked', async () => {
  const config = { agents: [{ backend: { api_key: 'sk-in-the-config', model: 'm' } }], key: '${OPENAI_API_KEY}' };
  const { attempt, run } = await wholeRun({ config, cliArgs: { config: 'config.yaml', note: 'sk-in-the-config' } });
  const text = readText(attempt.attemptDir, 'execution_metadata.yaml');
  expect(readText(run.logDir, 'turn_1', 'execution_metadata.yaml')).toBe(text);
  expect(text).not.toContain('sk-in-the-config');
  const metadata = parse(text) as Record<string, unknown>;
  expect(Object.keys(metadata).filter((key) => key !== 'git')).toEqual([
    'query',
    'timestamp',
    'config_path',
    'config',
    'cli_args',
    'python_version',
    'node_version',
    'massgen_version',
    'working_directory',
    'timestamp_utc',
  ]);
  expect(metadata).toMatchObject({
    python_version: null,
    config: { key: '${OPENAI_API_KEY}' },
    cli_args: { mode: 'single', session_id: 'session_20261121_125322', turn: 1, attempt: 1 },
  });
});

test('a base folder that cannot be made is LogUnwritable, with a way out', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file'), '');
  const { options } = runOptions(folder, { baseDir: join(folder, 'file', 'logs') });
  const failure: unknown = await openRunArchive(options).catch((cause: unknown) => cause);
  expect(failure).toBeInstanceOf(LogUnwritable);
  expect((failure as Error).message).toContain('MASSGEN_LOG_BASE_DIR');
});

test('a base folder where nothing can ever be made is told at once', async () => {
  const { options } = runOptions(temporaryFolder(), { baseDir: '/proc/massgen/logs' });
  await expect(openRunArchive(options)).rejects.toBeInstanceOf(LogUnwritable);
});

test('an attempt whose folder cannot be made is LogUnwritable', async () => {
  const { options } = runOptions(temporaryFolder());
  const run = await openRunArchive(options);
  writeFileSync(join(run.logDir, 'turn_1'), 'a file in the way');
  await expect(run.openAttempt(1, 1)).rejects.toBeInstanceOf(LogUnwritable);
});

test('a log folder removed during the run ends the log, is told, and the run can still be finished', async () => {
  const { options, problems } = runOptions(temporaryFolder());
  const run = await openRunArchive(options);
  const attempt = await run.openAttempt(1, 1);
  const events = stamp(sampleRun(NAMES));
  let state: State = publish(attempt, events.slice(0, 8));
  rmSync(run.logDir, { recursive: true });
  await attempt.log.flush().catch(() => undefined);
  expect(() => publish(attempt, events.slice(8), state)).toThrow('was removed');
  state = { ...state, outcome: 'failed' };
  await expect(attempt.finish(state)).resolves.toBeUndefined();
  await expect(run.finishTurn(state)).resolves.toBeUndefined();
  expect(problems.length).toBeGreaterThan(0);
  expect(existsSync(attempt.attemptDir)).toBe(false);
});

test('a projection that cannot be written is told once and the run goes on', async () => {
  const { options, problems } = runOptions(temporaryFolder());
  const run = await openRunArchive(options);
  const attempt = await run.openAttempt(1, 1);
  mkdirSync(join(attempt.attemptDir, 'status.json'));
  const state = publish(attempt, stamp(sampleRun(NAMES)));
  await attempt.finish(state);
  await run.finishTurn(state);
  expect(problems).toHaveLength(1);
  expect(problems[0]?.where).toBe(attempt.statusPath);
  expect(readText(attempt.attemptDir, 'final', 'agent_a', 'answer.txt')).toBe('The final words.');
});
