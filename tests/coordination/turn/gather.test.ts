import { describe, expect, test } from 'vitest';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const running = (world: World): string[] =>
  Object.values(world.state.agents).flatMap((agent) => (agent.inRound ? [agent.id] : []));

describe('first answers that are almost there', () => {
  test('an author waits for them, and everybody reads the whole set at once', () => {
    const world = startWorld(3, { gatherMs: 100 });
    world.answers('a', 'First.');
    world.answers('b', 'Second.');
    expect(running(world)).toEqual(['c']);
    world.answers('c', 'Third.');
    expect(running(world)).toEqual(['a', 'b', 'c']);
    const rounds = world.events.filter((event) => event.event_type === 'round_start' && event.round_number === 1);
    expect(rounds).toHaveLength(3);
    for (const round of rounds) expect(round.data).toMatchObject({ visible_labels: { length: 3 } });
  });

  test('the wait ends after its time, whatever the peer does', () => {
    const world = startWorld(2, { gatherMs: 100 });
    world.answers('a', 'First.');
    expect(running(world)).toEqual(['b']);
    world.timer('gather_over', world.nowMs + 100, 'a');
    expect(running(world)).toEqual(['a', 'b']);
  });

  test('nobody waits for a peer that has answered or is out', () => {
    const world = startWorld(2, { gatherMs: 100 });
    world.answers('a', 'First.');
    world.ends('b', { kind: 'failed', failure: 'auth', message: 'no key', text: '' });
    expect(running(world)).toEqual(['a']);
  });

  test('a single agent never waits', () => {
    const world = startWorld(1, { gatherMs: 100 });
    world.answers('a', 'Alone.');
    expect(running(world)).toEqual(['a']);
  });
});
