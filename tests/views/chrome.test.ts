import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { CELLS, CLEANING } from '../../src/dashboard/board.ts';
import { initialState } from '../../src/coordination/initial.ts';
import { reduce } from '../../src/coordination/reduce.ts';
import { DEFAULT_SETTINGS } from '../../src/coordination/settings.ts';
import { edge, paneBottom, paneTop } from '../../src/views/chrome/edges.ts';
import { footerLine, messageLine, separatorLine } from '../../src/views/chrome/footer.ts';
import { compactHeader, headerLine } from '../../src/views/chrome/header.ts';
import { railLine } from '../../src/views/chrome/rail.ts';
import { resultLines, rosterLines } from '../../src/views/chrome/roster.ts';
import { tabAt, tabsLine } from '../../src/views/chrome/tabs.ts';
import { tallyLine } from '../../src/views/chrome/tally.ts';
import { finalBottom, finalTop, noAnswerLines } from '../../src/views/final.ts';
import { withAsciiSigns } from '../../src/terminal/text/ascii-signs.ts';
import { UNICODE_GLYPHS } from '../../src/views/glyphs.ts';
import { lineWidth } from '../../src/views/line.ts';
import { foldMoments, NO_MOMENTS } from '../../src/views/moments.ts';
import type { Scene } from '../../src/views/scene.ts';
import { sceneOf } from '../../src/views/scene.ts';
import { tooSmallLines, welcomeLines } from '../../src/views/screens.ts';
import type { Line } from '../../src/views/span.ts';
import { plainText } from '../../src/views/span.ts';
import { demoStory } from '../dashboard/demo-story.ts';
import type { Story } from '../dashboard/story.ts';
import { createStory, lockAnswer, STORY_START_MS } from '../dashboard/story.ts';

const WHOLE = { first: 1, last: 5, total: 5 };

function sceneFor(story: Pick<Story, 'cards' | 'events'>, nowMs = STORY_START_MS): Scene {
  const settings = { ...DEFAULT_SETTINGS, agents: story.cards.map((card) => ({ id: card.id, subtask: null })) };
  const start = initialState(settings, story.cards, 'story');
  return sceneOf({
    title: 'agents.yaml',
    question: 'why?',
    cards: story.cards,
    state: story.events.length === 0 ? null : story.events.reduce(reduce, start),
    moments: story.events.reduce(foldMoments, NO_MOMENTS),
    activities: new Map(),
    glyphs: UNICODE_GLYPHS,
    spin: UNICODE_GLYPHS.busy,
    nowMs,
    cells: CELLS,
    clean: CLEANING.name,
  });
}

const three = (): Story => {
  const story = createStory(3).begin('why?');
  return story.round(1).round(2).round(3);
};
const rail = (story: Story, columns = 80): string => plainText(railLine(sceneFor(story), columns, 'full'));

describe('the rail and the tally', () => {
  test('votes are counted by answer, and who is missing is named', () => {
    const story = three().answer(1, 1, 'a').vote(2, 1, 1, 'good').vote(3, 1, 1, 'yes');
    expect(rail(story)).toBe(' ●Answer 1/3 ─ ●Vote 2/3 ─ ◦Agree ─ ◦Present │ 1.1 ██ 2 │ wait: 1 │ 2→1.1  3→1.1');
  });

  test('a new answer empties the tally and says so', () => {
    const story = three().answer(1, 1, 'a').vote(2, 1, 1, 'good').vote(3, 1, 1, 'yes').answer(2, 1, 'b');
    expect(rail(story)).toBe(' ●Answer 2/3 ─ ◦Vote 0/3 ─ ◦Agree ─ ◦Present │ ! votes reset by 2.1');
    expect(plainText(tallyLine(sceneFor(story), 120))).toBe(
      ' ! votes reset by 2.1: 2 thrown away, everyone looks again',
    );
  });

  test('nobody leads on a tie', () => {
    const story = createStory(2).begin('why?').round(1).round(2).answer(1, 1, 'a').answer(2, 1, 'b');
    story.vote(1, 2, 1, 'x').vote(2, 1, 1, 'y');
    const scene = sceneFor(story);
    expect(scene.tally).toEqual([
      { label: '1.1', votes: 1, leads: false },
      { label: '2.1', votes: 1, leads: false },
    ]);
    expect(plainText(tallyLine(scene, 120))).toBe(' 1.1 ████ 1   2.1 ████ 1      1→2.1  2→1.1      tie');
  });

  test('agents that failed no longer count, and are named', () => {
    const story = three().fact('error', 2, { class: 'auth', message: '401', retries: 0, draft: null, at_ms: 0 });
    story.answer(1, 1, 'a').answer(3, 1, 'c').vote(1, 3, 1, 'z');
    expect(rail(story, 100)).toBe(
      ' ✓Answer 2/2 ─ ●Vote 1/2 ─ ◦Agree ─ ◦Present │ 3.1 █ 1 │ wait: 3 │ failed: 2 │ 1→3.1',
    );
  });

  test('one agent works without votes', () => {
    expect(rail(createStory(1).begin('why?').round(1))).toBe(' ✓Start ─ ●Work r1 ─ ◦Done │ 1 agent');
  });

  test('the end is told with its time', () => {
    const story = three().answer(1, 1, 'a').vote(1, 1, 1, '').vote(2, 1, 1, '').vote(3, 1, 1, '').after(65_000).win(1);
    lockAnswer(story.present(1, 'final'), 1, 'final').end();
    expect(rail(story, 100)).toContain('✓Answer ─ ✓Vote 3/3 ─ ✓Agree 1.1 ─ ✓Present │ 1.1 ███ 3 │ Final answer');
  });

  test('when all agents fail, every step left is marked and all are named', () => {
    const story = three();
    for (const number of [1, 2, 3])
      story.fact('error', number, { class: 'quota', message: 'no', retries: 0, draft: null, at_ms: 0 });
    story
      .fact('phase_changed', null, { from: 'coordinating', to: 'ended', reason: '' })
      .end('failed', { agent_a: 'no credit' });
    expect(rail(story)).toContain('✗Answer');
    expect(rail(story)).toContain('failed: 1 2 3');
    const why = noAnswerLines(sceneFor(story), 60).map(plainText);
    expect(why).toContain(' Every agent failed.');
    expect(why).toContain('  1  agent_a  no credit');
    expect(why).toContain('  2  agent_b  no');
  });

  test('a turn that was cancelled has not failed', () => {
    const story = createStory(2).begin('why?').round(1).round(2);
    story.fact('phase_changed', null, { from: 'coordinating', to: 'ended', reason: '' }).end('cancelled');
    const scene = sceneFor(story);
    const text = [
      railLine(scene, 100, 'full'),
      tallyLine(scene, 100),
      finalTop(scene, 100).left,
      finalTop(scene, 100).right,
    ]
      .map(plainText)
      .join('\n');
    expect(text).not.toContain('✗');
    expect(text).toContain('⊘Answer');
    expect(text).toContain('the turn ended before the first answer');
    expect(text).toContain('⊘ cancelled');
  });

  test('before the session exists every part can be drawn', () => {
    const scene = sceneFor({ cards: createStory(3).cards, events: [] });
    expect(plainText(railLine(scene, 80, 'full'))).toBe(' ◦Answer ─ ◦Vote ─ ◦Agree ─ ◦Present');
    expect(plainText(headerLine(scene, 80))).toMatch(/^ MassGen agents.yaml {2}"why\?".* 0:00 {2}\$– $/);
  });
});

describe('tabs, edges and the last row', () => {
  test('the tabs lose names, then words, before they lose agents', () => {
    const scene = sceneFor(createStory(5).begin('why?').round(1).answer(1, 1, 'a'));
    expect(plainText(tabsLine(scene, 0, [0, 7, 0, 0, 0], 100))).toContain('▸1 agent_a ◆1.1    2 agent_b ◦wait +7');
    expect(plainText(tabsLine(scene, 1, [], 60))).toContain(' 1 ◆1.1  ▸2 ◦wait');
    expect(plainText(tabsLine(scene, 1, [], 40))).toBe('  1◆ ▸2◦  3◦  4◦  5◦');
    expect(plainText(tabsLine(scene, 4, [], 16))).toBe(' …  3◦  4◦ ▸5◦');
    const hits = Array.from({ length: 16 }, (_, x) => tabAt(scene, 4, [], 16, x));
    expect(hits).toEqual([null, null, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, null, null]);
    expect([0, 1, 3, 7, 10].map((x) => tabAt(scene, 1, [], 40, x))).toEqual([null, 0, 0, 1, 2]);
  });

  test('one long name does not take the others away', () => {
    const scene = sceneFor(createStory(3).begin('why?').round(1));
    const agents = scene.agents.map((agent, at) => (at === 2 ? { ...agent, id: `judge_${'x'.repeat(50)}` } : agent));
    const line = plainText(tabsLine({ ...scene, agents }, 0, [], 76));
    expect(line).toContain('2 agent_b ◦wait');
    expect(line).toMatch(/3 judge_x+… ◦wait$/);
  });

  test('a pane keeps its number and its state when everything else has left', () => {
    const scene = sceneFor(createStory(3).begin('why?').round(1).answer(1, 1, 'a'));
    const [agent] = scene.agents;
    if (agent === undefined) throw new Error('no agent');
    const top = (columns: number): string => {
      const { left, right } = paneTop(scene, agent, true, columns);
      return plainText(edge('top', UNICODE_GLYPHS.heavy, left, right, columns, 'focus', CELLS));
    };
    expect(top(50)).toBe('┏ ▸1 agent_a gpt-5-mini ━━━━━━━━━━━━━━━━━ ◆ a1.1 ┓');
    expect(top(30)).toBe('┏ ▸1 agent_a ━━━━━━━━ ◆ a1.1 ┓');
    expect(top(18)).toBe('┏ ▸1 ━━━━ ◆ a1.1 ┓');
    const long = { ...agent, id: 'a-rather-long-agent-name' };
    const { left, right } = paneTop(scene, long, true, 36);
    const cut = plainText(edge('top', UNICODE_GLYPHS.heavy, left, right, 36, 'focus', CELLS));
    expect(cut).toBe('┏ ▸1 a-rather-long-agent… ━ ◆ a1.1 ┓');
    const bottom = paneBottom(scene, agent, { held: true, fresh: 37 }, WHOLE, 60);
    expect(plainText(bottom.right)).toBe('▲ held · 37 new ▼');
    expect(plainText(bottom.left)).toBe('r1 · a1.1');
  });

  test('hints leave by what they keep, the zone and one hint stay beside a message', () => {
    const hints = [
      { keys: 'Enter', label: 'send', keeps: 2 },
      { keys: 'Esc', label: 'keys', keeps: 1 },
    ];
    expect(plainText(footerLine('EDIT', hints, ['grid', '? help'], 40, '·', CELLS))).toBe(
      ' EDIT  Enter send · Esc keys     ? help ',
    );
    expect(plainText(footerLine('EDIT', hints, ['grid', '? help'], 20, '·', CELLS)).trimEnd()).toBe(
      ' EDIT  Enter send',
    );
    const last = messageLine(
      'KEYS',
      { text: 'a message that is much too long for it', role: 'info' },
      hints,
      40,
      CELLS,
    );
    expect(plainText(last)).toBe(' KEYS  a message that is mu… Enter send ');
    expect(plainText(separatorLine({ text: 'hello', role: 'info' }, 14, '─', CELLS))).toBe('── hello ─────');
  });
});

const everyLine = (scene: Scene, columns: number): readonly Line[] => {
  const [agent] = scene.agents;
  const edges =
    agent === undefined
      ? []
      : [
          paneTop(scene, agent, true, columns),
          paneBottom(scene, agent, { held: true, fresh: 3 }, WHOLE, columns),
          finalTop(scene, columns),
          finalBottom(scene, { held: false }, WHOLE, columns),
        ];
  return [
    headerLine(scene, columns),
    compactHeader(scene, columns),
    railLine(scene, columns, 'full'),
    railLine(scene, columns, 'steps'),
    tallyLine(scene, columns),
    tabsLine(scene, 0, [5], columns),
    ...rosterLines(scene, 0, [5], columns),
    ...resultLines(scene, columns),
    ...noAnswerLines(scene, columns),
    ...welcomeLines(scene, columns, 12, true),
    ...tooSmallLines(scene, columns, 8),
    ...edges.map(({ left, right }) => edge('top', scene.glyphs.light, left, right, columns, 'border', CELLS)),
  ];
};

test('no part of any scene is wider than its room, at any moment of a run', () => {
  const stories = [1, 3, 5, 12].map((agents) => demoStory(agents));
  fc.assert(
    fc.property(
      fc.nat({ max: stories.length - 1 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 12, max: 220 }),
      (which, share, columns) => {
        const story = stories[which] ?? demoStory(1);
        const events = story.events.slice(0, Math.floor(story.events.length * share));
        const scene = sceneFor({ cards: story.cards, events }, STORY_START_MS + 5000);
        const tooWide = everyLine(scene, columns).filter((line) => lineWidth(line, CELLS) > columns);
        expect(tooWide.map(plainText)).toEqual([]);
      },
    ),
    { numRuns: 60 },
  );
});

test('every sign of every moment has a stand-in in ASCII', () => {
  const story = demoStory(3);
  for (let at = 0; at <= story.events.length; at += 10) {
    const scene = sceneFor({ cards: story.cards, events: story.events.slice(0, at) });
    for (const line of everyLine(scene, 90)) expect(withAsciiSigns(plainText(line))).toMatch(/^[\x20-\x7e]*$/);
  }
});
