import { expect, test } from 'vitest';
import { modelCallId } from '../../src/coordination/ids.ts';
import { createCadence } from '../../src/store/cadence.ts';
import { answer } from './sample-run.ts';
import { agentId, draft, manualClock, stamp } from './support.ts';

const [decision, fact, text, change] = stamp([
  answer('agent_a', 1, 1, 'x', null),
  draft('phase_changed', null, null, { from: 'idle', to: 'coordinating', reason: '' }),
  draft('text', 'agent_a', 0, { call_id: modelCallId(agentId('agent_a'), 1), channel: 'content', text: 'x' }),
  draft('status', 'agent_a', 0, { status: 'agent_state_changed', from: 'starting', to: 'streaming', reason: '' }),
]) as [never, never, never, never];

function watched() {
  const clock = manualClock();
  const counter = { refreshes: 0, flushes: 0 };
  const cadence = createCadence(clock, {
    refresh() {
      counter.refreshes += 1;
    },
    flush() {
      counter.flushes += 1;
    },
  });
  return { clock, counter, cadence };
}

test('a decision refreshes at once, every time', () => {
  const { counter, cadence } = watched();
  for (let count = 1; count <= 3; count += 1) {
    cadence.note(decision);
    expect(counter.refreshes).toBe(count);
  }
});

test('facts refresh at most every 250 ms, and the last of them is never forgotten', async () => {
  const { clock, counter, cadence } = watched();
  cadence.note(decision);
  for (let step = 0; step < 10; step += 1) {
    cadence.note(fact);
    await clock.advance(20);
  }
  expect(counter.refreshes).toBe(1);
  await clock.advance(50);
  expect(counter.refreshes).toBe(2);
  await clock.advance(1000);
  expect(counter.refreshes).toBe(2);
});

test('a silent run shows every two seconds that it is alive', async () => {
  const { clock, counter, cadence } = watched();
  await clock.advance(10_000);
  expect(counter.refreshes).toBe(0);
  cadence.note(decision);
  for (const refreshes of [2, 3, 4]) {
    await clock.advance(2000);
    expect(counter.refreshes).toBe(refreshes);
  }
});

test('streamed text refreshes once a second', async () => {
  const { clock, counter, cadence } = watched();
  cadence.note(decision);
  for (let step = 0; step < 99; step += 1) {
    cadence.note(text);
    await clock.advance(10);
  }
  expect(counter.refreshes).toBe(1);
  await clock.advance(10);
  expect(counter.refreshes).toBe(2);
});

test('a fact does not wait for text that came before it', async () => {
  const { clock, counter, cadence } = watched();
  cadence.note(decision);
  cadence.note(text);
  cadence.note(fact);
  await clock.advance(250);
  expect(counter.refreshes).toBe(2);
});

test('a decision makes a refresh that was due needless', async () => {
  const { clock, counter, cadence } = watched();
  cadence.note(decision);
  cadence.note(fact);
  cadence.note(decision);
  await clock.advance(1900);
  expect(counter.refreshes).toBe(2);
});

test('after the stop nothing is refreshed', async () => {
  const { clock, counter, cadence } = watched();
  cadence.note(decision);
  cadence.note(fact);
  cadence.stop();
  cadence.note(decision);
  await clock.advance(5000);
  expect(counter.refreshes).toBe(1);
});

test('text waits no longer than 200 ms for its file, and the status is not written for it', async () => {
  const { clock, counter, cadence } = watched();
  cadence.note(decision);
  expect(counter).toEqual({ refreshes: 1, flushes: 1 });
  for (let step = 0; step < 19; step += 1) {
    cadence.note(text);
    await clock.advance(10);
  }
  expect(counter.flushes).toBe(1);
  await clock.advance(10);
  expect(counter).toEqual({ refreshes: 1, flushes: 2 });
  await clock.advance(700);
  expect(counter).toEqual({ refreshes: 1, flushes: 2 });
});

test('a change of state hands on at once what was gathered', () => {
  const { counter, cadence } = watched();
  cadence.note(decision);
  cadence.note(text);
  cadence.note(change);
  expect(counter).toEqual({ refreshes: 1, flushes: 2 });
});

test('after the stop nothing is flushed either', async () => {
  const { clock, counter, cadence } = watched();
  cadence.note(decision);
  cadence.note(text);
  cadence.stop();
  await clock.advance(5000);
  expect(counter.flushes).toBe(1);
});
