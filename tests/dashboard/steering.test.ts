import { describe, expect, test } from 'vitest';

import { fail } from '../../src/shared/result.ts';
import { KEYS, openScreen } from './open-screen.ts';
import { begun, cardsOf, createStory, finished } from './story.ts';

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

  test('a message is shown until everybody has read it', async () => {
    const story = begun();
    story.fact('human_input_queued', null, { id: 'm1', content: 'use pnpm', targets: null, source: 'human' });
    story.fact('human_input_delivered', 2, { id: 'm1', via: 'user_message' });
    const screen = await openScreen({ cards: story.cards });
    await screen.play(story.events);
    expect(screen.rows().join('\n')).toContain('queued: "use pnpm" · not read yet by 1 3');
    const played = story.events.length;
    for (const number of [1, 3]) story.fact('human_input_delivered', number, { id: 'm1', via: 'user_message' });
    await screen.play(story.events.slice(played));
    expect(screen.rows().join('\n')).not.toContain('queued');
    await screen.stop();
  });

  test('a draft that is higher than its place says which rows are to be seen', async () => {
    const screen = await openScreen({ cards: cardsOf(3), question: null });
    const paste = Array.from({ length: 60 }, (_, at) => `row ${at + 1}`).join('\n');
    await screen.press(`\x1b[200~${paste}\x1b[201~`);
    expect(screen.rows().at(-1)).toContain('rows 53-60/60');
    expect(screen.rows().join('\n')).toContain('▲ row 53');
    await screen.stop();
  });

  test('layouts that do not fit are passed by', async () => {
    const screen = await openScreen({ cards: begun().cards, cols: 100, rows: 24 });
    await screen.play(begun().events);
    await screen.press(KEYS.escape);
    const kinds: string[] = [];
    for (let at = 0; at < 4; at += 1) {
      await screen.press('L');
      kinds.push(/(\w+) · \? help/.exec(screen.rows().at(-1) ?? '')?.[1] ?? '');
      expect(screen.rows().at(-1)).not.toContain('does not fit');
    }
    expect(kinds).toEqual(['focus', 'stack', 'stack', 'focus']);
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
