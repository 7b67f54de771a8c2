import { expect, test } from 'vitest';
import { names, startWorld, tool } from '../support/world.ts';
import type { World } from '../support/world.ts';

const told = (world: World, id: string): readonly string[] =>
  world
    .all('status')
    .flatMap(({ agent_id, data }) =>
      agent_id === id && data.status === 'agent_state_changed' ? [`${data.from} → ${data.to}`] : [],
    );

test('every change of an agent that matters is told, with what it was before', () => {
  const world = startWorld(2);
  const used = tool();
  world.says('a', used);
  world.toolEnds('a', used);
  world.writes('a', 'hm');
  world.answers('a', 'one');
  world.answers('b', 'two');
  for (const id of ['b', 'a', 'a']) world.votes(id, 'agent2');
  world.writes('b', 'final');
  expect(told(world, 'a')).toEqual([
    'starting → streaming',
    'streaming → answered',
    'starting → streaming',
    'streaming → restarting',
    'starting → streaming',
    'streaming → voted',
    'voted → completed',
  ]);
  expect(told(world, 'b').slice(-4)).toEqual([
    'starting → streaming',
    'streaming → voted',
    'voted → presenting',
    'presenting → completed',
  ]);
});

test('nothing is told of an agent that stays as it was', () => {
  const world = startWorld(3);
  world.says('a', tool());
  world.answers('b', 'two');
  for (const id of names(3)) {
    for (const line of told(world, id)) {
      const [from, to] = line.split(' → ');
      expect(from).not.toBe(to);
    }
  }
  expect(told(world, 'a')).toEqual(['starting → streaming']);
});

test('events carry the number of the round they belong to, none before the first', () => {
  const world = startWorld(1);
  world.answers('a', 'one');
  world.votes('a', 'agent1');
  const rounds = (type: 'round_start' | 'round_ended' | 'vote' | 'answer_submitted') =>
    world.all(type).map((event) => event.round_number);
  expect(rounds('round_start')).toEqual([0, 1, 2]);
  expect(rounds('answer_submitted')).toEqual([0]);
  expect(rounds('vote')).toEqual([1]);
  expect(world.all('attempt_started').map((event) => event.round_number)).toEqual([null]);
  const paused = startWorld(2, { minAnswersBeforeVoting: 2, maxNewAnswersPerAgent: 1 });
  paused.answers('a', 'one');
  expect(paused.all('agent_paused').map((event) => event.round_number)).toEqual([0]);
});

test('votes are labelled by voter and number; one that was cleared keeps its number', () => {
  const world = startWorld(2);
  world.answers('a', 'one');
  world.votes('a', 'agent1');
  world.answers('b', 'two');
  world.votes('a', 'agent2');
  expect(world.all('vote').map(({ data }) => data.vote_label)).toEqual(['agent1.vote1', 'agent1.vote2']);
});

test('votes cleared begin a new epoch, once for each time', () => {
  const world = startWorld(2);
  expect(world.state.epoch).toBe(0);
  world.answers('a', 'one');
  expect(world.state.epoch).toBe(0); // there was nothing to clear
  world.votes('a', 'agent1');
  world.answers('b', 'two');
  expect(world.state.epoch).toBe(1);
});
