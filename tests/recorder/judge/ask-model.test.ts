import { describe, expect, test } from 'vitest';
import { askModel } from '../../../src/recorder/judge/ask-model.ts';
import { scoreQuestion } from '../../../src/recorder/judge/prompt.ts';
import { createFakeClock } from '../../helpers/fake-clock.ts';
import { call, failure, says, scriptedModel } from '../../helpers/scripted-model.ts';
import { criterion, frame, NEVER, rubric } from './judging.ts';

const ASKED = rubric(criterion('clear'));
const QUESTION = scoreQuestion(ASKED, ASKED.criteria, [frame(1, ['ready'])], []);

describe('asking a model', () => {
  test('shows it words and pictures and makes it answer through the tool', async () => {
    const clock = createFakeClock();
    const model = scriptedModel(clock, [says('', call('score', { criteria: [] }))]);
    expect(await askModel(model, 'gpt-x', clock)('sample 1', QUESTION, NEVER)).toEqual({
      ok: true,
      value: '{"criteria":[]}',
    });
    expect(model.requests).toMatchObject([{ model: 'gpt-x', toolChoice: 'required', tools: [{ name: 'score' }] }]);
    expect(model.requests[0]?.messages).toEqual([{ role: 'user', text: '', parts: QUESTION.parts }]);
  });

  test('takes an answer in plain words as well', async () => {
    const clock = createFakeClock();
    const model = scriptedModel(clock, [says('It is clear.')]);
    const asked = await askModel(model, 'm', clock)('evaluation', { ...QUESTION, tool: null }, NEVER);
    expect(asked).toEqual({ ok: true, value: 'It is clear.' });
    expect(model.requests[0]).toMatchObject({ tools: [], toolChoice: 'auto' });
  });

  test('tries again what passes by itself, three times in all', async () => {
    const clock = createFakeClock();
    const busy = scriptedModel(clock, [[failure('overloaded')], [failure('rate_limit')], says('fine')]);
    expect(await clock.runUntil(askModel(busy, 'm', clock)('k', QUESTION, NEVER))).toEqual({ ok: true, value: 'fine' });
    const down = scriptedModel(clock, [], [failure('server')]);
    expect(await clock.runUntil(askModel(down, 'm', clock)('k', QUESTION, NEVER))).toEqual({
      ok: false,
      error: 'it failed (server)',
    });
    expect(down.requests).toHaveLength(3);
  });

  test('does not try again what would fail again', async () => {
    const clock = createFakeClock();
    const refused = scriptedModel(clock, [], [failure('auth')]);
    expect(await askModel(refused, 'm', clock)('k', QUESTION, NEVER)).toEqual({ ok: false, error: 'it failed (auth)' });
    expect(refused.requests).toHaveLength(1);
  });

  test('gives up a server that takes the question and never answers, and says so', async () => {
    const clock = createFakeClock();
    const silent = scriptedModel(clock, [], [{ type: 'stall' }]);
    const before = clock.now();
    expect(await clock.runUntil(askModel(silent, 'm', clock)('k', QUESTION, NEVER))).toEqual({
      ok: false,
      error: 'the judge did not answer within 120 s',
    });
    expect([silent.requests.length, clock.now() - before]).toEqual([3, 360_000]);
  });

  test('hears an answer that comes after a silence', async () => {
    const clock = createFakeClock();
    const slow = scriptedModel(clock, [[{ type: 'stall' }], says('at last')]);
    expect(await clock.runUntil(askModel(slow, 'm', clock)('k', QUESTION, NEVER))).toEqual({
      ok: true,
      value: 'at last',
    });
  });

  test('stops when it is interrupted', async () => {
    const clock = createFakeClock();
    const stop = new AbortController();
    const silent = scriptedModel(clock, [[{ type: 'stall' }]]);
    const asked = askModel(silent, 'm', clock)('k', QUESTION, stop.signal);
    await clock.idle();
    stop.abort();
    expect(await asked).toEqual({ ok: false, error: 'the judge was interrupted' });
  });
});
