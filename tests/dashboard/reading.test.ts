import { describe, expect, test } from 'vitest';

import { KEYS, openScreen } from './open-screen.ts';
import { createStory, lockAnswer } from './story.ts';
import type { Story } from './story.ts';

const begun = (agents = 1): Story => {
  const story = createStory(agents).begin('why?');
  for (const card of story.cards) story.round(card.number);
  return story;
};

const TABLE = `| strategy | what it means for readers and writers | p99 |
|---|---|---:|
| cache-aside | the program loads on a miss and deletes on a write | 9 ms |
| write-through | the cache writes both, so readers see the last write | 12 ms |
`;

const words = (word: string): string => `${word} `.repeat(24).trim();

describe('tables', () => {
  test('they fit the pane, are fitted anew when its width changes, and what is read stays on the top row', async () => {
    const after = Array.from({ length: 80 }, (_, at) => `after ${at}\n`).join('');
    const story = begun().write(1, `${TABLE}\n${after}`);
    const screen = await openScreen({ cards: story.cards, cols: 120 });
    await screen.play(story.events);
    await screen.press('\x1b[5~');
    const top = screen.rows()[3]?.slice(2, 10);
    expect(top).toMatch(/after \d+/);
    const shown = Promise.withResolvers<void>();
    const unsubscribe = screen.terminal.onResize(() => shown.resolve());
    screen.resize(50, 24);
    await shown.promise;
    unsubscribe();
    await screen.shown();
    expect(screen.rows()[2]?.slice(0, 8)).toBe(top);
    await screen.press('\x1b[27u', 'g', 'g');
    const cells = screen.rows().filter((row) => row.includes('│'));
    expect(cells.length).toBeGreaterThan(4);
    expect(cells.every((row) => row.split('│').length === 3)).toBe(true);
    await screen.stop();
  });
});

test('an answer of an earlier attempt is shown as the final one, with a row that says so', async () => {
  const story = begun(2);
  story.fact('answer_locked', 1, {
    label: 'agent1.final' as never,
    content: 'Kept words.',
    paths: [],
    origin: 'The answer is that of attempt 1; attempt 2 ended without one: every agent failed.',
  });
  const screen = await openScreen({ cards: story.cards, cols: 100 });
  await screen.play(story.end().events);
  const text = screen.rows().join('\n');
  expect(text).toContain('Kept words.');
  expect(text).toContain('FINAL ANSWER · 1 agent_a');
  expect(text).toContain('The answer is that of attempt 1; attempt 2 ended without one: every agent failed.');
  await screen.stop();
});

test('a turn whose time ran out says so beside its answer, not that there is none', async () => {
  const story = begun(2).answer(1, 1, 'a').win(1).present(1, 'Best so far.');
  lockAnswer(story, 1, 'Best so far.');
  story.fact('system_status', null, { status: 'turn_ended', outcome: 'timeout', exit_code: 0, reasons: {} });
  const screen = await openScreen({ cards: story.cards });
  await screen.play(story.events);
  const text = screen.rows().join('\n');
  expect(text).toContain('Time ran out; this is the best answer there was');
  expect(text).not.toContain('without an answer');
  await screen.stop();
});

describe('the whole final answer', () => {
  const long = Array.from({ length: 60 }, (_, at) => `point ${at}`).join('\n\n');

  test('opens at its top, and tells which rows are to be seen', async () => {
    const story = begun(3).answer(1, 1, 'a').vote(1, 1, 1, 'x').win(1).present(1, long);
    const screen = await openScreen({ cards: story.cards });
    await screen.press(KEYS.escape);
    await screen.play(lockAnswer(story, 1, long).end().events);
    await screen.press('f');
    const text = screen.rows().join('\n');
    expect(text).toContain('point 0');
    expect(text).toMatch(/1-16\/119 ▼/);
    expect(text).not.toContain('follow');
    await screen.press('G');
    expect(screen.rows().join('\n')).toMatch(/104-119\/119 ▲/);
    await screen.stop();
  });

  test('does not jump away under somebody who watches it being written', async () => {
    const story = begun(3).answer(1, 1, 'a').vote(1, 1, 1, 'x').win(1).present(1, long);
    const screen = await openScreen({ cards: story.cards });
    await screen.play(lockAnswer(story, 1, long).end().events);
    expect(screen.rows().join('\n')).toContain('point 59');
    await screen.stop();
  });
});

describe('wrapped text', () => {
  test('code and quotations keep their bar on every row, other text gets none', async () => {
    const story = begun().write(1, `\`\`\`js\n  ${words('code')}\n\`\`\`\n> ${words('said')}\n\n| ${words('bare')}\n`);
    const screen = await openScreen({ cards: story.cards });
    await screen.play(story.events);
    const rows = (word: string): readonly string[] => screen.rows().filter((row) => row.includes(word));
    expect(rows('code').map((row) => row.slice(2, 6))).toEqual(['│   ', '│   ']);
    expect(rows('said').map((row) => row.slice(2, 4))).toEqual(['│ ', '│ ']);
    expect(rows('bare').map((row) => row.slice(2, 4))).toEqual(['| ', '  ']);
    await screen.stop();
  });
});
