import { describe, expect, test } from 'vitest';
import { MAX_MESSAGE_CHARS } from '../../../src/runtime/calls/exchange.ts';
import { createFakeClock } from '../../helpers/fake-clock.ts';
import {
  call,
  finished,
  says,
  scriptedModel,
  SOME_USAGE,
  text,
  thought,
  times,
  wait,
} from '../../helpers/scripted-model.ts';
import { agentOf } from '../session-world.ts';
import { callWorld } from './call-world.ts';

const args = (name: string, piece: string) => ({ type: 'tool_args', callId: name, name, text: piece }) as const;

describe('a model call', () => {
  test('shows the answer while it is written into the arguments of new_answer, and no other arguments', async () => {
    const world = callWorld([
      [
        args('vote', '{"content":"not shown"}'),
        args('new_answer', '{"content":"For'),
        wait(60),
        args('new_answer', 'ty-two"}'),
        finished('', [call('new_answer', { content: 'Forty-two' })]),
      ],
    ]);
    await world.run();
    expect(world.dataOf('answer_draft')).toMatchObject([{ text: 'For' }, { text: 'ty-two' }]);
  });

  test('is told from its start over its text to its price', async () => {
    const answer = call('new_answer', { content: 'x' });
    const world = callWorld([
      [
        { type: 'started', requestId: 'r' },
        wait(30),
        thought('Hm.'),
        text('Hello'),
        wait(70),
        text(' you'),
        finished('Hello you', [answer]),
      ],
    ]);
    const { outcome, used } = await world.run();
    expect(outcome).toMatchObject({ kind: 'finished', text: 'Hello you', truncated: false, refused: false });
    expect(outcome).toMatchObject({
      calls: [{ id: answer.id, name: 'new_answer', args: { content: 'x' }, argsError: null }],
    });
    expect(used).toEqual({ ...SOME_USAGE, cost: 0.5 });
    expect(world.types()).toEqual([
      'model_call_started',
      'thinking',
      'text',
      'text',
      'message_committed',
      'model_call_ended',
      'usage_updated',
    ]);
    expect(world.events.every((event) => event.round_number === 3)).toBe(true);
    expect(world.dataOf('model_call_ended')).toMatchObject([
      {
        finish: 'tool_calls',
        duration_ms: 100,
        first_token_ms: 30,
        request_id: 'req_1',
        error: null,
        usage: { cost: 0.5 },
      },
    ]);
    expect(world.dataOf('message_committed')).toMatchObject([
      { text: 'Hello you', tool_calls: [{ name: 'new_answer' }] },
    ]);
  });

  test('shows reasoning that came whole, and not twice what was streamed', async () => {
    const whole = { ...finished('x'), turn: { text: 'x', reasoning: 'Hm.', calls: [], raw: null } } as never;
    const world = callWorld([[whole]]);
    await world.run();
    expect(world.dataOf('reasoning_done')).toMatchObject([{ text: 'Hm.' }]);
    const streamed = callWorld([[thought('Hm.'), whole]]);
    await streamed.run();
    expect(streamed.dataOf('reasoning_done')).toEqual([]);
  });

  test('keeps a price the provider itself told', async () => {
    const priced = { ...finished('x'), usage: { ...SOME_USAGE, cost: 9 } } as never;
    expect((await callWorld([[priced]]).run()).used.cost).toBe(9);
  });

  test('is priced as what is behind its name', async () => {
    const asked: unknown[] = [];
    const pricing = {
      cost: (type: string, model: string) => {
        asked.push([type, model]);
        return 1;
      },
    };
    const client = scriptedModel(createFakeClock(0), [says('x')]);
    const agent = agentOf(1, { client, pricedAs: { backendType: 'azure_openai', model: 'gpt-4o' } });
    await callWorld([], { pricing, agent }).run();
    expect(asked).toEqual([['azure_openai', 'gpt-4o']]);
  });

  test.each([
    ['max_tokens', { truncated: true, refused: false }],
    ['refusal', { truncated: false, refused: true }],
    ['content_filter', { truncated: false, refused: true }],
  ] as const)('that ends with %s says so', async (finish, flags) => {
    expect((await callWorld([[finished('x', [], finish)]]).run()).outcome).toMatchObject({
      kind: 'finished',
      ...flags,
    });
  });

  test('that fills the context window has failed, with its text', async () => {
    const { outcome } = await callWorld([[finished('half', [], 'context_full')]]).run();
    expect(outcome).toMatchObject({ kind: 'failed', failure: 'context_overflow', text: 'half' });
  });

  test('goes on with its own message when the provider pauses, and puts the texts together', async () => {
    const world = callWorld([[finished('one ', [], 'pause')], [finished('two')]]);
    const { outcome, used } = await world.run();
    expect(outcome).toMatchObject({ kind: 'finished', text: 'one two' });
    expect(used.input).toBe(200);
    expect(world.conversation.messages.map(({ role }) => role)).toEqual(['assistant', 'assistant']);
  });

  test('does not go on for ever', async () => {
    const world = callWorld(times(20, [finished('x', [], 'pause')]));
    expect((await world.run()).outcome).toMatchObject({ kind: 'finished', truncated: true, text: 'x'.repeat(11) });
  });

  test('is cut when it outgrows all measure', async () => {
    const big = text('x'.repeat(1_000_000));
    const world = callWorld([[...Array<typeof big>(20).fill(big), finished('never')]]);
    const { outcome } = await world.run();
    expect(outcome).toMatchObject({ kind: 'finished', truncated: true, calls: [] });
    expect(outcome.text.length).toBeLessThanOrEqual(MAX_MESSAGE_CHARS + 1_000_000);
    expect(world.dataOf('model_call_ended')).toMatchObject([{ finish: 'too_long' }]);
  });
});
