import { describe, expect, test } from 'vitest';

import { openScreen } from './open-screen.ts';
import { createStory } from './story.ts';
import type { Story } from './story.ts';

const begun = (agents = 1): Story => {
  const story = createStory(agents).begin('why?');
  for (const card of story.cards) story.round(card.number);
  return story;
};

describe('wrapped text', () => {
  test('code and quotations keep their bar on every row, other text gets none', async () => {
    const words = (word: string): string => `${word} `.repeat(24).trim();
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
