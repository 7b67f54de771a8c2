import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runMassgen, scratch, startMassgen } from '../helpers/run-massgen.ts';
import { playScenario, writeTeam } from '../helpers/team.ts';

const RESTARTS = 'orchestrator: { coordination: { max_orchestration_restarts: 1 } }';

/** One agent whose presented answer is judged too thin; what then comes of the second attempt is `again`. */
const thin = (again: string): string => `name: thin
agents:
  - agent: any
    turns:
      - when: { restarted: true }
${again}
      - when: { stage: presentation }
        say: [{ text: 'The words of the first attempt.' }]
      - when: { offers: [restart_orchestration] }
        say: [{ restart: { reason: Too thin., instructions: Say more. } }]
      - when: { offers: [new_answer], own_answer: false }
        say: [{ answer: 'A draft.' }]
      - when: { offers: [vote] }
        say: [{ vote: { for: first, reason: It is all there is. } }]
`;
const FAILS = thin('        fault: { kind: status, status: 401, message: no }\n        say: [{ text: x }]');
const STALLS = thin("        say: [{ text: 'Again' }, { pause_ms: 600000 }, { text: x }]");

/** What the run left in its log folder and its session. */
function left(folder: string, logDir: string) {
  const turn = join(logDir, 'turn_1');
  const sessions = join(folder, '.massgen/sessions');
  const session = join(sessions, readdirSync(sessions).find((name) => name.startsWith('session_')) ?? '', 'turn_1');
  return {
    answers: [
      join(turn, 'attempt_1/final/a/answer.txt'),
      join(turn, 'attempt_2/final/a/answer.txt'),
      join(turn, 'final/a/answer.txt'),
      join(session, 'answer.txt'),
    ].map((path) => readFileSync(path, 'utf8').trim()),
    status: JSON.parse(readFileSync(join(turn, 'attempt_2/status.json'), 'utf8')) as object,
    metadata: JSON.parse(readFileSync(join(session, 'metadata.json'), 'utf8')) as object,
  };
}
const FOUR_TIMES = Array.from({ length: 4 }, () => 'The words of the first attempt.');

test('a second attempt that fails ends the run with the answer of the first, everywhere, and says so', async () => {
  using folder = scratch();
  await using server = await playScenario(FAILS, ['a']);
  const config = writeTeam(folder.path, server, { a: 'openai' }, RESTARTS);
  const run = await runMassgen(['--automation', '--config', config, 'Why?'], { cwd: folder.path });
  const origin = 'The answer is that of attempt 1; attempt 2 ended without one: every agent failed.';
  expect(run.stderr).toContain(`⚠️ ${origin}\n`);
  expect(run.stdout).toMatch(/^WINNER: a\nANSWER_FILE: .*turn_1\/attempt_2\/final\/a\/answer\.txt$/m);
  expect(run.stdout).toMatch(/^ANSWER_PREVIEW: The words of the first attempt\.\.\.\.$/m);
  expect(run.stdout).toMatch(/^EXIT: 0 completed$/m);
  expect(run.code).toBe(0);
  const { answers, status, metadata } = left(folder.path, /^LOG_DIR: (.+)$/m.exec(run.stdout)?.[1] ?? '');
  expect(answers).toEqual(FOUR_TIMES);
  expect(metadata).toMatchObject({ winning_agent: 'a', note: origin });
  expect(status).toMatchObject({
    finish_reason: 'completed',
    finish_reason_details: `Winner: a. ${origin}`,
    coordination: { completion_percentage: 100 },
    agents: { a: { status: 'error' } },
    results: { winner: 'a', final_answer_preview: 'The words of the first attempt.' },
  });
});

test('a second attempt whose time is up ends with it too; --fail-on-timeout says 3', async () => {
  using folder = scratch();
  await using server = await playScenario(STALLS, ['a']);
  const limits = `${RESTARTS}\ntimeout_settings: { orchestrator_timeout_seconds: 2 }`;
  const config = writeTeam(folder.path, server, { a: 'openai' }, limits);
  const run = await runMassgen(['--automation', '--fail-on-timeout', '--config', config, 'Why?'], {
    cwd: folder.path,
  });
  expect(run.stdout).toMatch(/^EXIT: 3 timeout$/m);
  const { answers, status } = left(folder.path, /^LOG_DIR: (.+)$/m.exec(run.stdout)?.[1] ?? '');
  expect(answers).toEqual(FOUR_TIMES);
  expect(status).toMatchObject({
    finish_reason: 'timeout',
    finish_reason_details: expect.stringMatching(/^Time limit exceeded .*\. The answer is that of attempt 1; /),
    coordination: { completion_percentage: 100 },
  });
});

test('a second attempt that is cancelled shows the answer of the first and keeps it', async () => {
  using folder = scratch();
  await using server = await playScenario(STALLS, ['a']);
  const config = writeTeam(folder.path, server, { a: 'openai' }, RESTARTS);
  const run = startMassgen(['--no-display', '--config', config, 'Why?'], { cwd: folder.path });
  await run.until(/Restarting: attempt 2 of 2/);
  run.child.kill('SIGINT');
  const { code, stdout, stderr } = await run.ended;
  expect(code).toBe(4);
  expect(stdout).toContain('The answer is that of attempt 1; attempt 2 ended without one: it was cancelled.');
  expect(stdout).toMatch(/Final answer \(Agent 1, test-model\):\n\nThe words of the first attempt\.\n/);
  expect(stderr).toContain('The answer that had been presented is kept with the turn.');
  const { answers, status } = left(folder.path, /^Log: (.+)$/m.exec(stdout)?.[1] ?? '');
  expect(answers).toEqual(FOUR_TIMES);
  expect(status).toMatchObject({ finish_reason: 'cancelled', results: { winner: 'a' } });
});
