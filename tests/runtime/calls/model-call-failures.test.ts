import { describe, expect, test } from 'vitest';
import { addUsage } from '../../../src/coordination/usage.ts';
import { failure, says, SOME_USAGE, text, times } from '../../helpers/scripted-model.ts';
import { callWorld } from './call-world.ts';

describe('a model call that fails', () => {
  test('is repeated after a wait, and what it had streamed is taken back', async () => {
    const world = callWorld([[text('Half a'), failure('server')], says('Whole')], { random: () => 0.5 });
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

  test('is charged for what the provider had counted', async () => {
    const counted = { ...failure('server'), usage: SOME_USAGE } as never;
    const world = callWorld([[counted], says('Whole')]);
    expect((await world.run()).used).toEqual({ ...addUsage(SOME_USAGE, SOME_USAGE), cost: 1 });
    expect(world.dataOf('model_call_ended')).toMatchObject([{ usage: { cost: 0.5 } }, { usage: { cost: 0.5 } }]);
    expect(world.dataOf('usage_updated')).toMatchObject([{ cumulative: { cost: 0.5 } }, { cumulative: { cost: 1 } }]);
  });

  test('gives up after five attempts and keeps the text of the last', async () => {
    const world = callWorld(times(5, [text('Half'), failure('network')]));
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
    const world = callWorld([[failure('auth', { status: 401 })]]);
    expect((await world.run()).outcome).toMatchObject({ kind: 'failed', failure: 'auth' });
    expect(world.types()).toEqual(['model_call_started', 'model_call_ended']);
  });

  test('waits as long as the server asked, and everybody with the same account with it', async () => {
    const world = callWorld([[failure('rate_limit', { retryAfter: { ms: 7000, source: 'header' } })], says('x')]);
    await world.run();
    expect(world.clock.now()).toBe(7000);
    expect(world.deps.bucket.pausedUntilMs).toBe(7000);
    expect(world.waits).toEqual([7000, null]);
    expect(world.dataOf('backend_retry')).toMatchObject([{ delay_ms: 7000, source: 'header', max_attempts: 8 }]);
  });

  test('does not wait past the time that is left', async () => {
    const world = callWorld([[failure('rate_limit', { retryAfter: { ms: 7000, source: 'header' } })]], {
      budgetEndMs: () => 6000,
    });
    expect((await world.run()).outcome).toMatchObject({ kind: 'failed', failure: 'quota' });
    expect(world.clock.now()).toBe(0);
  });

  test('does not even start while another agent’s rate limit lasts longer than the time that is left', async () => {
    const world = callWorld([], { budgetEndMs: () => 6000 });
    world.deps.bucket.pausedUntilMs = 7000;
    expect((await world.run()).outcome).toMatchObject({ kind: 'failed', failure: 'quota' });
    expect(world.types()).toEqual([]);
  });

  test('by a stream that just ends is an interruption and is repeated', async () => {
    const world = callWorld([[text('Half')], says('Whole')]);
    expect((await world.run()).outcome).toMatchObject({ kind: 'finished', text: 'Whole' });
    expect(world.dataOf('backend_retry')).toMatchObject([{ class: 'interrupted' }]);
  });

  test('by a bug of the client fails the agent, names the bug and shows no stack', async () => {
    const world = callWorld([[text('Half'), { type: 'throw', error: new TypeError('x is not a function') }]]);
    expect((await world.run()).outcome).toMatchObject({ kind: 'failed', failure: 'internal', text: 'Half' });
    expect(world.dataOf('internal_error')).toMatchObject([
      { where: 'model client', message: 'TypeError: x is not a function' },
    ]);
    expect(JSON.stringify(world.events)).not.toContain('.ts:');
  });

  test('by a client that throws before it streams is no different', async () => {
    const world = callWorld(() => ({
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
    const world = callWorld([[text('Half a'), { type: 'stall' }]]);
    const running = world.start();
    await world.clock.idle();
    world.stop.abort();
    expect((await running).outcome).toEqual({ kind: 'aborted', text: 'Half a' });
    expect(world.types()).toEqual(['model_call_started', 'text', 'message_committed', 'model_call_ended']);
    expect(world.dataOf('model_call_ended')).toMatchObject([{ finish: 'aborted' }]);
    expect(world.clock.sleeping).toBe(0);
  });

  test('ends within a quarter of a second when the client does not listen', async () => {
    const world = callWorld(() => ({
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

  test('shows nothing of what still trickles in', async () => {
    const world = callWorld(() => ({
      family: 'openai-chat',
      async *stream(_request, signal) {
        yield text('Half');
        await new Promise<void>((resolve) => {
          signal.addEventListener('abort', () => resolve());
        });
        yield text(' too late');
        yield { type: 'aborted' };
      },
      close: () => undefined,
    }));
    const running = world.start();
    await world.clock.idle();
    world.stop.abort();
    expect((await running).outcome).toEqual({ kind: 'aborted', text: 'Half' });
    expect(world.dataOf('text')).toMatchObject([{ text: 'Half' }]);
  });

  test('stops waiting for its next attempt', async () => {
    const world = callWorld([[failure('rate_limit', { retryAfter: { ms: 60_000, source: 'body' } })]]);
    const running = world.start();
    await world.clock.advance(1000);
    world.stop.abort();
    expect((await running).outcome).toEqual({ kind: 'aborted', text: '' });
    expect([world.clock.now(), world.clock.sleeping]).toEqual([1000, 0]);
    expect(world.waits).toEqual([60_000, null]);
  });

  test('commits its last words once, when it is asked to and not again at its end', async () => {
    const world = callWorld([[text('Half'), text(' a'), { type: 'stall' }]]);
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
    const world = callWorld([]);
    world.stop.abort();
    expect((await world.run()).outcome).toEqual({ kind: 'aborted', text: '' });
    expect(world.types()).toEqual([]);
  });
});
