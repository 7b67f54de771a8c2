import { expect, test } from 'vitest';
import { createEventMask } from '../../src/store/secrets/event-mask.ts';
import { call, finished, says, text, thought } from '../helpers/scripted-model.ts';
import { createWorld, foldLog } from './session-world.ts';

const KEY = 'sk-live-0123456789abcdef';

test('a model that repeats its key shows it to nobody: no log, no state, no face, no other model', async () => {
  const answering = [
    text(KEY.slice(0, 9)),
    text(`${KEY.slice(9)} is my key`),
    thought(`think ${KEY}`),
    finished(`${KEY} is my key`, [call('new_answer', { content: `Use ${KEY}.` })]),
  ];
  const voting = says(KEY, call('vote', { agent_id: 'agent1', reason: `It has ${KEY}` }));
  const world = createWorld(
    [
      [answering, voting, says(`Final: ${KEY}`)],
      [says('', call('new_answer', { content: 'Mine.' })), voting],
    ],
    {
      settings: { maxNewAnswersPerAgent: 1, deferVotingUntilAllAnswered: true },
      deps: { mask: createEventMask([KEY]) },
    },
  );
  const heard: unknown[] = [];
  world.session.subscribe((event) => void heard.push(event));
  const result = await world.turn(`What is ${KEY}?`);
  expect(result.outcome).toBe('answered');
  expect(result.state.finalAnswer?.content).toBe('Final: [redacted]');
  expect(result.state.winner?.agentId).toBe('agent_a');
  for (const seen of [heard, world.archive.events, result.state]) {
    expect(JSON.stringify(seen)).not.toContain(KEY);
    expect(JSON.stringify(seen)).not.toContain(KEY.slice(9));
  }
  expect(JSON.stringify(world.models[1]?.requests.at(-1))).toContain('Use [redacted].');
  expect(foldLog(world.archive.events)).toEqual(result.state);
});
