import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { LIGHT_THEME } from '../../src/dashboard/default-themes.ts';
import { createManualClock } from '../helpers/manual-frame-clock.ts';
import { demoStory } from './demo-story.ts';
import { KEYS, openScreen } from './open-screen.ts';
import { cardsOf, createStory, lockAnswer, STORY_START_MS } from './story.ts';
import type { Story } from './story.ts';

const begun = (agents = 3): Story => {
  const story = createStory(agents).begin('why?');
  for (const card of story.cards) story.round(card.number);
  return story;
};
const finished = (): Story => {
  const story = begun().answer(1, 1, 'a').vote(1, 1, 1, 'x').vote(2, 1, 1, 'y').vote(3, 1, 1, 'z').win(1);
  return lockAnswer(story.present(1, '# A\ntext'), 1, '# A\ntext').end();
};

const bytes = async (): Promise<string> => {
  const story = finished();
  const screen = await openScreen({ cards: story.cards });
  await screen.play(story.events);
  const { written } = screen;
  await screen.stop();
  return written;
};

describe('whatever comes', () => {
  test('no byte of a model reaches the terminal as a command, and every frame stays whole', async () => {
    const story = begun();
    const hostile =
      'a\x1b]52;c;aGk=\x07\x1b[2J\x1b]0;owned\x07\x1bP1;2q\x1b\\\u009b31m\u009d0;x\u009c\u0085\u2028 {bold}b{/bold} \u202Egpj.exe';
    for (const unit of hostile) story.write(1, unit);
    story.write(2, '漢字🚀⚠️👨‍👩‍👧é '.repeat(20)).tool(3, 'sh\x1b[31mell', { command: 'x\x07' }, 5, 'out\x1b[2J');
    const screen = await openScreen({ cards: story.cards, cols: 120, rows: 36 });
    await screen.play(story.events);
    expect(screen.written).not.toContain('owned');
    expect(screen.written).not.toContain('\x1b]52');
    expect(screen.written).not.toMatch(/[\u0080-\u009f\u2028\u202e]/);
    expect(screen.rows().join('\n')).toContain('{bold}b{/bold} ⟨RLO⟩gpj.exe');
    for (let y = 4; y < 32; y += 1) {
      const sides = [0, 39, 40, 79, 80, 119].map((x) => screen.screen.cell(x, y).text);
      expect(sides).toEqual(['┃', '┃', '│', '│', '│', '│']);
    }
    await screen.stop();
  });

  test('with NO_COLOR no colour is sent, and focus and states are still told', async () => {
    const story = begun().answer(1, 1, 'a').vote(2, 1, 1, 'x').vote(3, 1, 1, 'y');
    const screen = await openScreen({
      cards: story.cards,
      cols: 120,
      rows: 36,
      env: { TERM: 'xterm-256color', NO_COLOR: '1' },
    });
    await screen.play(story.events);
    // eslint-disable-next-line no-control-regex -- looking for exactly these
    const codes = [...screen.written.matchAll(/\x1b\[([\d;]*)m/g)].flatMap(([, list = '']) =>
      list.split(';').map(Number),
    );
    expect(
      codes.filter((code) => (code >= 30 && code <= 49 && code !== 39 && code !== 49) || (code >= 90 && code <= 107)),
    ).toEqual([]);
    const text = screen.rows().join('\n');
    for (const word of ['┏ ▸1', '◆ a1.1', '✓ voted 1.1', 'Vote 2/3']) expect(text).toContain(word);
    await screen.stop();
  });

  test('a light theme paints its own ground', async () => {
    const screen = await openScreen({ cards: cardsOf(3), dashboard: { colours: LIGHT_THEME } });
    expect(screen.screen.cell(5, 8).bg).toBe(0xffffff);
    await screen.stop();
  });

  test('the same facts, size and clock give the same bytes', async () => {
    expect(await bytes()).toBe(await bytes());
  });

  test('after the end an idle screen writes nothing', async () => {
    const story = finished();
    const screen = await openScreen({ cards: story.cards });
    await screen.play(story.events);
    screen.session.finish(0);
    await screen.pass(20_000);
    const before = screen.written.length;
    await screen.pass(60_000);
    await screen.pass(60_000);
    expect(screen.written.length).toBe(before);
    await screen.stop();
  });

  test.each([
    ['in a window without the keyboard what streams is drawn twice a second', {}, '\x1b[O', 1, 400, 200],
    ['over SSH a pane that is not looked at is drawn ten times a second', { SSH_TTY: '/dev/pts/1' }, '', 2, 60, 60],
  ])('%s', async (_name, env, keys, agentNumber, soonMs, laterMs) => {
    const clock = createManualClock();
    const pump = setInterval(() => clock.advance(40), 1);
    const story = createStory(2).begin('q').round(1).round(2).write(agentNumber, 'seen');
    const screen = await openScreen({ cards: story.cards, clock, env });
    await screen.play(story.events);
    if (keys !== '') await screen.press(keys);
    clearInterval(pump);
    const before = screen.written.length;
    screen.session.play(createStory(2).begin('q').round(1).round(2).write(agentNumber, 'unseen').events.slice(-1));
    clock.advance(soonMs);
    expect(screen.written.length).toBe(before);
    clock.advance(laterMs);
    expect(screen.written.slice(before)).toContain('unseen');
    await screen.stop();
  });

  test('any size from 1×1 to 300×100 is drawn, with any number of agents, at any moment', async () => {
    const stories = [1, 2, 5, 12].map((agents) => demoStory(agents));
    const sizes = fc.record({ cols: fc.integer({ min: 1, max: 300 }), rows: fc.integer({ min: 1, max: 100 }) });
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: stories.length - 1 }),
        sizes,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom('', 'Z', 'f', '?', 'q'),
        async (which, size, share, key) => {
          const story = stories[which] ?? demoStory(1);
          const screen = await openScreen({ cards: story.cards, ...size });
          await screen.play(story.events.slice(0, Math.floor(story.events.length * share)));
          await screen.press(KEYS.escape, ...(key === '' ? [] : [key]));
          expect(screen.rows().length).toBeGreaterThan(0);
          await screen.stop();
        },
      ),
      { numRuns: 40 },
    );
  });

  test('a story may begin long before the screen looks at it', async () => {
    const story = demoStory(3);
    const screen = await openScreen({ cards: story.cards, cols: 120, rows: 36 });
    await screen.play(
      story.events.filter((event) => Date.parse(event.timestamp) < STORY_START_MS + story.moments.voting),
    );
    expect(screen.rows()[1]).toContain('Vote');
    await screen.stop();
  });
});
