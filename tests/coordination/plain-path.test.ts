import { expect, test } from 'vitest';
import { startWorld } from './support/world.ts';

test('two answers, two votes, a presentation and a locked answer end the turn with exit code 0', () => {
  const world = startWorld(2);
  world.answers('a', 'first');
  world.answers('b', 'second');
  world.votes('b', 'agent2');
  world.votes('a', 'agent2');
  // a had started its second round before b answered: its vote does not count yet
  expect(world.last('status')).toMatchObject({ to: 'streaming' });
  world.votes('a', 'agent2');
  expect(world.state.phase).toBe('presenting');
  world.writes('b', 'the final word');
  expect(world.state.finalAnswer).toEqual({
    content: 'the final word',
    locked: true,
    label: 'agent2.final',
    origin: null,
  });
  expect(world.last('system_status')).toMatchObject({ status: 'turn_ended', outcome: 'answered', exit_code: 0 });
  expect(world.state.phase).toBe('ended');
});
