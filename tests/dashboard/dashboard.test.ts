import { describe, expect, test } from 'vitest';

import type { Session } from '../../src/runtime/ports/session.ts';
import { deferred } from '../../src/shared/deferred.ts';
import { fail } from '../../src/shared/result.ts';
import { KEYS, openScreen } from './open-screen.ts';
import { createStorySession } from './story-session.ts';
import { cardsOf, createStory, lockAnswer } from './story.ts';
import type { Story } from './story.ts';

const numbered = (from: number, count: number): string =>
  Array.from({ length: count }, (_, at) => `line ${from + at}\n`).join('');
const begun = (agents = 3): Story => {
  const story = createStory(agents).begin('why?');
  for (const card of story.cards) story.round(card.number);
  return story;
};
const finished = (): Story => {
  const story = begun().answer(1, 1, 'a').vote(1, 1, 1, 'x').vote(2, 1, 1, 'y').vote(3, 1, 1, 'z').win(1);
  return lockAnswer(story.present(1, '# A\ntext'), 1, '# A\ntext').end();
};

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
    expect(screen.rows().join('\n')).toContain('★ agent 2 won with 2.1 · Esc f shows');
    await screen.press(KEYS.escape, 'f');
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

describe('steering and leaving', () => {
  test('what is typed while agents work goes to all of them, and comes back when it is refused', async () => {
    const story = begun();
    const screen = await openScreen({ cards: story.cards });
    await screen.play(story.events);
    await screen.press('use pnpm', KEYS.enter);
    expect(screen.session.commands).toEqual([
      { type: 'human_input', id: 'message-1', content: 'use pnpm', targets: null },
    ]);
    screen.session.answer = fail('the turn is ending');
    await screen.press('more', KEYS.enter);
    expect(screen.rows().join('\n')).toContain('the turn is ending');
    expect(screen.rows()[22]).toBe('> more');
    await screen.stop();
  });

  test('Ctrl-C cancels the turn and stays; again leaves with the code of a cancelled run', async () => {
    const story = begun();
    const screen = await openScreen({ cards: story.cards });
    await screen.play(story.events);
    await screen.press('keep me', KEYS.ctrlC);
    expect(screen.rows().join('\n')).toContain('Cancelling');
    expect(screen.rows()[22]).toBe('> keep me');
    await screen.pass(1000);
    await screen.press(KEYS.ctrlC);
    expect(await screen.end).toMatchObject({ why: 'forced', exitCode: 4, draft: 'keep me' });
    expect(screen.session.commands.map((command) => command.type === 'cancel' && command.level)).toEqual([1, 2]);
    screen.terminal.close();
  });

  test('after the answer the screen stays until it is left, and gives back what to print', async () => {
    const story = finished();
    const screen = await openScreen({ cards: story.cards });
    await screen.play(story.events);
    screen.session.finish(0);
    await screen.pass(60_000);
    expect(screen.rows().at(-1)).toContain('KEYS');
    await screen.press('q');
    expect(await screen.end).toMatchObject({ why: 'left', answer: '# A\ntext', exitCode: 0, draft: null });
    screen.terminal.close();
    await screen.screen.write('');
    expect(screen.screen.isAlternate).toBe(false);
  });

  test('leaving right at the end waits until the turn has saved everything', async () => {
    const story = finished();
    const screen = await openScreen({ cards: story.cards });
    await screen.play(story.events);
    await screen.press(KEYS.escape, 'q');
    screen.session.finish(0);
    expect(await screen.end).toMatchObject({ why: 'left', exitCode: 0, result: { exitCode: 0 } });
    screen.terminal.close();
  });

  test('a turn without an answer says so, shows why, and its code is given back', async () => {
    const story = begun();
    for (const number of [1, 2, 3])
      story.fact('error', number, { class: 'quota', message: 'no credit', retries: 1, draft: null, at_ms: 0 });
    story.fact('phase_changed', null, { from: 'coordinating', to: 'ended', reason: '' }).end('failed');
    const screen = await openScreen({ cards: story.cards });
    await screen.play(story.events);
    screen.session.finish(2);
    await screen.pass(1);
    expect(screen.rows().join('\n')).toContain('The turn ended without an answer');
    await screen.press(KEYS.escape, 'f');
    expect(screen.rows().join('\n')).toContain('Every agent failed.');
    await screen.press('q');
    expect(await screen.end).toMatchObject({ why: 'left', answer: null, exitCode: 2 });
    screen.terminal.close();
  });

  test('leaving a running turn asks first', async () => {
    const story = begun();
    const screen = await openScreen({ cards: story.cards });
    await screen.play(story.events);
    await screen.press(KEYS.escape, 'q');
    expect(screen.rows().join('\n')).toContain('Stop this turn?');
    expect(
      screen
        .rows()
        .join('\n')
        .match(/keep running/gi),
    ).toHaveLength(1);
    await screen.press('a');
    expect(screen.session.commands.map((command) => command.type)).toEqual(['answer_now', 'answer_now', 'answer_now']);
    expect(screen.rows().join('\n')).not.toContain('Stop this turn?');
    await screen.stop();
  });

  test('q twice cancels, waits until everything is saved and leaves', async () => {
    const story = begun();
    const screen = await openScreen({ cards: story.cards });
    await screen.play(story.events);
    await screen.press(KEYS.escape, 'q', 'q');
    expect(screen.session.commands).toEqual([{ type: 'cancel', source: 'ui', level: 1 }]);
    expect(screen.rows().join('\n')).toContain('then leaving');
    await screen.play(createStory(3).end('cancelled').events);
    screen.session.finish(4);
    expect(await screen.end).toMatchObject({ why: 'left', exitCode: 4 });
    screen.terminal.close();
  });

  test('the question says why nobody can be asked to answer now, in a small window too', async () => {
    const story = begun();
    const screen = await openScreen({ cards: story.cards, cols: 40, rows: 10 });
    const before = story.events.length;
    await screen.play(story.events);
    await screen.press(KEYS.escape, 'q');
    for (const words of ['Answer now: agents', 'Cancel the turn', 'leave', 'Keep running'])
      expect(screen.rows().join('\n')).toContain(words);
    story.win(1);
    await screen.play(story.events.slice(before));
    expect(screen.rows().join('\n')).toContain('Answer now: not possible');
    screen.session.answer = fail('agent_a is not working on an answer');
    await screen.press('a');
    expect(screen.rows().join('\n')).toContain('Nobody is asked');
    await screen.stop();
  });

  test('when the terminal goes away the turn may save what it has, and then it ends', async () => {
    const story = begun();
    const screen = await openScreen({ cards: story.cards });
    await screen.play(story.events);
    screen.hangUp();
    expect(screen.session.commands).toEqual([{ type: 'cancel', source: 'sigterm', level: 1 }]);
    screen.session.finish(4);
    expect(await screen.end).toMatchObject({ why: 'lost', exitCode: 129 });
  });

  test('the end of input on an empty line leaves', async () => {
    const screen = await openScreen({ cards: cardsOf(2), question: null });
    await screen.press(KEYS.ctrlD);
    expect(await screen.end).toMatchObject({ why: 'left', exitCode: 0, result: null });
    screen.terminal.close();
  });
});
