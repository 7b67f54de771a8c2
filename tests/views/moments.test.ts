import { expect, test } from 'vitest';

import { foldMoments, NO_MOMENTS } from '../../src/views/moments.ts';
import type { Moments } from '../../src/views/moments.ts';
import { mainArgument } from '../../src/views/panes/tool-argument.ts';
import { createStory } from '../dashboard/story.ts';
import type { Story } from '../dashboard/story.ts';

const after = (story: Story): Moments => story.events.reduce(foldMoments, NO_MOMENTS);
const begun = (): Story => createStory(2).begin('why?').round(1).round(2);

test('a reset is news until somebody votes again', () => {
  const story = begun().answer(1, 1, 'a').vote(2, 1, 1, 'x').answer(1, 2, 'b');
  expect(after(story).reset).toEqual({ label: 'agent1.2', cleared: 1 });
  expect(after(story.vote(2, 1, 2, 'y')).reset).toBeNull();
});

test('the newest answer is the news', () => {
  expect(after(begun().answer(1, 1, 'a').answer(2, 1, 'b')).news).toMatchObject({
    label: 'agent2.1',
    author: 'agent_b',
  });
});

test('cancelling is shown until the turn has ended, and a new turn forgets everything', () => {
  const story = begun().fact('cancel_requested', null, { source: 'ui', level: 1 });
  expect(after(story).cancelling).toBe(true);
  expect(after(story.end('cancelled', { agent_a: 'called off' }))).toMatchObject({
    cancelling: false,
    ended: { outcome: 'cancelled', reasons: { agent_a: 'called off' } },
  });
  expect(after(story.begin('again?'))).toEqual(NO_MOMENTS);
});

test.each([
  ['a word of the program', 'status_message', { level: 'warning', text: 'slow disk' }, 'slow disk'],
  ['the deadline coming', 'deadline_warning', { remaining_ms: 30_000 }, 'nearly spent: 30 s left'],
  ['the deadline', 'orchestrator_timeout', { elapsed_ms: 1_800_000 }, 'Time is up after 1800 s'],
  ['a bug', 'internal_error', { where: 'store', message: 'oh' }, 'Internal error in store: oh'],
] as const)('%s is told', (_name, type, data, text) => {
  expect(after(begun().fact(type, null, data)).message?.text).toContain(text);
});

test.each([
  [{ cwd: '/', command: 'npm test' }, 'npm test'],
  [{ limit: 5 }, '5'],
  [{ files: ['a', 'b'] }, '["a","b"]'],
  ['plain', 'plain'],
  [null, ''],
  [{}, ''],
  [{ query: `a\n  b ${'x'.repeat(200)}` }, `a b ${'x'.repeat(75)}…`],
])('of the arguments %j the screen shows %s', (args, shown) => {
  expect(mainArgument(args)).toBe(shown);
});
