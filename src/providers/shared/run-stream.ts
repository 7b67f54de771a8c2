import type { StreamPart } from '../../runtime/ports/model.ts';
import { MAX_CALLS } from './decoder.ts';
import type { Decoder, Ending } from './decoder.ts';
import type { Place } from './describe-failure.ts';
import { describeFailure } from './describe-failure.ts';
import type { Exchange } from '../wire/exchange.ts';
import { createExchange } from '../wire/exchange.ts';
import { isContentFilter } from './failure-class.ts';
import type { FailureFacts } from './failure-facts.ts';
import { bareFacts, factsOfBody, requestIdOf, rootCause } from './failure-facts.ts';
import type { Waited } from '../wire/guarded-wait.ts';
import { createGuardedWait } from '../wire/guarded-wait.ts';
import { isDeeperThan, MAX_EVENT_DEPTH } from './json.ts';
import type { Usage } from '../../coordination/usage.ts';
import { UNKNOWN_USAGE } from '../../coordination/usage.ts';

/** One call of a provider: what the protocol's own folder has to say about it. */
export interface WireCall {
  readonly decoder: Decoder;
  /** Sends the request through the SDK; resolves when the head of the response is here. */
  readonly open: (exchange: Exchange, signal: AbortSignal) => Promise<AsyncIterable<unknown>>;
  /** The facts of an error object that an SDK threw for an event inside the stream, or null for any other error. */
  readonly factsOfThrown: (error: unknown) => FailureFacts | null;
  readonly eventsOfWhole: (json: unknown, text: string) => string;
  /** Tool names as the configuration has them, for those that had to be shortened. */
  readonly toolName: (wireName: string) => string;
}

interface StreamLimits {
  readonly connectTimeoutMs: number;
  readonly idleTimeoutMs: number;
}

export interface StreamContext {
  readonly place: Place;
  readonly limits: StreamLimits;
  /** Why no header can carry the key; null when one can. */
  readonly keyProblem: string | null;
  /** Never to be shown: keys and whatever else is secret in the headers. */
  readonly secrets: readonly string[];
}

/** After the last event the connection is given this long to end, so that it can be used again. */
const CLOSING_GRACE_MS = 250;
/** After the reason of the end, the usage may still be on its way. */
const USAGE_GRACE_MS = 5_000;

const TOO_DEEP = `an event is nested more than ${MAX_EVENT_DEPTH} levels deep`;

const TOO_MANY_CALLS = bareFacts('too_long', `it calls more than ${MAX_CALLS} tools at once`);

/**
 * Runs one exchange to its end. Never throws; whatever happens, the last part is `finished`, `failed` or `aborted`.
 * An abort is answered at once: nothing below is waited for.
 */
export async function* runStream(
  call: WireCall,
  context: StreamContext,
  signal: AbortSignal,
): AsyncGenerator<StreamPart, void> {
  if (signal.aborted) return void (yield { type: 'aborted' });
  const connection = new AbortController();
  using guard = createGuardedWait(signal);
  const exchange = createExchange({ onBytes: () => guard.touch(), eventsOfWhole: call.eventsOfWhole });
  const callIds = new Set<string>();
  try {
    // The libraries print, or throw what looks like a broken connection.
    if (context.keyProblem !== null) {
      yield failedPart(bareFacts('unsendable_key', context.keyProblem), call, exchange, context);
      return;
    }
    const opened = await guard.wait(
      attempt(() => call.open(exchange, connection.signal)),
      context.limits.connectTimeoutMs,
    );
    if (opened.kind !== 'value') {
      yield lastPart(opened, call, exchange, context, 'no_headers');
      return;
    }
    yield { type: 'started', requestId: requestIdOf(exchange.response()?.headers ?? {}) };
    const events = opened.value[Symbol.asyncIterator]();
    for (;;) {
      const next = await guard.wait(
        attempt(() => events.next()),
        idleLimit(call.decoder, context.limits),
      );
      if (next.kind !== 'value' || next.value.done === true) {
        yield lastPart(next, call, exchange, context, 'stalled');
        return;
      }
      if (isDeeperThan(next.value.value, MAX_EVENT_DEPTH)) {
        yield lastPart({ kind: 'error', error: new SyntaxError(TOO_DEEP) }, call, exchange, context, 'stalled');
        return;
      }
      for (const part of call.decoder.push(next.value.value)) {
        if (part.type !== 'tool_args') yield part;
        else {
          callIds.add(part.callId);
          if (callIds.size > MAX_CALLS) {
            yield failedPart(TOO_MANY_CALLS, call, exchange, context);
            return;
          }
          yield { ...part, name: call.toolName(part.name) };
        }
      }
    }
  } finally {
    connection.abort();
  }
}

/** A library that throws before its first promise is treated like one that rejects. */
const attempt = async <Value>(run: () => Promise<Value>): Promise<Value> => run();

function idleLimit(decoder: Decoder, limits: StreamLimits): number {
  switch (decoder.state()) {
    case 'open':
      return limits.idleTimeoutMs;
    case 'told':
      return Math.min(USAGE_GRACE_MS, limits.idleTimeoutMs);
    case 'closed':
      return Math.min(CLOSING_GRACE_MS, limits.idleTimeoutMs);
  }
}

function lastPart(
  waited: Waited<unknown>,
  call: WireCall,
  exchange: Exchange,
  context: StreamContext,
  silence: 'no_headers' | 'stalled',
): StreamPart {
  if (waited.kind === 'aborted') return { type: 'aborted' };
  const isClosed = call.decoder.state() === 'closed';
  const thrown = isClosed ? null : answeredFacts(waited.kind === 'error' ? waited.error : null, call, exchange);
  // What the provider said outweighs how the connection ended; a complete message outweighs whatever comes behind it.
  const ending =
    thrown !== null
      ? failed(thrown)
      : call.decoder.state() === 'open'
        ? openEnding(waited, call, exchange, context, silence)
        : call.decoder.end(true);
  const headers = exchange.response()?.headers ?? {};
  const requestId = requestIdOf(headers);
  if (ending.kind === 'finished') {
    const { turn } = ending.message;
    if (turn.calls.length > MAX_CALLS) return failedPart(TOO_MANY_CALLS, call, exchange, context);
    const calls = turn.calls.map((toolCall) => ({ ...toolCall, name: call.toolName(toolCall.name) }));
    return { type: 'finished', ...ending.message, turn: { ...turn, calls }, requestId };
  }
  if (isContentFilter(ending.facts)) return filtered(ending.facts, call.decoder.usage() ?? UNKNOWN_USAGE, requestId);
  return failedPart(ending.facts, call, exchange, context);
}

function failedPart(
  facts: FailureFacts,
  { decoder }: WireCall,
  exchange: Exchange,
  { place, secrets }: StreamContext,
): StreamPart {
  const headers = exchange.response()?.headers ?? {};
  const usage = decoder.usage();
  const failure = describeFailure(facts, place, headers, secrets, Date.now());
  return { type: 'failed', failure, ...(usage === null ? {} : { usage }) };
}

const failed = (facts: FailureFacts): Ending => ({ kind: 'failed', facts });

/** What the server itself answered, be it an error status, an error event, or no stream at all. */
function answeredFacts(error: unknown, call: WireCall, exchange: Exchange): FailureFacts | null {
  const refusal = exchange.refusal();
  // Too much behind the reason of the end is nobody's loss.
  if (refusal !== null && call.decoder.state() === 'open') return refusal;
  const response = exchange.response();
  const body = exchange.errorBody();
  if (response !== null && response.status >= 400) {
    const facts = factsOfBody('http', response.status, body?.json);
    return facts.words === '' ? { ...facts, words: body?.text.slice(0, 4_000) ?? '' } : facts;
  }
  if (body !== null) {
    // A page comes from somewhere else; broken JSON comes from the right place and may be whole next time.
    const kind = /^\s*</.test(body.text) ? 'not_a_stream' : 'malformed';
    return { ...bareFacts(kind, body.text.slice(0, 4_000)), status: response?.status ?? null };
  }
  return error === null ? null : call.factsOfThrown(error);
}

/** The message is not complete: why? */
function openEnding(
  waited: Waited<unknown>,
  call: WireCall,
  exchange: Exchange,
  context: StreamContext,
  silence: 'no_headers' | 'stalled',
): Ending {
  if (waited.kind === 'timeout') {
    const { connectTimeoutMs, idleTimeoutMs } = context.limits;
    const waitedMs = silence === 'no_headers' ? connectTimeoutMs : idleTimeoutMs;
    return failed(bareFacts(silence, `nothing came for ${waitedMs / 1000} s`));
  }
  if (waited.kind === 'error') {
    const { code, words } = rootCause(waited.error);
    const isMalformed = waited.error instanceof SyntaxError;
    const isTorn =
      !isMalformed && code === null && exchange.response() !== null && !/terminated|socket|aborted/i.test(words);
    if (isMalformed) return failed(bareFacts('malformed', words));
    return failed(bareFacts(isTorn ? 'cut_off' : 'network', code === null ? words : `${code}: ${words}`));
  }
  return call.decoder.end(exchange.sawEndMark());
}

/** A prompt or answer that a content filter stopped before any event: an empty answer of that kind. */
const filtered = (facts: FailureFacts, usage: Usage, requestId: string | null): StreamPart => ({
  type: 'finished',
  finish: 'content_filter',
  rawFinish: facts.code ?? 'content_filter',
  usage,
  rawUsage: null,
  turn: { text: '', reasoning: null, calls: [], raw: null },
  refusal: facts.words === '' ? null : facts.words,
  requestId,
});
