import { describe, expect, test } from 'vitest';
import type { Settings } from '../../src/coordination/settings.ts';
import { createMemoryArchive } from '../helpers/memory-archive.ts';
import { answers, call, failure, says, times, votes, wellBehaved, type Script } from '../helpers/scripted-model.ts';
import { createWorld, foldLog } from './session-world.ts';

const RESTARTS: Partial<Settings> = { maxOrchestrationRestarts: 1 };
const restart = says('', call('restart_orchestration', { reason: 'No sources.', instructions: 'Name two sources.' }));
const team = (): Script[][] => [
  [
    answers('Blue.'),
    votes('agent1'),
    says('It is blue.'),
    restart,
    answers('Blue, says Rayleigh.'),
    votes('agent1'),
    says('Rayleigh says so.'),
  ],
];

describe('a turn that is judged not good enough', () => {
  test('runs a second attempt in its own folder, with the feedback in the prompt', async () => {
    const world = createWorld(team(), { settings: RESTARTS });
    const result = await world.turn();
    expect(result).toMatchObject({ outcome: 'answered', attemptDir: '/log/turn_1/attempt_2' });
    expect(result.state.finalAnswer?.content).toBe('Rayleigh says so.');
    expect(world.archive.attempts.map(({ attempt, closed }) => [attempt, closed])).toEqual([
      [1, true],
      [2, true],
    ]);
    expect(JSON.stringify(world.models[0]?.requests[4]?.messages)).toContain('Name two sources.');
  });

  test('leaves for each attempt a log that begins with the run and can be folded alone', async () => {
    const world = createWorld(team(), { settings: RESTARTS });
    const result = await world.turn();
    const [first, second] = world.archive.attempts.map(({ events }) => events);
    const heads = [first, second].map((events) => events?.slice(0, 3).map((event) => event.event_type));
    const head = ['run_started', 'system_status', 'attempt_started'];
    expect(heads).toEqual([head, head]);
    for (const events of [first, second]) {
      expect(events?.map(({ seq }) => seq)).toEqual(events?.map((_, index) => index + 1));
    }
    const folded = foldLog(second ?? []);
    expect(folded).toMatchObject({ attempt: 1, question: result.state.question, outcome: 'answered' });
    expect(folded.answers).toEqual(result.state.answers);
    expect(folded.finalAnswer).toEqual(result.state.finalAnswer);
  });

  test('ends when the folder of the next attempt cannot be made', async () => {
    const archive = createMemoryArchive({ refuseOpen: (attempt) => attempt === 2 });
    const world = createWorld(team(), { settings: RESTARTS, archive: () => archive });
    const result = await world.turn();
    expect(result).toMatchObject({ outcome: 'failed', exitCode: 2, attemptDir: '/log/turn_1/attempt_1' });
    expect(result.state.finalAnswer).toEqual({
      content: 'It is blue.',
      locked: true,
      label: 'agent1.final',
      origin: 'The answer is that of attempt 1; attempt 2 ended without one: the event log could not be written.',
    });
    expect(world.clock.sleeping).toBe(0);
  });

  test('ends with what the first attempt presented when the second fails', async () => {
    const broken = [failure('auth')];
    const world = createWorld([[...(team()[0] ?? []).slice(0, 4), broken]], { settings: RESTARTS });
    const result = await world.turn();
    expect(result).toMatchObject({ outcome: 'answered', exitCode: 0, attemptDir: '/log/turn_1/attempt_2' });
    expect(result.state).toMatchObject({ answers: [], winner: { agentId: 'agent_a' } });
    const origin = 'The answer is that of attempt 1; attempt 2 ended without one: every agent failed.';
    expect(result.state.finalAnswer).toMatchObject({ content: 'It is blue.', locked: true, origin });
    expect(foldLog(world.archive.attempts[1]?.events ?? []).finalAnswer).toEqual(result.state.finalAnswer);
  });

  test('can be cancelled between two attempts', async () => {
    const world = createWorld(team(), { settings: RESTARTS });
    const stop = new AbortController();
    world.session.subscribe((event) => {
      if (event.event_type === 'restart_banner') stop.abort();
    });
    expect(await world.turn('Why?', stop.signal)).toMatchObject({ outcome: 'cancelled', exitCode: 4 });
  });
});

describe('several turns of one session', () => {
  test('know what was said before', async () => {
    const world = createWorld([times(9, wellBehaved('Blue.', 'agent1', 'It is blue.'))]);
    await world.turn('Which colour is the sky?');
    const second = await world.turn('And why?');
    expect(second.state.turn).toBe(2);
    const sent = JSON.stringify(world.models[0]?.requests.at(-1)?.messages);
    expect(sent).toContain('User: Which colour is the sky?');
    expect(sent).toContain('It is blue.');
    expect(world.archive.attempts.map(({ turn, attempt }) => [turn, attempt])).toEqual([
      [1, 1],
      [2, 1],
    ]);
  });

  test('remember a turn without an answer by how far the agents came', async () => {
    const world = createWorld([[answers('Blue.'), [{ type: 'stall' }], ...times(9, wellBehaved('Blue.', 'agent1'))]]);
    const turn = world.session.runTurn('Which colour is the sky?', new AbortController().signal);
    await world.clock.advance(10);
    world.session.dispatch({ type: 'cancel', source: 'ui', level: 1 });
    await world.clock.runUntil(turn);
    await world.turn('And why?');
    const sent = JSON.stringify(world.models[0]?.requests.at(-1)?.messages);
    expect(sent).toContain('This turn was cancelled by the user during the coordination.');
    expect(sent).toContain('agent1 had answered:\\nBlue.');
    expect(sent).not.toContain('agent_a');
  });
});
