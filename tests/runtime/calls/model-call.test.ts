import { describe, expect, test } from 'vitest';
import type { EventDraft, EventType } from '../../../src/coordination/events.ts';
import { modelCallId } from '../../../src/coordination/ids.ts';
import { UNKNOWN_USAGE } from '../../../src/coordination/usage.ts';
import { MAX_MESSAGE_CHARS } from '../../../src/runtime/calls/exchange.ts';
import { callModel, type ModelCallDeps } from '../../../src/runtime/calls/model-call.ts';
import { createBuckets } from '../../../src/runtime/calls/rate-limit.ts';
import { createTextMerger } from '../../../src/runtime/calls/text-merger.ts';
import { createConversation } from '../../../src/runtime/conversation.ts';
import type { Clock } from '../../../src/runtime/ports/clock.ts';
import type { ModelClient } from '../../../src/runtime/ports/model.ts';
import { createTaskGroup } from '../../../src/runtime/task-group.ts';
import { createFakeClock, type FakeClock } from '../../helpers/fake-clock.ts';
import {
  call,
  failure,
  finished,
  says,
  scriptedModel,
  SOME_USAGE,
  text,
  thought,
  times,
  wait,
  type Script,
} from '../../helpers/scripted-model.ts';
import { agentOf } from '../session-world.ts';

function setUp(scripts: readonly Script[] | ((clock: Clock) => ModelClient), more: Partial<ModelCallDeps> = {}) {
  const clock: FakeClock = createFakeClock(0);
  const client = typeof scripts === 'function' ? scripts(clock) : scriptedModel(clock, scripts);
  const tasks = createTaskGroup((cause) => {
    throw cause;
  });
  const events: EventDraft[] = [];
  const waits: (number | null)[] = [];
  const agent = agentOf(1, { client });
  const conversation = createConversation({ question: 'Why?', history: [], mark: '#m' });
  const stop = new AbortController();
  const lastWords: (() => void)[] = [];
  const deps: ModelCallDeps = {
    agent,
    clock,
    conversation,
    pricing: { cost: () => 0.5 },
    merger: createTextMerger(clock, tasks),
    bucket: createBuckets().get('b'),
    random: () => 0,
    publish: (drafts) => void events.push(...drafts),
    budgetEndMs: () => Infinity,
    onRateLimit: (untilMs) => void waits.push(untilMs),
    ...more,
  };
  const job = {
    identity: {
      agentId: agent.id,
      model: agent.model,
      callId: modelCallId(agent.id, 1),
      stage: 'initial_answer' as const,
      round: 3,
    },
    startsRound: true,
    request: { model: agent.model, system: 'S', tools: [], toolChoice: 'auto' as const, params: {}, cacheKey: null },
    fixedBytes: 7,
    usedBefore: UNKNOWN_USAGE,
    onTry: (tell: () => void) => void lastWords.push(tell),
  };
  return {
    clock,
    deps,
    events,
    waits,
    stop,
    conversation,
    tellLastWords: () => lastWords.at(-1)?.(),
    run: () => clock.runUntil(callModel(deps, job, stop.signal)),
    start: () => callModel(deps, job, stop.signal),
    types: () => events.map(({ event_type: type }) => type),
    dataOf: (type: EventType) => events.filter((event) => event.event_type === type).map(({ data }) => data),
  };
}

describe('a model call', () => {
  test('is told from its start over its text to its price', async () => {
    const answer = call('new_answer', { content: 'x' });
    const world = setUp([
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

  test('keeps a price the provider itself told', async () => {
    const priced = { ...finished('x'), usage: { ...SOME_USAGE, cost: 9 } } as never;
    expect((await setUp([[priced]]).run()).used.cost).toBe(9);
  });

  test.each([
    ['max_tokens', { truncated: true, refused: false }],
    ['refusal', { truncated: false, refused: true }],
    ['content_filter', { truncated: false, refused: true }],
  ] as const)('that ends with %s says so', async (finish, flags) => {
    expect((await setUp([[finished('x', [], finish)]]).run()).outcome).toMatchObject({ kind: 'finished', ...flags });
  });

  test('that fills the context window has failed, with its text', async () => {
    const { outcome } = await setUp([[finished('half', [], 'context_full')]]).run();
    expect(outcome).toMatchObject({ kind: 'failed', failure: 'context_overflow', text: 'half' });
  });

  test('goes on with its own message when the provider pauses, and puts the texts together', async () => {
    const world = setUp([[finished('one ', [], 'pause')], [finished('two')]]);
    const { outcome, used } = await world.run();
    expect(outcome).toMatchObject({ kind: 'finished', text: 'one two' });
    expect(used.input).toBe(200);
    expect(world.conversation.messages.map(({ role }) => role)).toEqual(['assistant', 'assistant']);
  });

  test('does not go on for ever', async () => {
    const world = setUp(times(20, [finished('x', [], 'pause')]));
    expect((await world.run()).outcome).toMatchObject({ kind: 'finished', truncated: true, text: 'x'.repeat(9) });
  });

  test('is cut when it outgrows all measure', async () => {
    const big = text('x'.repeat(1_000_000));
    const world = setUp([[...Array<typeof big>(20).fill(big), finished('never')]]);
    const { outcome } = await world.run();
    expect(outcome).toMatchObject({ kind: 'finished', truncated: true, calls: [] });
    expect(outcome.text.length).toBeLessThanOrEqual(MAX_MESSAGE_CHARS + 1_000_000);
    expect(world.dataOf('model_call_ended')).toMatchObject([{ finish: 'too_long' }]);
  });
});

describe('a model call that fails', () => {
  test('is repeated after a wait, and what it had streamed is taken back', async () => {
    const world = setUp([[text('Half a'), failure('server')], says('Whole')], { random: () => 0.5 });
    expect((await world.run()).outcome).toMatchObject({ kind: 'finished', text: 'Whole' });
    expect(world.types()).toEqual([
      'model_call_started',
      'text',
      'stream_interrupted',
      'model_call_ended',
      'backend_retry',
      'model_call_started',
      'text',
      'message_committed',
      'model_call_ended',
      'usage_updated',
    ]);
    expect(world.dataOf('stream_interrupted')).toMatchObject([{ kept_chars: 0, will_retry: true }]);
    expect(world.dataOf('backend_retry')).toMatchObject([
      { class: 'server', attempt: 1, max_attempts: 5, delay_ms: 500, source: 'backoff' },
    ]);
    expect(world.dataOf('model_call_started')).toMatchObject([
      { attempt: 1, at_ms: 0 },
      { attempt: 2, at_ms: 500 },
    ]);
  });

  test('gives up after five attempts and keeps the text of the last', async () => {
    const world = setUp(times(5, [text('Half'), failure('network')]));
    expect((await world.run()).outcome).toEqual({
      kind: 'failed',
      failure: 'transient',
      message: 'it failed (network) (5 attempts)',
      text: 'Half',
    });
    expect(world.dataOf('stream_interrupted').at(-1)).toMatchObject({ kept_chars: 4, will_retry: false });
    expect(world.dataOf('message_committed')).toMatchObject([{ text: 'Half' }]);
    expect(world.dataOf('model_call_ended').at(-1)).toMatchObject({ retryable: false, error: 'it failed (network)' });
  });

  test('is not repeated when that would be of no use', async () => {
    const world = setUp([[failure('auth', { status: 401 })]]);
    expect((await world.run()).outcome).toMatchObject({ kind: 'failed', failure: 'auth' });
    expect(world.types()).toEqual(['model_call_started', 'model_call_ended']);
  });

  test('waits as long as the server asked, and everybody with the same account with it', async () => {
    const world = setUp([[failure('rate_limit', { retryAfter: { ms: 7000, source: 'header' } })], says('x')]);
    await world.run();
    expect(world.clock.now()).toBe(7000);
    expect(world.deps.bucket.pausedUntilMs).toBe(7000);
    expect(world.waits).toEqual([7000, null]);
    expect(world.dataOf('backend_retry')).toMatchObject([{ delay_ms: 7000, source: 'header', max_attempts: 8 }]);
  });

  test('does not wait past the time that is left', async () => {
    const world = setUp([[failure('rate_limit', { retryAfter: { ms: 7000, source: 'header' } })]], {
      budgetEndMs: () => 6000,
    });
    expect((await world.run()).outcome).toMatchObject({ kind: 'failed', failure: 'quota' });
    expect(world.clock.now()).toBe(0);
  });

  test('does not even start while another agent’s rate limit lasts longer than the time that is left', async () => {
    const world = setUp([], { budgetEndMs: () => 6000 });
    world.deps.bucket.pausedUntilMs = 7000;
    expect((await world.run()).outcome).toMatchObject({ kind: 'failed', failure: 'quota' });
    expect(world.types()).toEqual([]);
  });

  test('by a stream that just ends is an interruption and is repeated', async () => {
    const world = setUp([[text('Half')], says('Whole')]);
    expect((await world.run()).outcome).toMatchObject({ kind: 'finished', text: 'Whole' });
    expect(world.dataOf('backend_retry')).toMatchObject([{ class: 'interrupted' }]);
  });

  test('by a bug of the client fails the agent, names the bug and shows no stack', async () => {
    const world = setUp([[text('Half'), { type: 'throw', error: new TypeError('x is not a function') }]]);
    expect((await world.run()).outcome).toMatchObject({ kind: 'failed', failure: 'internal', text: 'Half' });
    expect(world.dataOf('internal_error')).toMatchObject([
      { where: 'model client', message: 'TypeError: x is not a function' },
    ]);
    expect(JSON.stringify(world.events)).not.toContain('.ts:');
  });

  test('by a client that throws before it streams is no different', async () => {
    const world = setUp(() => ({
      family: 'openai-chat',
      stream: () => {
        throw new Error('no stream');
      },
      close: () => undefined,
    }));
    expect((await world.run()).outcome).toMatchObject({ kind: 'failed', failure: 'internal' });
  });
});

describe('a model call that is aborted', () => {
  test('ends at once and gives what it had said', async () => {
    const world = setUp([[text('Half a'), { type: 'stall' }]]);
    const running = world.start();
    await world.clock.idle();
    world.stop.abort();
    expect((await running).outcome).toEqual({ kind: 'aborted', text: 'Half a' });
    expect(world.types()).toEqual(['model_call_started', 'text', 'message_committed', 'model_call_ended']);
    expect(world.dataOf('model_call_ended')).toMatchObject([{ finish: 'aborted' }]);
    expect(world.clock.sleeping).toBe(0);
  });

  test('ends within a quarter of a second when the client does not listen', async () => {
    const world = setUp(() => ({
      family: 'openai-chat',
      async *stream() {
        yield text('Half a');
        await new Promise(() => undefined);
      },
      close: () => undefined,
    }));
    const running = world.start();
    await world.clock.idle();
    world.stop.abort();
    expect((await world.clock.runUntil(running)).outcome).toEqual({ kind: 'aborted', text: 'Half a' });
    expect(world.clock.now()).toBe(250);
  });

  test('stops waiting for its next attempt', async () => {
    const world = setUp([[failure('rate_limit', { retryAfter: { ms: 60_000, source: 'body' } })]]);
    const running = world.start();
    await world.clock.advance(1000);
    world.stop.abort();
    expect((await running).outcome).toEqual({ kind: 'aborted', text: '' });
    expect([world.clock.now(), world.clock.sleeping]).toEqual([1000, 0]);
    expect(world.waits).toEqual([60_000, null]);
  });

  test('commits its last words once, when it is asked to and not again at its end', async () => {
    const world = setUp([[text('Half'), text(' a'), { type: 'stall' }]]);
    const running = world.start();
    await world.clock.idle();
    world.tellLastWords();
    world.tellLastWords();
    expect(world.types()).toEqual(['model_call_started', 'text', 'text', 'message_committed']);
    world.stop.abort();
    await running;
    expect(world.dataOf('message_committed')).toMatchObject([{ text: 'Half a' }]);
  });

  test('before it began never reaches the provider', async () => {
    const world = setUp([]);
    world.stop.abort();
    expect((await world.run()).outcome).toEqual({ kind: 'aborted', text: '' });
    expect(world.types()).toEqual([]);
  });
});
