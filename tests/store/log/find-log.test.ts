import { globSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { findLog } from '../../../src/store/log/find-log.ts';
import { temporaryFolder } from '../support.ts';

const UPSTREAM = resolve(import.meta.dirname, '../../../../shared/fixtures/massgen-logs');

/** A run with these attempts, as `turn.attempt`. */
function runWith(...attempts: readonly string[]): string {
  const run = join(temporaryFolder(), 'log_20261121_125322_000001');
  for (const name of attempts) {
    const [turn = '', attempt = ''] = name.split('.');
    const folder = join(run, `turn_${turn}`, `attempt_${attempt}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'events.jsonl'), '');
  }
  return run;
}

test('a run is played from its newest turn and attempt, by number and not by alphabet', async () => {
  const run = runWith('1.1', '2.1', '10.1', '10.2', '9.11');
  const found = await findLog(run);
  expect(found.ok && found.value).toEqual({
    eventsPath: join(run, 'turn_10', 'attempt_2', 'events.jsonl'),
    logDir: run,
    attemptDir: join(run, 'turn_10', 'attempt_2'),
    statusPath: join(run, 'turn_10', 'attempt_2', 'status.json'),
  });
});

test('a turn, an attempt or the file itself can be named to have just that', async () => {
  const run = runWith('1.1', '1.2', '2.1');
  const turn = join(run, 'turn_1');
  const attempt = join(turn, 'attempt_1');
  const eventsOf = async (path: string): Promise<string | null> => {
    const found = await findLog(path);
    return found.ok ? relative(run, found.value.eventsPath) : null;
  };
  expect(await eventsOf(turn)).toBe('turn_1/attempt_2/events.jsonl');
  expect(await eventsOf(attempt)).toBe('turn_1/attempt_1/events.jsonl');
  expect(await eventsOf(join(attempt, 'events.jsonl'))).toBe('turn_1/attempt_1/events.jsonl');
});

test('a turn that has not begun to write does not hide the one before it', async () => {
  const run = runWith('1.1');
  mkdirSync(join(run, 'turn_2', 'attempt_1'), { recursive: true });
  const found = await findLog(run);
  expect(found.ok && found.value.attemptDir).toBe(join(run, 'turn_1', 'attempt_1'));
});

test('paths are given back as they came, wherever they are read from', async () => {
  const run = runWith('1.1');
  const found = await findLog('log_20261121_125322_000001', (path) => resolve(run, '..', path));
  expect(found.ok && found.value.logDir).toBe('log_20261121_125322_000001');
  expect(found.ok && found.value.attemptDir).toBe(join('log_20261121_125322_000001', 'turn_1', 'attempt_1'));
});

/** Why there is nothing to play; empty when there is something. */
async function errorOf(path: string): Promise<string> {
  const found = await findLog(path);
  return found.ok ? '' : found.error;
}

test('what is not a log folder is told in words that help', async () => {
  const run = runWith('1.1');
  const empty = temporaryFolder();
  expect(await errorOf(join(empty, 'nowhere'))).toMatch(/nowhere: there is no such folder$/);
  expect(await errorOf(empty)).toMatch(/there is no events\.jsonl in it, nor in turn_N\/attempt_N$/);
  expect(await errorOf(resolve(run, '..'))).toMatch(/holds 1 runs; name one, such as .*log_20261121_125322_000001$/);
  writeFileSync(join(empty, 'status.json'), '{}');
  expect(await errorOf(empty)).toMatch(/logged without events\.jsonl, as older MassGen versions do/);
});

const runsOf = (version: string): string[] =>
  globSync(join(UPSTREAM, version, 'project', '.massgen', 'massgen_logs', 'log_*'));

test('log folders of the Python program are found where they have events, and told apart where not', async () => {
  for (const run of runsOf('v0.1.97')) expect(await errorOf(run)).toBe('');
  for (const run of runsOf('v0.1.41')) expect(await errorOf(run)).toContain('logged without events.jsonl');
});
