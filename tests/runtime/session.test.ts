import { describe, expect, test } from 'vitest';
import { answers, says, times, votes, wellBehaved } from '../helpers/scripted-model.ts';
import { createWorld, foldLog } from './session-world.ts';

/** One answer each and nobody votes before all have answered: the run with the fewest calls. */
const ONE_ROUND = { maxNewAnswersPerAgent: 1, deferVotingUntilAllAnswered: true };

describe('a turn', () => {
  test('of three agents that answer, vote and present takes seven model calls', async () => {
    const world = createWorld(
      [
        [answers('Because.'), votes('agent2')],
        [answers('Rayleigh scattering.'), votes('agent2'), says('The sky scatters blue light most.')],
        [answers('The ocean.'), votes('agent2')],
      ],
      { settings: ONE_ROUND },
    );
    const result = await world.turn();
    expect(result).toMatchObject({ outcome: 'answered', exitCode: 0, logDir: '/log' });
    expect(result.state.finalAnswer).toMatchObject({ content: 'The sky scatters blue light most.', locked: true });
    expect(result.state.winner?.agentId).toBe('agent_b');
    expect(world.models.map((model) => model.requests.length)).toEqual([2, 3, 2]);
  });

  test.each([1, 2, 3, 5, 12])('ends with an answer for %i agents that vote as soon as they can', async (count) => {
    const scripts = Array.from({ length: count }, (_, index) => times(8, wellBehaved(`Answer ${index}.`, 'agent1')));
    const world = createWorld(scripts);
    const result = await world.turn();
    expect(result.outcome).toBe('answered');
    expect(result.state.finalAnswer?.content).toBe('Final: Answer 0.');
    expect(world.archive.eventsOf('internal_error')).toEqual([]);
  });

  test('leaves a log from which its state can be folded again', async () => {
    const world = createWorld([times(5, wellBehaved('A.', 'agent1')), times(5, wellBehaved('B.', 'agent1'))]);
    const result = await world.turn();
    expect(foldLog(world.archive.events)).toEqual(result.state);
    expect(world.archive.events.map(({ seq }) => seq)).toEqual(world.archive.events.map((_, index) => index + 1));
    expect(world.archive.events.at(-1)).toMatchObject({ event_type: 'run_ended', data: { exit_code: 0 } });
    expect(world.archive.attempts[0]?.finished).toEqual(result.state);
    expect(world.archive.turnsFinished).toBe(1);
  });

  test('leaves nothing behind: no sleeper, no open stream, clients closed', async () => {
    const world = createWorld([times(5, wellBehaved('A.', 'agent1')), times(5, wellBehaved('B.', 'agent1'))]);
    await world.turn();
    expect(world.clock.sleeping).toBe(0);
    expect(world.models.map(({ open, closed }) => [open, closed])).toEqual([
      [0, 1],
      [0, 1],
    ]);
  });
});
