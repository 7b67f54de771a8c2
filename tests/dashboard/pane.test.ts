import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { RowRef } from '../../src/terminal/text/line.ts';
import { createStyles } from '../../src/terminal/render/styles.ts';
import { CELLS, CLEANING } from '../../src/dashboard/board.ts';
import { DARK_THEME } from '../../src/dashboard/default-themes.ts';
import { createFinalText } from '../../src/dashboard/panes/final-text.ts';
import type { Pane } from '../../src/dashboard/panes/pane.ts';
import { createPane } from '../../src/dashboard/panes/pane.ts';
import { createTheme } from '../../src/dashboard/theme.ts';
import { UNICODE_GLYPHS } from '../../src/views/glyphs.ts';
import { cardsOf, createStory, lockAnswer } from './story.ts';
import type { Story } from './story.ts';

const theme = createTheme(createStyles(), DARK_THEME, true);

function emptyPane(): Pane {
  const [card] = cardsOf(1);
  if (card === undefined) throw new Error('no card');
  return createPane({ card, theme, glyphs: UNICODE_GLYPHS, cells: CELLS, cleaning: CLEANING });
}

function textOf({ store, view }: Pick<Pane, 'store' | 'view'>): readonly string[] {
  const rows: RowRef[] = [];
  const count = view.rows(store.rows, rows);
  return rows.slice(0, count).map(({ line, start, end }) => line.text.slice(start, end));
}

function feed(pane: Pane, story: Story, syncEvery: number): Pane {
  story.events.forEach((event, at) => {
    pane.apply(event, Date.parse(event.timestamp));
    if (at % syncEvery === 0) pane.sync('normal');
  });
  pane.sync('normal');
  return pane;
}

const steps = fc.constantFrom<(story: Story) => unknown>(
  (story) => story.write(1, 'some **bold** words '),
  (story) => story.write(1, '\n\n| a | b |\n|--'),
  (story) => story.write(1, '-|---|\n| 1 | 2 |\n'),
  (story) => story.write(1, '```py\nx = 1\n'),
  (story) => story.think(1, 'hm\nso'),
  (story) => story.tool(1, 'search', { query: 'x' }, 100, 'found'),
  (story) => story.answer(1, 1, 'an answer\nin two lines'),
  (story) => story.round(1),
  (story) => story.fact('stream_interrupted', 1, { kept_chars: 0, will_retry: true, message: 'reset' }),
  (story) => story.vote(1, 1, 1, 'reason'),
);

describe('a pane', () => {
  test('however often it is drawn in between, it ends as the same text', () => {
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 25 }), fc.integer({ min: 1, max: 7 }), (script, every) => {
        const story = createStory(1).begin('why?').round(1);
        for (const step of script) step(story);
        expect(textOf(feed(emptyPane(), story, every))).toEqual(textOf(feed(emptyPane(), story, 1_000_000)));
      }),
    );
  });

  test('what comes after an interrupted call stands below what was kept of it', () => {
    const story = createStory(1).begin('why?').round(1).write(1, 'some words').tool(1, 'search', {}, 10, 'found');
    story.write(1, 'more words').fact('stream_interrupted', 1, { kept_chars: 0, will_retry: true, message: 'reset' });
    story.answer(1, 1, 'an answer\nin two lines').write(1, 'afterwards');
    const pane = emptyPane();
    for (const event of story.events) {
      pane.apply(event, 0);
      pane.sync('normal');
    }
    const text = textOf(pane);
    expect(text).toContain('in two lines');
    expect(text.at(-1)).toBe('afterwards');
  });

  test('another level of detail redraws what is kept, and back again', () => {
    const story = createStory(1)
      .begin('why?')
      .round(1)
      .think(1, 'one\ntwo')
      .write(1, 'said')
      .tool(1, 'search', { query: 'x' }, 10, 'found');
    const pane = feed(emptyPane(), story, 1);
    const normal = textOf(pane);
    pane.sync('compact');
    expect(textOf(pane)).toEqual(['── round 1 ──']);
    pane.sync('verbose');
    expect(textOf(pane)).toContain('  two');
    pane.sync('normal');
    expect(textOf(pane)).toEqual(normal);
  });

  test('text that is held stays where it is while a table below it grows', () => {
    const story = createStory(1).begin('why?').round(1);
    story.write(1, Array.from({ length: 40 }, (_, at) => `row ${at}`).join('\n'));
    const pane = feed(emptyPane(), story, 1);
    pane.view.move('page_up', 10);
    const rows: RowRef[] = [];
    pane.view.rows(10, rows);
    const [before] = rows.map(({ line }) => line.text);
    const more = createStory(1);
    more.write(1, '\n| a | b |\n|---|---|\n| longer | 2 |');
    feed(pane, more, 1);
    pane.view.rows(10, rows);
    expect(rows[0]?.line.text).toBe(before);
  });
});

const finalOf = (story: Story): readonly string[] => {
  const final = createFinalText(theme, UNICODE_GLYPHS, CELLS, CLEANING);
  for (const event of story.events) {
    final.apply(event);
    final.sync();
  }
  return textOf(final);
};

describe('the final answer', () => {
  test('it is the text of the presentation, however it was cut', () => {
    const story = createStory(1).begin('why?').round(1).win(1).present(1, '# Title\n\n- **a**\n- b', 1);
    expect(finalOf(story)).toEqual(['Title', '', '• a', '• b']);
  });

  test('what was locked is what stands there', () => {
    const story = createStory(1).begin('why?').round(1).win(1).present(1, 'draft of it');
    expect(finalOf(lockAnswer(story, 1, 'the answer'))).toEqual(['the answer']);
  });

  test('an answer that is reused without a presentation is shown too', () => {
    const story = createStory(1).begin('why?').round(1).win(1);
    expect(finalOf(lockAnswer(story, 1, 'the stored answer'))).toEqual(['the stored answer']);
  });

  test('a presenter that only streams text is shown, once', () => {
    const story = createStory(1).begin('why?').round(1).win(1).present(1, '').write(1, 'spoken');
    expect(finalOf(story)).toEqual(['spoken']);
    story.fact('final_presentation_chunk', 1, { text: 'spoken' });
    expect(finalOf(story)).toEqual(['spoken']);
  });

  test('an interrupted presentation takes its text back', () => {
    const story = createStory(1).begin('why?').round(1).win(1).present(1, 'half');
    story.fact('stream_interrupted', 1, { kept_chars: 0, will_retry: true, message: 'reset' });
    expect(finalOf(story)).toEqual(['']);
    story.fact('final_presentation_chunk', 1, { text: 'whole' });
    expect(finalOf(story)).toEqual(['whole']);
  });
});
