import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { EventDraft } from '../../../src/coordination/events.ts';
import { openRunArchive } from '../../../src/store/open-run-archive.ts';
import { answer, ending, opening, roundStart, sampleRun, vote } from '../sample-run.ts';
import { draft, publish, readJson, readText, runOptions, stamp, START_MS, temporaryFolder } from '../support.ts';

const NAMES = ['agent_a', 'agent_b', 'agent_c'];
const SESSION = ['.massgen', 'sessions', 'session_20261121_125322'];

async function runOf(drafts: readonly EventDraft[], folder = temporaryFolder()) {
  const { options, problems } = runOptions(folder);
  const run = await openRunArchive(options);
  const attempt = await run.openAttempt(1, 1);
  const state = publish(attempt, stamp(drafts));
  return { folder, problems, run, attempt, state, session: join(folder, ...SESSION) };
}

const cancel = draft('cancel_requested', null, null, { source: 'sigint', level: 1 });

test('a finished turn can be found again: answer, metadata, winner, summary', async () => {
  const { run, attempt, state, session, problems } = await runOf(sampleRun(NAMES));
  await attempt.finish(state);
  await run.finishTurn(state);
  expect(problems).toEqual([]);
  expect(readText(session, 'turn_1', 'answer.txt')).toBe('The final words.');
  expect(readJson(session, 'turn_1', 'metadata.json')).toMatchObject({
    turn: 1,
    winning_agent: 'agent_a',
    task: 'Explain how a hash map works.',
    session_id: 'session_20261121_125322',
    winning_model: 'mock-1',
  });
  expect(readJson(session, 'winning_agents_history.json')).toEqual([{ agent_id: 'agent_a', turn: 1 }]);
  expect(readText(session, 'SESSION_SUMMARY.txt')).toContain('Winning Agent: agent_a');
});

test('a turn that is on the disk is never written into: the next number is taken', async () => {
  const folder = temporaryFolder();
  const session = join(folder, ...SESSION);
  mkdirSync(join(session, 'turn_1'), { recursive: true });
  writeFileSync(join(session, 'turn_1', 'answer.txt'), 'older words');
  writeFileSync(join(session, 'winning_agents_history.json'), 'no JSON');
  const { run, attempt, state } = await runOf(sampleRun(NAMES), folder);
  await attempt.finish(state);
  await run.finishTurn(state);
  expect(readText(session, 'turn_1', 'answer.txt')).toBe('older words');
  expect(readJson(session, 'turn_2', 'metadata.json')).toMatchObject({ turn: 2 });
  expect(readJson(session, 'winning_agents_history.json')).toEqual([{ agent_id: 'agent_a', turn: 2 }]);
});

test('a turn without a final answer leaves no finished turn', async () => {
  const { run, attempt, state, session } = await runOf([
    ...opening(NAMES),
    ...ending('agent_a', 0, 'failed').slice(-1),
  ]);
  await attempt.finish(state);
  await run.finishTurn(state);
  expect(existsSync(session)).toBe(false);
});

test('a turn that was cancelled before anyone wrote anything leaves nothing', async () => {
  const { attempt, state, session } = await runOf([...opening(NAMES), cancel]);
  expect(await attempt.savePartial(state)).toBeNull();
  expect(existsSync(session)).toBe(false);
  await attempt.log.close();
});

test('a cancelled turn keeps answers, votes and drafts, and names no winner', async () => {
  const { attempt, state, session } = await runOf([
    ...opening(NAMES),
    ...NAMES.map((name) => roundStart(name, 0, 'initial', [])),
    answer('agent_a', 1, 1, 'short', null),
    answer('agent_b', 2, 1, 'the longest of the answers', null),
    vote('agent_a', 1, 'agent_b', 2, 'it says more'),
    draft('error', 'agent_c', 0, {
      class: 'transient',
      message: 'cut',
      retries: 3,
      draft: 'half an an',
      at_ms: START_MS,
    }),
    cancel,
  ]);
  const folder = await attempt.savePartial(state);
  expect(folder).toBe(join(session, 'turn_1'));
  expect(readJson(session, 'turn_1', 'metadata.json')).toMatchObject({
    status: 'incomplete',
    phase: 'coordinating',
    voting_complete: false,
  });
  expect(readJson(session, 'turn_1', 'metadata.json')).not.toHaveProperty('winning_agent');
  expect(readJson(session, 'turn_1', 'partial_answers.json')).toEqual({
    agent_a: {
      answer: 'short',
      has_voted: true,
      votes: { agent_id: 'agent_b', voted_for_label: 'agent2.1', reason: 'it says more' },
      answer_count: 1,
    },
    agent_b: { answer: 'the longest of the answers', has_voted: false, votes: null, answer_count: 1 },
  });
  expect(readText(session, 'turn_1', 'drafts', 'agent_c.txt')).toBe('half an an');
  const lines = readText(session, 'turn_1', 'answer.txt').split('\n');
  expect(lines[1]).toContain('agent_b');
  expect(lines[2]).toBe('='.repeat(60));
  expect(lines.at(-1)).toBe('the longest of the answers');
  expect(readText(session, 'SESSION_SUMMARY.txt')).toContain('TURN 1 [INCOMPLETE - CANCELLED]');
  await attempt.log.close();
});

test('a presentation that was cut short is kept as a draft beside the stored answer of its presenter', async () => {
  const drafts = sampleRun(NAMES).slice(0, -3);
  const { attempt, state, session } = await runOf([...drafts, cancel]);
  await attempt.savePartial(state);
  expect(readJson(session, 'turn_1', 'metadata.json')).toMatchObject({ phase: 'presenting', winning_agent: 'agent_a' });
  expect(readdirSync(join(session, 'turn_1', 'drafts'))).toEqual(['final_presentation_agent_a.txt']);
  expect(readText(session, 'turn_1', 'answer.txt')).toContain('Answer of agent_a.');
  await attempt.log.close();
});

test('what cannot be kept is told and null', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, '.massgen'), 'a file in the way');
  const { attempt, state, problems } = await runOf([...opening(NAMES), answer('agent_a', 1, 1, 'x', null)], folder);
  expect(await attempt.savePartial(state)).toBeNull();
  expect(problems).toHaveLength(1);
  await attempt.log.close();
});
