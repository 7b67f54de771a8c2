import { describe, expect, test } from 'vitest';
import { noteKinds, startWorld } from '../support/world.ts';

const START = 1_000_000;
const warnings = (more: object): unknown =>
  startWorld(1, more).effects.find((effect) => effect.type === 'set_timer' && effect.name === 'deadline_warning');

describe('the warning before the deadline', () => {
  const near = { orchestratorTimeoutMs: 1_000_000, roundTimeoutGraceMs: 120_000 };

  test('comes twice the grace before the end, or a tenth of the whole where that is more', () => {
    expect(warnings(near)).toMatchObject({ atMs: START + 760_000 });
    expect(warnings({ ...near, roundTimeoutGraceMs: 1_000 })).toMatchObject({ atMs: START + 900_000 });
    expect(warnings({ ...near, orchestratorTimeoutMs: 100_000 })).toMatchObject({ atMs: START });
  });

  test('reaches agents at work with their next call, once; those with news to look at first are not asked', () => {
    const world = startWorld(3, near);
    world.answers('b', 'two');
    world.answers('a', 'one');
    world.timer('deadline_warning', START + 760_000);
    expect(world.last('deadline_warning')).toEqual({ remaining_ms: 240_000, targets: ['a', 'c'] });
    world.writes('c', 'hm');
    expect(world.appends('c')).toMatchObject([
      { note: { kind: 'enforcement' } },
      { note: { kind: 'deadline_warning', remainingMs: 240_000 } },
    ]);
    world.writes('c', 'hm');
    expect(noteKinds(world, 'c')).toEqual(['enforcement']);
  });

  test('asks nobody for a vote', () => {
    const world = startWorld(2, { ...near, maxNewAnswersPerAgent: 1 });
    world.answers('a', 'one');
    world.timer('deadline_warning', START + 760_000);
    expect(world.last('deadline_warning').targets).toEqual(['b']);
  });

  test('is dropped where only a vote is left by the time it could be told', () => {
    const world = startWorld(2, { ...near, maxNewAnswersGlobal: 2 });
    world.answers('a', 'one');
    world.timer('deadline_warning', START + 760_000);
    expect(world.last('deadline_warning').targets).toEqual(['a', 'b']);
    world.answers('b', 'two');
    world.writes('a', 'hm');
    expect(world.call('a').offered).toEqual(['vote']);
    expect(noteKinds(world, 'a')).toEqual(['enforcement', 'update']);
  });

  test('does nothing before its time', () => {
    const world = startWorld(1, near);
    expect(world.timer('deadline_warning', START + 759_999)).toEqual([]);
  });
});
