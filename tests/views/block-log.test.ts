import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { CELLS, CLEANING } from '../../src/dashboard/board.ts';
import { agentId, answerLabel } from '../../src/coordination/ids.ts';
import { UNICODE_GLYPHS } from '../../src/views/glyphs.ts';
import type { Detail } from '../../src/views/panes/block-lines.ts';
import { blockLines } from '../../src/views/panes/block-lines.ts';
import type { BlockLog } from '../../src/views/panes/block-log.ts';
import { createBlockLog } from '../../src/views/panes/block-log.ts';
import { plainText } from '../../src/views/span.ts';
import type { Story } from '../dashboard/story.ts';
import { createStory } from '../dashboard/story.ts';

function logOf(story: Story, reader = 'agent_a', maxCharacters?: number): BlockLog {
  const log = createBlockLog({
    agentId: agentId(reader),
    cleaning: CLEANING,
    glyphs: UNICODE_GLYPHS,
    ...(maxCharacters === undefined ? {} : { maxCharacters }),
  });
  for (const event of story.events) log.apply(event, Date.parse(event.timestamp));
  return log;
}

const linesOf = (log: BlockLog, detail: Detail = 'normal'): readonly string[] =>
  log.blocks.flatMap((block) =>
    blockLines(block, { detail, columns: 80, glyphs: UNICODE_GLYPHS, cells: CELLS }).map(plainText),
  );

const started = (agents = 2): Story => createStory(agents).begin('why?').round(1);

const streamedText = (log: BlockLog): string =>
  log.blocks.map((block) => (block.kind === 'text' ? block.text : '')).join('');

describe('what one agent did', () => {
  test('text arrives as it is streamed, however it is cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 6 }), { minLength: 1, maxLength: 12 }),
        (chunks) => {
          const story = started();
          for (const chunk of chunks) story.write(1, chunk);
          const whole = started().write(1, chunks.join(''));
          story.fact('model_call_ended', 1, {});
          whole.fact('model_call_ended', 1, {});
          expect(streamedText(logOf(story))).toBe(streamedText(logOf(whole)));
        },
      ),
    );
  });

  test('other agents write into their own panes', () => {
    const story = started().round(2).write(2, 'from the second');
    expect(linesOf(logOf(story))).toEqual(['── round 1 ──']);
    expect(linesOf(logOf(story, 'agent_b'))).toEqual(['── round 1 ──', 'from the second']);
  });

  test('what a presenter says stands in its pane like any other words', () => {
    const story = started().fact('final_presentation_chunk', 1, { text: 'Forty-' });
    expect(streamedText(logOf(story.fact('final_presentation_chunk', 1, { text: 'two.' })))).toBe('Forty-two.');
  });

  test('an interrupted stream takes its text back and says why', () => {
    const story = started().write(1, 'kept from the first call');
    story.fact('model_call_ended', 1, {});
    story.fact('model_call_started', 1, {}).write(1, 'void').think(1, 'void too');
    story.fact('stream_interrupted', 1, { kept_chars: 0, will_retry: true, message: 'connection reset' });
    expect(linesOf(logOf(story))).toEqual([
      '── round 1 ──',
      'kept from the first call',
      '↻ the reply broke off  its text is taken back',
    ]);
  });

  const retry = {
    class: 'rate_limit',
    attempt: 1,
    max_attempts: 5,
    delay_ms: 2000,
    source: 'header',
    message: 'x'.repeat(300),
  } as const;

  test('a retry is one line, whatever was told before it', () => {
    const story = started().write(1, 'void');
    story.fact('stream_interrupted', 1, {
      kept_chars: 0,
      will_retry: true,
      message: 'a long sentence of the provider',
    });
    story.fact('backend_retry', 1, { ...retry, class: 'interrupted' });
    story.fact('agent_paused', 1, { gate: 'rate_limit', detail: '', at_ms: 0, until_ms: 2000 });
    story.fact('backend_retry', 1, { ...retry, attempt: 2 });
    const paused = { gate: 'rate_limit', detail: 'waits for the provider', at_ms: 0, until_ms: 4000 } as const;
    expect(linesOf(logOf(story))).toEqual([
      '── round 1 ──',
      '↻ retry 1/5 in 2.0 s: connection lost',
      '↻ retry 2/5 in 2.0 s: rate limit',
    ]);
    const first = started().fact('agent_paused', 1, paused);
    expect(linesOf(logOf(first))).toEqual(['── round 1 ──', '◦ rate limit: goes on in 4.0 s']);
    expect(linesOf(logOf(first.fact('backend_retry', 1, retry)))).toEqual([
      '── round 1 ──',
      '↻ retry 1/5 in 2.0 s: rate limit',
    ]);
  });

  test('nothing is told in the words of the log', () => {
    const story = started().fact('status', 1, {
      status: 'vote_ignored',
      reason: 'new answers had not been seen',
      unseen_labels: [],
    });
    story.fact('agent_restart', 1, { reason: 'vote_ignored' }).fact('agent_restart', 1, { reason: 'new_answers' });
    story.fact('enforcement', 1, { reason: 'vote_target_unseen', attempt: 1, max_attempts: 3 });
    story.fact('agent_paused', 1, {
      gate: 'wait_all',
      detail: 'waits until everybody has answered',
      at_ms: 0,
      until_ms: null,
    });
    story.fact('agent_paused', 1, { gate: 'backoff', detail: 'x'.repeat(200), at_ms: 0, until_ms: 12_000 });
    expect(linesOf(logOf(story)).slice(1)).toEqual([
      '! vote not counted: it had not read all answers  starts again',
      '↻ starts again  there are new answers',
      '↻ asked once more 1/3  it voted for an answer it has not read',
      '◦ waits until everybody has answered',
      '↻ starts its round again in 12 s',
    ]);
  });

  test('an answer is read while it is written, and stands there once when it is accepted', () => {
    const story = started().fact('answer_draft', 1, { text: 'Forty-' });
    story.fact('answer_draft', 1, { text: 'two.' });
    expect(linesOf(logOf(story))).toEqual(['── round 1 ──', 'Forty-two.']);
    story
      .fact('model_call_ended', 1, {})
      .fact('answer_submitted', 1, { answer_label: answerLabel(1, 1), content: 'Forty-two.' });
    expect(
      linesOf(logOf(story))
        .join('\n')
        .match(/Forty-two/g),
    ).toHaveLength(1);
  });

  test('a moment of gathering leaves no line', () => {
    const gathering = { gate: 'gather', detail: 'waits a moment', at_ms: 0, until_ms: null } as const;
    expect(linesOf(logOf(started().fact('agent_paused', 1, gathering)))).toEqual(['── round 1 ──']);
  });

  test('an answer whose call is stopped while it is written stands there once', () => {
    const story = started().fact('answer_draft', 1, { text: 'Forty-' });
    story.fact('message_committed', 1, { text: 'Forty-', reasoning: null, tool_calls: [] });
    expect(streamedText(logOf(story))).toBe('Forty-');
  });

  test('an answer that is turned down stays readable as text', () => {
    const story = started().fact('answer_draft', 1, { text: 'Too much alike.' });
    story.fact('model_call_ended', 1, {}).fact('model_call_started', 1, {}).write(1, 'Another try.');
    expect(linesOf(logOf(story))).toEqual(['── round 1 ──', 'Too much alike.', 'Another try.']);
  });

  test('a retry tells when it comes, and the agent is seen to wait for it', () => {
    const story = started().fact('backend_retry', 1, {
      class: 'rate_limited',
      attempt: 2,
      max_attempts: 5,
      delay_ms: 4000,
      source: 'header',
      message: '429',
    });
    const log = logOf(story);
    expect(linesOf(log)).toContain('↻ retry 2/5 in 4.0 s: rate limit');
    expect(log.activity).toMatchObject({ kind: 'retrying', untilMs: story.nowMs + 4000 });
  });

  test('a failed agent says why it is out', () => {
    const story = started().fact('error', 1, {
      class: 'quota',
      message: 'no credit left\nsee billing',
      retries: 3,
      draft: null,
      at_ms: 0,
    });
    expect(linesOf(logOf(story)).slice(1)).toEqual([
      '✗ no credit left',
      'see billing',
      'this agent is out: the quota is used up, after 3 retries',
    ]);
  });

  test('thinking shows its end while it goes on and folds afterwards', () => {
    const story = started().think(1, 'one\ntwo\nthree');
    expect(linesOf(logOf(story)).slice(1)).toEqual(['thinking', '  two', '  three']);
    story.write(1, 'so');
    expect(linesOf(logOf(story)).slice(1)).toEqual(['thinking (3 lines)', 'so']);
    expect(linesOf(logOf(story), 'verbose').slice(1)).toEqual(['thinking', '  one', '  two', '  three', 'so']);
    expect(linesOf(logOf(story), 'compact').slice(1)).toEqual(['so']);
  });

  test('blank lines below the last words of a text leave no gap', () => {
    const story = started().write(1, 'done.\n\n\n').answer(1, 1, 'x');
    expect(linesOf(logOf(story)).slice(1, 3)).toEqual(['done.', '◆ ANSWER 1.1  1 line']);
  });

  test('a long thought shows its end from a word on, and its rows stand still while it grows', () => {
    const words = Array.from({ length: 200 }, (_, at) => `word${at}`);
    const shown = words.slice(120).map((_, at) => {
      const story = started().think(1, words.slice(0, 121 + at).join(' '));
      return linesOf(logOf(story))[2] ?? '';
    });
    for (const line of shown) expect(line).toMatch(/^ {2}…word\d+ .*word\d+$/);
    expect(new Set(shown.map((line) => line.split(' ')[2])).size).toBeLessThan(6);
  });

  test('marks in thoughts and reasons are drawn, half-arrived ones too', () => {
    const story = started().think(1, '**Weighing both**\n\n- the `first` one, **bo');
    expect(linesOf(logOf(story)).slice(1)).toEqual(['thinking', '  Weighing both', '  • the first one, bo']);
    expect(linesOf(logOf(story), 'verbose').slice(1, 3)).toEqual(['thinking', '  Weighing both']);
    story.answer(2, 1, 'x').vote(1, 2, 1, 'It has **the** table and `-e`.');
    expect(linesOf(logOf(story)).at(-1)).toBe('"It has the table and -e."');
  });

  test('a tool shows its main argument, its time, and the error when it fails', () => {
    const story = started().tool(
      1,
      'shell',
      { cwd: '/x', command: 'npm audit' },
      4000,
      'found 3 vulnerabilities\nmore',
      true,
    );
    expect(linesOf(logOf(story)).slice(1)).toEqual([
      '✗ shell  npm audit  4.0s',
      '    found 3 vulnerabilities',
      '    more',
    ]);
  });

  test('workflow tools are not shown as tools: their answer or vote is', () => {
    const story = started().fact('tool_start', 1, {
      tool_id: 't' as never,
      tool_name: 'vote',
      args: {},
      kind: 'workflow',
      server_name: null,
    });
    story.answer(1, 1, 'mine').vote(1, 1, 1, 'it is right');
    expect(linesOf(logOf(story)).slice(1)).toEqual([
      '◆ ANSWER 1.1  1 line',
      'mine',
      '✓ VOTE → 1.1 (own)',
      '"it is right"',
    ]);
  });

  test('a long answer is folded and opens with more detail', () => {
    const content = Array.from({ length: 30 }, (_, at) => `row ${at}`).join('\n');
    const log = logOf(started().answer(1, 1, content));
    expect(linesOf(log).at(-1)).toBe('… +18 lines, Ctrl-O shows more');
    expect(linesOf(log, 'verbose').at(-1)).toBe('row 29');
  });

  test('votes that are cleared are told to those who gave them', () => {
    const story = started().round(2).vote(2, 1, 1, 'good').answer(1, 2, 'better');
    expect(linesOf(logOf(story, 'agent_b'))).toContain('! votes reset by 1.2  1 vote thrown away');
    expect(linesOf(logOf(story)).join()).not.toContain('votes reset');
  });

  test('a message that was never streamed is shown when it is committed', () => {
    const story = started().fact('message_committed', 1, {
      role: 'assistant',
      stage: 'initial_answer',
      text: 'all at once',
      reasoning: null,
      tool_calls: [],
    });
    expect(linesOf(logOf(story)).slice(1)).toEqual(['all at once']);
  });

  test('control sequences never get in, wherever they are cut', () => {
    const hostile = 'a\x1b]52;c;aGk=\x07b\x1b[2Jc\u009b31md\x1bP1;2q\x1b\\e \u202Ef';
    const whole = linesOf(logOf(started().write(1, hostile))).slice(1);
    const story = started();
    for (const unit of hostile) story.write(1, unit);
    expect(linesOf(logOf(story)).slice(1)).toEqual(whole);
    expect(whole).toEqual(['abcde ⟨RLO⟩f']);
  });

  test('names, arguments and messages are cleaned too', () => {
    const story = started().tool(1, 'sh\x1b[31mell', { command: 'cat a\u202Etxt.exe' }, 0, 'ok');
    story.fact('error', 1, { class: 'internal', message: 'x\x1b[2Jy', retries: 0, draft: null, at_ms: 0 });
    const text = linesOf(logOf(story), 'verbose').join('\n');
    expect(text).toContain('⟨RLO⟩');
    // eslint-disable-next-line no-control-regex -- looking for exactly these
    expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/);
  });

  test('the oldest blocks go when there is too much, and places stay right', () => {
    const story = started();
    for (let at = 0; at < 50; at += 1) story.answer(1, at + 1, 'x'.repeat(400));
    const log = logOf(story, 'agent_a', 5000);
    expect(log.first).toBeGreaterThan(30);
    expect(log.blocks.at(-1)).toMatchObject({ kind: 'answer', label: '1.50' });
    expect(log.takeChange()).toBe(0);
    expect(log.takeChange()).toBeNull();
  });

  test('unknown facts change nothing', () => {
    const story = started();
    story.fact('from_the_future' as 'agent_resumed', 1, {});
    expect(linesOf(logOf(story))).toEqual(['── round 1 ──']);
  });
});
