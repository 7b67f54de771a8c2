import { describe, expect, test } from 'vitest';
import type { OpenScreen, ScreenOptions } from './open-screen.ts';
import { KEYS, openScreen } from './open-screen.ts';
import { createStory, lockAnswer } from './story.ts';
import type { Story } from './story.ts';

const WRITTEN = 'Привет – “naïve” → 漢字 │ αβγ… ';
const begun = (): Story => {
  const story = createStory(3).begin('why?');
  for (const card of story.cards) story.round(card.number);
  return story;
};
const won = (): Story => begun().answer(1, 1, 'a').vote(1, 1, 1, 'x').vote(2, 1, 1, 'y').vote(3, 1, 1, 'z').win(1);

async function shown(story: Story, options: Omit<ScreenOptions, 'cards'>): Promise<OpenScreen> {
  const screen = await openScreen({ cards: story.cards, ...options });
  await screen.play(story.events);
  return screen;
}

/** What is drawn with any character but letters. */
const signs = (screen: OpenScreen): string =>
  screen
    .rows()
    .join('')
    .replaceAll(/[\p{L}\p{M}\x20-\x7e]/gu, '');

const WIDE = { ambiguous: 2 } as const;
const LATIN = { env: { TERM: 'xterm-256color', COLORTERM: 'truecolor', LANG: 'en_US.ISO-8859-1' } } as const;

describe.each([
  ['a terminal with wide ambiguous characters', WIDE],
  ['a locale without UTF-8', LATIN],
] as const)('on %s', (_name, kind) => {
  test.each([
    [80, 24],
    [120, 36],
    [40, 10],
  ])('frames and marks are ASCII and stay in their columns at %i×%i', async (cols, rows) => {
    const story = begun();
    story.write(1, WRITTEN.repeat(12)).write(2, '| a | b |\n|---|---|\n| è | – |\n\n- x\n').answer(3, 1, 'done');
    const screen = await shown(story, { ...kind, cols, rows });
    expect(signs(screen)).toBe('');
    await screen.press(KEYS.escape, 'L', 'L', 'L');
    expect(signs(screen)).toBe('');
    await screen.stop();
  });

  test('the right edge of a pane never drifts, whatever is written in it', async () => {
    const story = begun();
    story
      .write(1, WRITTEN.repeat(30))
      .write(2, `${'é±×Ω'.repeat(40)}\n${WRITTEN}`)
      .write(3, '┌──┐\n│ok│\n└──┘');
    const screen = await shown(story, { ...kind, cols: 120, rows: 36 });
    for (let y = 4; y < 32; y += 1) {
      const sides = [0, 39, 40, 79, 80, 119].map((x) => screen.screen.cell(x, y).text);
      expect(sides).toEqual(['|', '|', '|', '|', '|', '|']);
    }
    expect(screen.screen.cell(0, 3).text).toBe('+');
    expect(screen.rows().join('\n')).toMatch(/\|ok\|/);
    await screen.stop();
  });

  test('the winner has its star, and the answer its words', async () => {
    const story = won();
    const screen = await shown(lockAnswer(story.present(1, WRITTEN), 1, WRITTEN).end(), kind);
    await screen.press(KEYS.escape, 'f');
    expect(screen.rows().join('\n')).toContain('*');
    expect(screen.rows().join('\n')).toMatch(/П ?р ?и ?в ?е ?т/);
    expect(signs(screen)).toBe('');
    await screen.press('?');
    expect(signs(screen)).toBe('');
    await screen.stop();
  });
});

test('the caret stands behind what was typed where letters are wide', async () => {
  const screen = await openScreen({ cards: begun().cards, question: null, ...WIDE });
  const before = screen.screen.cursor.x;
  await screen.press('я');
  expect(screen.screen.cursor.x).toBe(before + 2);
  await screen.stop();
});

test('a later dashboard on a usual terminal measures as usual', async () => {
  const wide = await shown(begun(), WIDE);
  await wide.stop();
  const screen = await openScreen({ cards: begun().cards, question: null });
  const before = screen.screen.cursor.x;
  await screen.press('я');
  expect(screen.screen.cursor.x).toBe(before + 1);
  await screen.stop();
});

test('the probe asks no more often for it, and the window is titled in ASCII', async () => {
  const screen = await shown(begun(), { ...LATIN, title: 'massgen · agents' });
  expect(screen.written.split('\x1b[c')).toHaveLength(2);
  expect(screen.written).toContain('massgen . agents');
  await screen.stop();
});
