import { afterEach, describe, expect, test, vi } from 'vitest';
import { UNKNOWN_USAGE } from '../../../src/coordination/usage.ts';
import type { Decoder, Ending } from '../../../src/providers/shared/decoder.ts';
import { bareFacts, factsOfBody } from '../../../src/providers/shared/failure-facts.ts';
import type { StreamContext, WireCall } from '../../../src/providers/shared/run-stream.ts';
import { runStream } from '../../../src/providers/shared/run-stream.ts';
import type { StreamPart } from '../../../src/runtime/ports/model.ts';

const context: StreamContext = {
  place: { display: 'Test', host: 'test.invalid', model: 'm', keyVariable: null },
  limits: { connectTimeoutMs: 1000, idleTimeoutMs: 1000 },
  keyProblem: null,
  secrets: [],
};

const finished: Ending = {
  kind: 'finished',
  message: {
    finish: 'end',
    rawFinish: 'stop',
    usage: UNKNOWN_USAGE,
    rawUsage: null,
    turn: { text: '', reasoning: null, calls: [], raw: null },
  },
};

/** Events are texts; "end" and "close" move the state on. */
function textDecoder(): Decoder {
  let state: 'open' | 'told' | 'closed' = 'open';
  return {
    push(event) {
      if (event === 'end') state = 'told';
      if (event === 'close') state = 'closed';
      return [{ type: 'text', text: String(event) }];
    },
    state: () => state,
    usage: () => null,
    end: () => (state === 'open' ? { kind: 'failed', facts: bareFacts('cut_off', 'too early') } : finished),
  };
}

const call = (events: () => AsyncIterable<unknown>, fields: Partial<WireCall> = {}): WireCall => ({
  decoder: textDecoder(),
  open: () => Promise.resolve(events()),
  factsOfThrown: () => null,
  eventsOfWhole: () => '',
  toolName: (name) => name,
  ...fields,
});

const run = (wire: WireCall, own: StreamContext = context): Promise<StreamPart[]> =>
  Array.fromAsync(runStream(wire, own, new AbortController().signal));

const endOf = (parts: readonly StreamPart[]): string => {
  const last = parts.at(-1);
  return last?.type === 'failed' ? last.failure.class : (last?.type ?? 'nothing');
};

/** Yields, then ends as told. */
async function* emit(list: readonly unknown[], then: 'end' | 'stall' | Error = 'end'): AsyncGenerator {
  yield* list;
  if (then === 'stall') await new Promise(() => undefined);
  if (then instanceof Error) throw then;
}

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the shell around every stream', () => {
  test('ends in a failure when the library throws before it has a promise', async () => {
    const wire = call(() => emit([]), {
      open: () => {
        throw new Error('bug in the library');
      },
    });
    expect(endOf(await run(wire))).toBe('network');
  });

  test('takes a complete message for complete, however the connection ends', async () => {
    const torn = new TypeError('terminated');
    expect(endOf(await run(call(() => emit(['a', 'end'], torn))))).toBe('finished');
    expect(endOf(await run(call(() => emit(['a'], torn))))).toBe('network');
  });

  test('waits only a moment for a connection to end after the last event', async () => {
    const patient = { ...context, limits: { ...context.limits, idleTimeoutMs: 60_000 } };
    expect(
      endOf(
        await run(
          call(() => emit(['a', 'close'], 'stall')),
          patient,
        ),
      ),
    ).toBe('finished');
  });

  test('believes an error of the provider more than a message that seemed complete', async () => {
    const facts = factsOfBody('in_stream', null, { error: { code: 'server_error', message: 'x' } });
    const wire = call(() => emit(['a', 'end'], new Error('thrown by the library')), { factsOfThrown: () => facts });
    expect(endOf(await run(wire))).toBe('server');
  });

  test('turns a content filter into an answer of that kind', async () => {
    const facts = factsOfBody('http', 400, { error: { code: 'content_filter', message: 'Filtered: violence' } });
    const parts = await run(call(() => emit([], new Error('x')), { factsOfThrown: () => facts }));
    expect(parts.at(-1)).toMatchObject({ type: 'finished', finish: 'content_filter', refusal: 'Filtered: violence' });
  });

  test('keeps what was counted before a content filter stopped it', async () => {
    const facts = factsOfBody('in_stream', null, { error: { code: 'content_filter', message: 'x' } });
    const usage = { ...UNKNOWN_USAGE, input: 7 };
    const wire = call(() => emit(['a'], new Error('x')), { factsOfThrown: () => facts });
    const parts = await run({ ...wire, decoder: { ...wire.decoder, usage: () => usage } });
    expect(parts.at(-1)).toMatchObject({ type: 'finished', finish: 'content_filter', usage });
  });

  test('takes a complete message for complete, whatever the provider says behind it', async () => {
    const facts = factsOfBody('in_stream', null, { error: { type: 'overloaded_error' } });
    const wire = call(() => emit(['close'], new Error('x')), { factsOfThrown: () => facts });
    expect(endOf(await run(wire))).toBe('finished');
    const told = call(() => emit(['end'], new Error('x')), { factsOfThrown: () => facts });
    expect(endOf(await run(told))).toBe('overloaded');
  });

  test('says what the provider had counted before it failed', async () => {
    const usage = { ...UNKNOWN_USAGE, input: 9 };
    const wire = call(() => emit(['a']), { decoder: { ...textDecoder(), usage: () => usage } });
    expect((await run(wire)).at(-1)).toMatchObject({ type: 'failed', usage });
    expect((await run(call(() => emit(['a'])))).at(-1)).not.toHaveProperty('usage');
  });

  test('gives tools their own names back, in the pieces and at the end', async () => {
    const decoder: Decoder = {
      push: () => [{ type: 'tool_args', callId: 'c', name: 'short_1', text: '' }],
      state: () => 'closed',
      usage: () => null,
      end: () => finished,
    };
    const parts = await run(call(() => emit(['x']), { decoder, toolName: (name) => `long_${name}` }));
    expect(parts).toContainEqual({ type: 'tool_args', callId: 'c', name: 'long_short_1', text: '' });
  });

  test('does not count the time its reader takes as silence', async () => {
    const hasty = { ...context, limits: { connectTimeoutMs: 20, idleTimeoutMs: 20 } };
    vi.useFakeTimers();
    const seen: string[] = [];
    const stream = runStream(
      call(() => emit(['a', 'b', 'end'])),
      hasty,
      new AbortController().signal,
    );
    for await (const part of stream) {
      seen.push(part.type);
      vi.advanceTimersByTime(3_600_000);
    }
    expect(seen.at(-1)).toBe('finished');
  });
});

/** Asks through the fetch that the shell hands to a library, and reads the answer as one event. */
const fetching: WireCall['open'] = async (exchange) => {
  const response = await exchange.fetch('http://test.invalid');
  if (!response.ok) throw new Error('an error of the library');
  return emit([await response.text()]);
};

const eventsOfWhole = (json: unknown): string => `seen ${JSON.stringify(json)}`;

describe('an exchange below the library', () => {
  test('shows a whole JSON answer as the events it stands for', async () => {
    vi.stubGlobal('fetch', async () => Response.json({ whole: 'message' }));
    const parts = await run(call(() => emit([]), { open: fetching, eventsOfWhole }));
    expect(parts).toContainEqual({ type: 'text', text: 'seen {"whole":"message"}' });
  });

  test('reads no more of an error page than it needs', async () => {
    let pieces = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pieces += 1;
        controller.enqueue(new Uint8Array(64 * 1024).fill(65));
      },
    });
    vi.stubGlobal('fetch', async () => new Response(endless, { status: 500 }));
    const parts = await run(call(() => emit([]), { open: fetching }));
    expect(endOf(parts)).toBe('server');
    expect(pieces).toBeLessThan(10);
  });
});
