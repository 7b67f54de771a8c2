import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Clock } from '../../../src/runtime/ports/clock.ts';
import { openRunArchive } from '../../../src/store/open-run-archive.ts';
import { readRegistry, updateRegistry, withEntry } from '../../../src/store/session/registry.ts';
import { newSessionId, releaseSessionId, sessionsDir } from '../../../src/store/session/session-id.ts';
import { sampleRun } from '../sample-run.ts';
import { publish, readJson, runOptions, stamp, START_MS, temporaryFolder } from '../support.ts';

/** Real waiting, in the small: a taken lock is tried again. */
const clock: Clock = { now: () => START_MS, sleep: (ms) => wait(ms) };

const registryIn = (folder: string): string => join(folder, 'home', '.massgen', 'sessions.json');

test('changes made side by side are all kept', async () => {
  const path = registryIn(temporaryFolder());
  const ids = Array.from({ length: 12 }, (_, index) => `session_${index}`);
  await Promise.all(
    ids.map((id) => updateRegistry(path, '/nowhere', clock, (entries) => withEntry(entries, id, { status: 'active' }))),
  );
  const kept = (await readRegistry(path)).map((entry) => entry['session_id'] as string);
  expect(kept.toSorted((left, right) => left.localeCompare(right))).toEqual(
    ids.toSorted((left, right) => left.localeCompare(right)),
  );
  expect(existsSync(`${path}.lock`)).toBe(false);
});

test('fields of other versions and the order of entries stay', async () => {
  const path = registryIn(temporaryFolder());
  mkdirSync(join(path, '..'), { recursive: true });
  const sessions = [
    { session_id: 'a', status: 'active', theirs: { x: 1 } },
    { session_id: 'b', status: 'active' },
  ];
  writeFileSync(path, JSON.stringify({ sessions }));
  await updateRegistry(path, '/nowhere', clock, (entries) => withEntry(entries, 'a', { status: 'completed' }));
  expect(await readRegistry(path)).toEqual([{ ...sessions[0], status: 'completed' }, sessions[1]]);
});

test('a file that is no registry is moved aside and begun again from the sessions on the disk', async () => {
  const folder = temporaryFolder();
  const path = registryIn(folder);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, '{"sessions": [{"session_id": "lost');
  const sessions = join(folder, '.massgen', 'sessions');
  mkdirSync(join(sessions, 'session_20250101_000000'), { recursive: true });
  await updateRegistry(path, sessions, clock, (entries) => withEntry(entries, 'new', {}));
  expect((await readRegistry(path)).map((entry) => entry['session_id'])).toEqual(['session_20250101_000000', 'new']);
  expect(readdirSync(join(path, '..')).filter((name) => name.includes('.corrupt-'))).toHaveLength(1);
});

test('a run whose registry had to be made again is entered with all that is known of it', async () => {
  const folder = temporaryFolder();
  const registryPath = registryIn(folder);
  mkdirSync(join(registryPath, '..'), { recursive: true });
  writeFileSync(registryPath, '{"sessions": [');
  const { options } = runOptions(folder, { registryPath });
  for (const id of [options.sessionId, 'session_of_before'])
    mkdirSync(join(sessionsDir(folder), id), { recursive: true });
  const run = await openRunArchive(options);
  const attempt = await run.openAttempt(1, 1);
  const state = publish(attempt, stamp(sampleRun(['agent_a'])));
  await attempt.finish(state);
  await run.finishTurn(state);
  const sessions = await readRegistry(registryPath);
  expect(sessions.find((entry) => entry['session_id'] === options.sessionId)).toMatchObject({
    config_path: 'config.yaml',
    model: 'mock-1',
    log_directory: basename(run.logDir),
    finish_reason: 'completed',
  });
  expect(sessions.find((entry) => entry['session_id'] === 'session_of_before')).toMatchObject({
    start_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}000$/) as string,
    status: 'completed',
    model: null,
    subagent: false,
  });
});

test('a lock left by a dead process is taken over', async () => {
  const path = registryIn(temporaryFolder());
  mkdirSync(`${path}.lock`, { recursive: true });
  utimesSync(`${path}.lock`, new Date(0), new Date(0));
  await updateRegistry(path, '/nowhere', clock, (entries) => withEntry(entries, 'x', {}));
  expect(await readRegistry(path)).toHaveLength(1);
});

test('a lock that stays taken is an error, not a wait without end', async () => {
  const path = registryIn(temporaryFolder());
  mkdirSync(`${path}.lock`, { recursive: true });
  const quick: Clock = { now: () => START_MS, sleep: () => Promise.resolve() };
  await expect(updateRegistry(path, '/nowhere', quick, (entries) => entries)).rejects.toThrow('EEXIST');
});

test('two sessions of one second get two ids, and the form is the known one', async () => {
  const folder = temporaryFolder();
  const path = registryIn(folder);
  const options = {
    nowMs: START_MS,
    workingDirectory: folder,
    registryPath: path,
    prefix: 'session',
    claim: false,
  } as const;
  const first = await newSessionId(options);
  expect(first).toMatch(/^session_\d{8}_\d{6}$/);
  await updateRegistry(path, '/nowhere', clock, (entries) => withEntry(entries, first, {}));
  expect(await newSessionId(options)).toMatch(/^session_\d{8}_\d{6}_[0-9a-f]{4}$/);
  const elsewhere = temporaryFolder();
  mkdirSync(join(elsewhere, '.massgen', 'sessions', first), { recursive: true });
  expect(await newSessionId({ ...options, workingDirectory: elsewhere, registryPath: null })).not.toBe(first);
  expect(existsSync(sessionsDir(folder))).toBe(false);
});

test('runs that start at once in one folder never share an id, and leave nothing when nothing was kept', async () => {
  const folder = temporaryFolder();
  const options = {
    nowMs: START_MS,
    workingDirectory: folder,
    registryPath: null,
    prefix: 'api_session',
    claim: true,
  } as const;
  const ids = await Promise.all(Array.from({ length: 8 }, () => newSessionId(options)));
  expect(new Set(ids).size).toBe(8);
  expect(ids.filter((id) => /^api_session_\d{8}_\d{6}$/.test(id))).toHaveLength(1);
  await Promise.all(ids.slice(1).map((id) => releaseSessionId(folder, id)));
  expect(readdirSync(sessionsDir(folder))).toEqual([ids[0]]);
  await releaseSessionId(folder, ids[0] ?? '');
  expect(existsSync(sessionsDir(folder))).toBe(false);
});

test('where no folder can be made the id is given all the same', async () => {
  const file = join(temporaryFolder(), 'a-file');
  writeFileSync(file, '');
  const options = {
    nowMs: START_MS,
    workingDirectory: file,
    registryPath: null,
    prefix: 'session',
    claim: true,
  } as const;
  expect(await newSessionId(options)).toMatch(/^session_\d{8}_\d{6}$/);
});

test('a run is active until its turn is over, then completed', async () => {
  const folder = temporaryFolder();
  const registryPath = registryIn(folder);
  const run = await openRunArchive(runOptions(folder, { registryPath }).options);
  await expect.poll(() => existsSync(registryPath)).toBe(true);
  expect(readJson(registryPath)).toMatchObject({ sessions: [{ status: 'active', end_time: null, pid: process.pid }] });
  const attempt = await run.openAttempt(1, 1);
  const state = publish(attempt, stamp(sampleRun(['agent_a'])));
  await attempt.finish(state);
  await run.finishTurn(state);
  expect(readJson(registryPath)).toMatchObject({
    sessions: [
      { status: 'completed', turns: 1, finish_reason: 'completed', model: 'mock-1', config_path: 'config.yaml' },
    ],
  });
});

test('runs of one second in two folders are both kept, though they have one id', async () => {
  const registryPath = registryIn(temporaryFolder());
  const runs: { readonly working_directory: string; readonly log_directory: string }[] = [];
  for (const folder of [temporaryFolder(), temporaryFolder()]) {
    const run = await openRunArchive(runOptions(folder, { registryPath }).options);
    const attempt = await run.openAttempt(1, 1);
    const state = publish(attempt, stamp(sampleRun(['agent_a'])));
    await attempt.finish(state);
    await run.finishTurn(state);
    runs.push({ working_directory: folder, log_directory: basename(run.logDir) });
  }
  const kept = await readRegistry(registryPath);
  expect(kept).toHaveLength(2);
  expect(kept).toMatchObject(runs.map((run) => ({ ...run, status: 'completed' })));
});

test('an interactive session stays active over its turns, until it is closed', async () => {
  const folder = temporaryFolder();
  const registryPath = registryIn(folder);
  const run = await openRunArchive(runOptions(folder, { registryPath, mode: 'interactive' }).options);
  const attempt = await run.openAttempt(1, 1);
  const state = publish(attempt, stamp(sampleRun(['agent_a'])));
  await attempt.finish(state);
  await run.finishTurn(state);
  expect(readJson(registryPath)).toMatchObject({ sessions: [{ status: 'active', turns: 1 }] });
  await run.close();
  expect(readJson(registryPath)).toMatchObject({ sessions: [{ status: 'completed', turns: 1 }] });
});

test('a registry that cannot be written is told once and nothing else happens', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file'), '');
  const { options, problems } = runOptions(folder, { registryPath: join(folder, 'file', 'sessions.json') });
  const run = await openRunArchive(options);
  const attempt = await run.openAttempt(1, 1);
  const state = publish(attempt, stamp(sampleRun(['agent_a'])));
  await attempt.finish(state);
  await run.finishTurn(state);
  expect(problems.map((problem) => problem.where)).toEqual([join(folder, 'file', 'sessions.json')]);
});
