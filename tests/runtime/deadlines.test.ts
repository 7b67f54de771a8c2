import { describe, expect, test } from 'vitest';
import { agentId } from '../../src/coordination/ids.ts';
import { createDeadlines } from '../../src/runtime/deadlines.ts';
import { createTaskGroup, settledWithin } from '../../src/runtime/task-group.ts';
import { createFakeClock } from '../helpers/fake-clock.ts';

const A = agentId('a');
const B = agentId('b');

function setUp() {
  const clock = createFakeClock(0);
  const bugs: unknown[] = [];
  const tasks = createTaskGroup((cause) => void bugs.push(cause));
  const fired: string[] = [];
  const deadlines = createDeadlines(clock, tasks, (name, id) => void fired.push(`${name} ${id ?? '-'} ${clock.now()}`));
  return { clock, tasks, fired, deadlines, bugs };
}

describe('timers', () => {
  test('fire once, at their time, also when it is already past', async () => {
    const { clock, fired, deadlines } = setUp();
    deadlines.set('round_soft', A, 100);
    deadlines.set('round_soft', B, -5);
    await clock.advance(1000);
    expect(fired).toEqual(['round_soft b 0', 'round_soft a 100']);
    expect(clock.sleeping).toBe(0);
  });

  test('are moved by being set again', async () => {
    const { clock, fired, deadlines } = setUp();
    deadlines.set('round_hard', A, 100);
    deadlines.set('round_hard', A, 300);
    await clock.advance(1000);
    expect(fired).toEqual(['round_hard a 300']);
  });

  test('can be cleared one by one and all at once', async () => {
    const { clock, fired, deadlines } = setUp();
    deadlines.set('round_soft', A, 100);
    deadlines.set('round_soft', B, 100);
    deadlines.set('orchestrator_deadline', null, 200);
    deadlines.clear('round_soft', A);
    deadlines.clear('round_hard', A);
    await clock.advance(150);
    expect(fired).toEqual(['round_soft b 100']);
    deadlines.clearAll();
    expect(clock.sleeping).toBe(0);
    await clock.advance(1000);
    expect(fired).toHaveLength(1);
  });

  test('say until when an agent may wait: its own end or that of all, whichever comes first', () => {
    const { deadlines } = setUp();
    expect(deadlines.budgetEndMs(A)).toBe(Infinity);
    deadlines.set('orchestrator_deadline', null, 5000);
    deadlines.set('round_soft', A, 10);
    expect(deadlines.budgetEndMs(A)).toBe(5000);
    deadlines.set('round_hard', A, 300);
    expect([deadlines.budgetEndMs(A), deadlines.budgetEndMs(B)]).toEqual([300, 5000]);
    deadlines.clearAll();
  });
});

describe('a group of tasks', () => {
  test('is at rest when all of them are, also those that were started meanwhile', async () => {
    const { clock, tasks } = setUp();
    const never = new AbortController().signal;
    tasks.run(async () => {
      await clock.sleep(10, never);
      tasks.run(() => clock.sleep(20, never));
    });
    await clock.runUntil(tasks.settled());
    expect([clock.now(), tasks.size]).toEqual([30, 0]);
  });

  test('tells a bug and goes on', async () => {
    const { tasks, bugs } = setUp();
    const bug = new Error('odd');
    tasks.run(() => Promise.reject(bug));
    tasks.run(() => {
      throw bug;
    });
    await tasks.settled();
    expect(bugs).toEqual([bug, bug]);
  });

  test('is waited for only so long', async () => {
    const { clock, tasks } = setUp();
    expect(await settledWithin(tasks, clock, 1000)).toBe(true);
    tasks.run(() => new Promise(() => undefined));
    expect(await clock.runUntil(settledWithin(tasks, clock, 1000))).toBe(false);
    expect([clock.now(), clock.sleeping]).toEqual([1000, 0]);
  });
});
