import { expect, test } from 'vitest';

import { demoStory } from './demo-story.ts';
import { KEYS, openScreen } from './open-screen.ts';
import { cardsOf, STORY_START_MS } from './story.ts';

const SIZES = [
  [80, 24],
  [120, 36],
  [40, 10],
] as const;
const MOMENTS = ['streaming', 'voting', 'presenting', 'end'] as const;

const cases = [1, 3, 5, 12].flatMap((agents) =>
  SIZES.flatMap(([cols, rows]) => MOMENTS.map((moment) => [agents, moment, cols, rows] as const)),
);

test.each(cases)('%i agents, %s, at %i×%i look as drawn', async (agents, moment, cols, rows) => {
  const story = demoStory(agents);
  const screen = await openScreen({ cards: story.cards, cols, rows });
  const until = STORY_START_MS + story.moments[moment];
  await screen.play(story.events.filter((event) => Date.parse(event.timestamp) <= until));
  if (moment === 'presenting' || moment === 'end') await screen.press(KEYS.escape, 'f');
  await expect(`${screen.rows().join('\n')}\n`).toMatchFileSnapshot(
    `../golden/dashboard/${agents}-${moment}.${cols}x${rows}.txt`,
  );
  await screen.stop();
});

test.each([
  ['wide', 200, 50, 12],
  ['wide', 200, 50, 5],
] as const)('%s screens at %i×%i show every one of %i agents', async (_name, cols, rows, agents) => {
  const story = demoStory(agents);
  const screen = await openScreen({ cards: story.cards, cols, rows });
  const until = STORY_START_MS + story.moments.voting;
  await screen.play(story.events.filter((event) => Date.parse(event.timestamp) <= until));
  await expect(`${screen.rows().join('\n')}\n`).toMatchFileSnapshot(
    `../golden/dashboard/${agents}-voting.${cols}x${rows}.txt`,
  );
  await screen.stop();
});

test('without a question the screen shows the agents and waits for one', async () => {
  const screen = await openScreen({ cards: cardsOf(3), question: null });
  await expect(`${screen.rows().join('\n')}\n`).toMatchFileSnapshot('../golden/dashboard/welcome.80x24.txt');
  expect(screen.screen.cursor).toEqual({ x: 2, y: 22 });
  await screen.stop();
});

test('the smallest screen lists as many of twelve agents as there is room for', async () => {
  const screen = await openScreen({ cards: cardsOf(12), question: null, cols: 40, rows: 10 });
  const text = screen.rows().join('\n');
  expect(text).toContain('agent_d');
  expect(text).toContain('and 8 more');
  expect(text).toContain('Type your question below');
  await screen.stop();
});

test('the list beside the answer says when there is more of it than room', async () => {
  const story = demoStory(12);
  const screen = await openScreen({ cards: story.cards, cols: 120, rows: 30 });
  await screen.play(story.events);
  await screen.press(KEYS.escape, 'f');
  expect(screen.rows().at(-5)).toMatch(/│ … \+\d+ lines +│$/);
  await screen.stop();
});

test('the help lists the keys by zone', async () => {
  const screen = await openScreen({ cards: cardsOf(3), question: null, cols: 120, rows: 36 });
  await screen.press(KEYS.f1);
  await expect(`${screen.rows().join('\n')}\n`).toMatchFileSnapshot('../golden/dashboard/help.120x36.txt');
  await screen.press(KEYS.escape);
  expect(screen.rows().join('\n')).not.toContain('EVERYWHERE');
  await screen.stop();
});

test('a window that is too small says what it needs and how far the run is', async () => {
  const story = demoStory(3);
  const screen = await openScreen({ cards: story.cards, cols: 32, rows: 8 });
  await screen.play(
    story.events.filter((event) => Date.parse(event.timestamp) <= STORY_START_MS + story.moments.voting),
  );
  await expect(`${screen.rows().join('\n')}\n`).toMatchFileSnapshot('../golden/dashboard/too-small.32x8.txt');
  await screen.stop();
});
