import { describe, expect, test } from 'vitest';

import type { Session } from '../../src/runtime/ports/session.ts';
import { deferred } from '../../src/shared/deferred.ts';
import { KEYS, openScreen } from './open-screen.ts';
import { createStorySession } from './story-session.ts';
import { begun, cardsOf, createStory, finished } from './story.ts';

const numbered = (from: number, count: number): string =>
  Array.from({ length: count }, (_, at) => `line ${from + at}\n`).join('');

describe('starting', () => {
  test('the first picture waits for nothing, and the question runs as soon as the session is there', async () => {
    const cards = cardsOf(3);
    const made = deferred<Session>();
    const screen = await openScreen({ cards, pending: made.promise, question: 'why?' });
    expect(screen.rows().join('\n')).toContain('agent_a');
    expect(screen.session.questions).toEqual([]);
    const session = createStorySession({ cards });
    made.resolve(session);
    await screen.press(KEYS.escape);
    expect(session.questions).toEqual(['why?']);
    await screen.stop();
  });

  test('a session that cannot be made ends the dashboard with its reason', async () => {
    const screen = await openScreen({
      cards: cardsOf(1),
      pending: Promise.reject(new Error('no key')),
      question: null,
    });
    await expect(screen.end).rejects.toThrow('no key');
    screen.terminal.close();
  });

  test('without a question, what is typed is asked, in any script', async () => {
    const screen = await openScreen({ cards: cardsOf(3), question: null });
    await screen.press('你好', ' 🚀');
    expect(screen.screen.cursor).toEqual({ x: 9, y: 22 });
    await screen.press(KEYS.enter);
    expect(screen.session.questions).toEqual(['你好 🚀']);
    expect(screen.rows()[0]).toContain('你好');
    await screen.stop();
  });

  test('an empty line asks nothing, and a backslash before Enter goes on in a new line', async () => {
    const screen = await openScreen({ cards: cardsOf(2), question: null });
    await screen.press(KEYS.enter, ' ', KEYS.enter);
    expect(screen.session.questions).toEqual([]);
    await screen.press('a\\', KEYS.enter, 'b', KEYS.altEnter, 'c', KEYS.enter);
    expect(screen.session.questions).toEqual([' a\nb\nc']);
    await screen.stop();
  });
});

describe('reading', () => {
  test('scrolling up holds the view, and End follows again', async () => {
    const story = begun().write(1, numbered(0, 200));
    const screen = await openScreen({ cards: story.cards });
    await screen.play(story.events);
    await screen.press(KEYS.escape, 'k', 'k', 'k');
    const before = screen.rows().slice(4, 20);
    const more = createStory(3).write(1, numbered(200, 50));
    await screen.play(more.events);
    expect(screen.rows().slice(4, 20)).toEqual(before);
    expect(screen.rows().join('\n')).toContain('▲ held · 50 new ▼');
    await screen.press('G');
    expect(screen.rows().join('\n')).toContain('line 249');
    expect(screen.rows().join('\n')).toContain('▼ follow');
    await screen.stop();
  });

  test('a held line stays on top through resizes, and no line is there twice', async () => {
    const story = begun().write(1, numbered(0, 200));
    const screen = await openScreen({ cards: story.cards, cols: 120, rows: 36 });
    await screen.play(story.events);
    await screen.press(KEYS.pageUp, KEYS.pageUp);
    const top = screen.rows()[4]?.slice(2, 12);
    for (const [cols, rows] of [
      [100, 30],
      [120, 36],
    ] as const) {
      const shown = Promise.withResolvers<void>();
      const unsubscribe = screen.terminal.onResize(() => shown.resolve());
      screen.resize(cols, rows);
      await shown.promise;
      unsubscribe();
      await screen.shown();
      expect(screen.rows()[4]?.slice(2, 12)).toBe(top);
      const lines = screen.rows().flatMap((row) => /line \d+/.exec(row.slice(0, cols / 3)) ?? []);
      expect(new Set(lines).size).toBe(lines.length);
    }
    await screen.stop();
  });

  test('the final answer does not push away what somebody reads', async () => {
    const story = begun().write(1, numbered(0, 100)).answer(2, 1, 'b').vote(2, 2, 1, 'x');
    const screen = await openScreen({ cards: story.cards });
    await screen.play(story.events);
    await screen.press(KEYS.pageUp);
    const before = screen.rows().slice(4, 20);
    const played = story.events.length;
    story.win(2).present(2, 'the end');
    await screen.play(story.events.slice(played));
    expect(screen.rows().slice(4, 20)).toEqual(before);
    expect(screen.rows().join('\n')).toContain('★ agent 2 won with 2.1 · Esc p shows');
    await screen.press(KEYS.escape);
    expect(screen.rows().join('\n')).toContain('★ agent 2 won with 2.1 · p shows');
    await screen.press('f');
    expect(screen.rows().join('\n')).toContain('the end');
    await screen.stop();
  });

  test('the final answer comes by itself to somebody who only watches', async () => {
    const story = finished();
    const screen = await openScreen({ cards: story.cards });
    await screen.play(story.events);
    const text = screen.rows().join('\n');
    expect(text).toContain('★ FINAL ANSWER');
    expect(text).toContain('✓ complete');
    expect(text).not.toContain('# A');
    await screen.stop();
  });

  test('the mouse scrolls what is under it and picks the pane it is pressed on', async () => {
    const story = begun().write(1, numbered(0, 100)).write(2, numbered(0, 100));
    const screen = await openScreen({ cards: story.cards, cols: 120, rows: 36 });
    await screen.play(story.events);
    await screen.press('\x1b[<64;60;10M');
    expect(
      screen
        .rows()
        .join('\n')
        .match(/▲ held/g),
    ).toHaveLength(1);
    expect(screen.rows()[3]).toContain('┏ ▸1');
    await screen.press('\x1b[<0;60;10M');
    expect(screen.rows()[3]).toContain('┏ ▸2');
    await screen.stop();
  });

  test('the mouse picks an agent by its tab, and by its row in the list', async () => {
    const story = begun().write(2, 'second');
    const screen = await openScreen({ cards: story.cards });
    await screen.play(story.events);
    const x = (screen.rows()[2] ?? '').indexOf('2 agent_b');
    await screen.press(`\x1b[<0;${x + 1};3M`);
    expect(screen.rows()[2]).toContain('▸2 agent_b');
    await screen.stop();
    const many = createStory(12).begin('q');
    const wide = await openScreen({ cards: many.cards, cols: 120, rows: 36 });
    await wide.play(many.events);
    await wide.press('\x1b[<0;100;8M');
    expect(wide.rows()[3]).toContain('┏ ▸4 agent_d');
    await wide.stop();
  });

  test('a layout key that changes nothing says why', async () => {
    const story = begun();
    const screen = await openScreen({ cards: story.cards });
    await screen.play(story.events);
    await screen.press(KEYS.escape, 'Z');
    expect(screen.rows().join('\n')).toContain('room for one agent at a time');
    await screen.stop();
  });

  test('a retry counts down', async () => {
    const story = begun(1).fact('backend_retry', 1, {
      class: 'rate_limited',
      attempt: 1,
      max_attempts: 3,
      delay_ms: 5000,
      source: 'header',
      message: '429',
    });
    const screen = await openScreen({ cards: story.cards });
    await screen.play(story.events);
    expect(screen.rows().join('\n')).toContain('↻ retry 1/3 in 5s');
    await screen.pass(2000);
    expect(screen.rows().join('\n')).toContain('↻ retry 1/3 in 3s');
    await screen.stop();
  });
});

const cursorIsShown = (written: string): boolean => written.lastIndexOf('\x1b[?25h') > written.lastIndexOf('\x1b[?25l');

describe('settings of the file', () => {
  test.each([
    ['is hidden', false],
    ['stays where it is with a native cursor', true],
  ])('while keys are commands the cursor %s', async (_name, nativeCursor) => {
    const story = begun();
    const screen = await openScreen({ cards: story.cards, dashboard: { nativeCursor } });
    await screen.play(story.events);
    expect(cursorIsShown(screen.written)).toBe(true);
    const typed = screen.screen.cursor;
    await screen.press(KEYS.escape, '?');
    expect(cursorIsShown(screen.written)).toBe(nativeCursor);
    const { cursor } = screen.screen;
    expect(cursor.x === typed.x && cursor.y === typed.y).toBe(nativeCursor);
    await screen.stop();
  });

  test('the layout that was asked for is there from the start, and L changes it', async () => {
    const story = begun();
    const screen = await openScreen({ cards: story.cards, cols: 120, rows: 36, dashboard: { layout: 'focus' } });
    await screen.play(story.events);
    const before = screen.rows().join('\n');
    expect(before).not.toMatch(/┏.*┌/);
    await screen.press(KEYS.escape, 'L');
    expect(screen.rows().join('\n')).toMatch(/┏ ▸1 agent_a.*┌ {2}2 agent_b/);
    await screen.stop();
  });
});

describe('a suspended dashboard', () => {
  test.each([
    ['says how long it was away', 67_000, /Back after 1:07/],
    ['says nothing of a moment', 400, /^(?!.*Back after)/s],
  ])('%s', async (_name, awayMs, expected) => {
    const continued = deferred<undefined>();
    const story = begun();
    const screen = await openScreen({ cards: story.cards, continued: continued.promise });
    await screen.play(story.events);
    screen.type('\x1a');
    await screen.pass(awayMs);
    expect(screen.screen.isAlternate).toBe(false);
    continued.resolve(undefined);
    await continued.promise;
    await screen.press(KEYS.escape);
    expect(screen.screen.isAlternate).toBe(true);
    expect(screen.rows().join('\n')).toMatch(expected);
    await screen.stop();
  });
});
