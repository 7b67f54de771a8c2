import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scratch, startMassgen } from '../helpers/run-massgen.ts';
import { playScenario, scenarioOf, writeTeam } from '../helpers/team.ts';

/** One agent answers at once, the other never ends its sentence. */
const STALLS = `name: stalls
agents:
  - agent: a
    turns:
      - when: { offers: [new_answer], own_answer: false }
        say: [{ answer: 'The only answer.' }]
      - say: [{ text: 'And then' }, { pause_ms: 600000 }, { text: 'nothing.' }]
  - agent: any
    turns:
      - say: [{ text: 'Thinking' }, { pause_ms: 600000 }, { text: 'for ever.' }]
`;

test.each([
  ['SIGINT', 'sigint'],
  ['SIGTERM', 'sigterm'],
] as const)(
  '%s ends the run with exit code 4, keeps the accepted answer and names no winner',
  async (signal, source) => {
    using folder = scratch();
    await using server = await playScenario(STALLS, ['a', 'b']);
    const config = writeTeam(folder.path, server, { a: 'openai', b: 'claude' });
    const run = startMassgen(['--stream-events', '--config', config, 'Why?'], { cwd: folder.path });
    await run.until(/"answer_submitted"/);
    run.child.kill(signal);
    const { code, stdout, stderr } = await run.ended;
    expect(code).toBe(4);
    expect(stderr).toMatch(/^EXIT: 4 cancelled$/m);
    expect(stderr).toMatch(/^Saved: 1 answer.*, in .*\.massgen\/sessions\/session_\w+\/turn_1$/m);
    expect(stderr).not.toMatch(/^WINNER:/m);
    expect(stdout).toContain(`"source":"${source}"`);
    expect(stdout).not.toContain('"winner_selected"');
    const status = JSON.parse(readFileSync(/^STATUS: (.+)$/m.exec(stderr)?.[1] ?? '', 'utf8')) as Record<
      string,
      unknown
    >;
    expect(status).toMatchObject({ finish_reason: 'cancelled', is_complete: true, results: { winner: null } });
    const sessions = join(folder.path, '.massgen/sessions');
    const turn = join(sessions, readdirSync(sessions)[0] ?? '', 'turn_1');
    expect(existsSync(join(turn, 'partial_answers.json'))).toBe(true);
    expect(readFileSync(join(turn, 'answer.txt'), 'utf8')).toContain('The only answer.');
  },
);

test('a run cancelled before anybody wrote a word says that nothing is saved, and leaves no session', async () => {
  using folder = scratch();
  const silent = 'name: silent\nagents:\n  - agent: any\n    turns: [{ say: [{ pause_ms: 600000 }, { text: x }] }]\n';
  await using server = await playScenario(silent, ['a']);
  const config = writeTeam(folder.path, server, { a: 'openai' });
  const run = startMassgen(['--stream-events', '--config', config, 'Why?'], { cwd: folder.path });
  await run.until(/"model_call_started"/);
  run.child.kill('SIGINT');
  const { code, stderr } = await run.ended;
  expect(code).toBe(4);
  expect(stderr).toMatch(/^Nothing had been written yet, so nothing is saved\.$/m);
  expect(existsSync(join(folder.path, '.massgen/sessions'))).toBe(false);
});

test('a second signal ends the process at once', async () => {
  using folder = scratch();
  await using server = await playScenario(STALLS, ['a', 'b']);
  const config = writeTeam(folder.path, server, { a: 'openai', b: 'claude' });
  const run = startMassgen(['--stream-events', '--config', config, 'Why?'], { cwd: folder.path });
  await run.until(/"answer_submitted"/);
  run.child.kill('SIGINT');
  run.child.kill('SIGINT');
  const { code, signal } = await run.ended;
  expect({ code, signal }).toEqual({ code: 4, signal: null });
});

test.each(['winner_selected', 'turn_ended'])(
  'a signal at %s lets the run finish: answer, status and exit code stand',
  async (moment) => {
    using folder = scratch();
    await using server = await playScenario(scenarioOf(''), ['a', 'b']);
    const config = writeTeam(
      folder.path,
      server,
      { a: 'openai', b: 'claude' },
      'orchestrator: { skip_final_presentation: true }',
    );
    const run = startMassgen(['--stream-events', '--config', config, 'Why?'], { cwd: folder.path });
    await run.until(new RegExp(`"${moment}"`));
    run.child.kill('SIGTERM');
    const { code, stderr } = await run.ended;
    const status = JSON.parse(readFileSync(/^STATUS: (.+)$/m.exec(stderr)?.[1] ?? '', 'utf8')) as Record<
      string,
      unknown
    >;
    const expected =
      code === 0
        ? { exit: 'EXIT: 0 completed', reason: 'completed' }
        : { exit: 'EXIT: 4 cancelled', reason: 'cancelled' };
    expect(stderr).toContain(expected.exit);
    expect(status).toMatchObject({ is_complete: true, finish_reason: expected.reason });
  },
);
