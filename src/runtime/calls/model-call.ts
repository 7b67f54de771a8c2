import type { ModelOutcome } from '../../coordination/inputs.ts';
import { addUsage, type Usage } from '../../coordination/usage.ts';
import { admit, pauseBucket } from './rate-limit.ts';
import { callTelemetry, type Try } from './call-telemetry.ts';
import { describeBug } from '../describe-bug.ts';
import { exchange, nothingYet, wordsOf, type Exchange, type Received } from './exchange.ts';
import type { ModelCallDeps, ModelCallJob, ModelCallResult } from './model-call-job.ts';
import type { ModelRequest } from '../ports/model.ts';
import { attemptsFor, decideRetry } from './retry.ts';

type Finished = Extract<Exchange['end'], { kind: 'finished' }>;
type Failed = Extract<Exchange['end'], { kind: 'failed' }>;

/** How often a provider may ask to be called again with its own unfinished message. */
const MAX_CONTINUATIONS = 10;

const RATE_LIMIT_TOO_LONG: ModelOutcome = {
  kind: 'failed',
  failure: 'quota',
  message: 'the rate limit of the provider lasts longer than the time that is left',
  text: '',
};

const cutShort = (text: string): ModelOutcome => ({
  kind: 'finished',
  text,
  calls: [],
  truncated: true,
  refused: false,
});

/**
 * One model call of the rules, with all its retries, told as events. The text of an exchange that failed and is
 * repeated counts for nothing. Never rejects; ends soon after the signal aborts.
 */
export async function callModel(deps: ModelCallDeps, job: ModelCallJob, signal: AbortSignal): Promise<ModelCallResult> {
  const { agent, clock, conversation, publish } = deps;
  const tell = callTelemetry(job.identity);
  const stream = deps.merger.open(agent.id, (kind, text) => publish([tell.streamed(kind, text)]));
  const { chapter } = conversation;
  let used = job.usedBefore;
  let earlierText = '';

  /** Once and for all tells what was said before the call was cut off. */
  const lastWords = (received: Received): (() => void) => {
    let told = false;
    return () => {
      const words = wordsOf(received);
      if (told || words === '') return;
      told = true;
      stream.flush();
      publish([tell.committed(words, received.reasoning || null, null)]);
    };
  };

  async function tryOnce(attempt: number): Promise<{
    readonly got: Exchange;
    readonly now: Try;
    readonly sent: ModelRequest['params'];
    readonly tellLastWords: () => void;
  }> {
    const received = nothingYet();
    const tellLastWords = lastWords(received);
    job.onTry(tellLastWords);
    const now = { attempt, startedAtMs: clock.now() };
    const params = deps.bucket.leftOut.apply(job.request.params);
    const request: ModelRequest = { ...job.request, params, messages: [...conversation.messages] };
    publish([
      tell.started(now, {
        messages: request.messages.length,
        tools: request.tools.map(({ name }) => name),
        bytes: job.fixedBytes + conversation.bytes,
      }),
    ]);
    return {
      got: await exchange(agent.client, request, received, stream, clock, signal),
      now,
      sent: params,
      tellLastWords,
    };
  }

  /** Adds what an exchange has used, with its price. */
  function charge(counted: Usage): Usage {
    const { backendType, model } = agent.pricedAs ?? agent;
    const cost = counted.cost ?? deps.pricing.cost(backendType, model, counted);
    const usage = { ...counted, cost };
    used = addUsage(used, usage);
    return usage;
  }

  function onFinished(end: Finished, got: Received, now: Try): ModelOutcome | 'continue' {
    const { turn, finish } = end;
    const usage = charge(end.usage);
    publish([
      ...(turn.reasoning !== null && got.reasoning === '' ? [tell.reasoned(turn.reasoning)] : []),
      tell.committed(turn.text, turn.reasoning, turn),
      tell.ended(now, clock.now(), got, { finish: end.rawFinish, usage }),
      tell.used(usage, used),
    ]);
    conversation.keep(turn, chapter);
    earlierText += turn.text;
    if (finish === 'pause') return 'continue';
    if (finish === 'context_full') {
      const message = 'the context window of the model is full';
      return { kind: 'failed', failure: 'context_overflow', message, text: earlierText };
    }
    return {
      kind: 'finished',
      text: earlierText,
      calls: turn.calls.map(({ id, name, args, argsError }) => ({ id, name, args, argsError })),
      truncated: finish === 'max_tokens',
      refused: finish === 'refusal' || finish === 'content_filter',
    };
  }

  /** A setting the provider refused by name is left out and told; false when that was not what failed. */
  function leavesOut({ failure }: Failed, got: Received, now: Try, sent: ModelRequest['params']): boolean {
    const name = deps.bucket.leftOut.note(failure, sent);
    if (name === null) return false;
    const { attempt } = now;
    const error = `${failure.message} From now on "${name}" is left out.`;
    publish([
      tell.ended(now, clock.now(), got, { finish: failure.class, retryable: true, error: failure.message }),
      tell.retry(attempt, attempt + 1, { kind: 'retry', delayMs: 0, source: 'body' }, { ...failure, message: error }),
    ]);
    return true;
  }

  /** Tells of a failed exchange and waits until it may be repeated; else returns how the call ended. */
  async function onFailed(
    { failure, usage: counted }: Failed,
    got: Received,
    now: Try,
  ): Promise<ModelOutcome | 'repeat'> {
    const { attempt } = now;
    const times = { nowMs: clock.now(), budgetEndMs: deps.budgetEndMs(), random: deps.random() };
    const decision = decideRetry({ policy: agent.retry, failure, attempt, ...times });
    const repeats = decision.kind === 'retry';
    const words = wordsOf(got);
    const how = { finish: failure.class, retryable: repeats, error: failure.message };
    const usage = counted === null ? null : charge(counted);
    const drafts =
      usage === null
        ? [tell.ended(now, clock.now(), got, how)]
        : [tell.ended(now, clock.now(), got, { ...how, usage }), tell.used(usage, used)];
    if (!repeats && words !== '') drafts.unshift(tell.committed(words, null, null));
    if (words !== '' || got.reasoning !== '') {
      drafts.unshift(tell.interrupted(repeats ? 0 : words.length, repeats, failure.message));
    }
    if (!repeats) {
      publish(drafts);
      return { kind: 'failed', failure: decision.failure, message: decision.message, text: earlierText + words };
    }
    publish([...drafts, tell.retry(attempt, attemptsFor(failure.class, agent.retry), decision, failure)]);
    const isRateLimit = failure.class === 'rate_limit';
    if (isRateLimit) {
      pauseBucket(deps.bucket, times.nowMs + decision.delayMs);
      deps.onRateLimit(times.nowMs + decision.delayMs);
    }
    await clock.sleep(decision.delayMs, signal);
    if (isRateLimit) deps.onRateLimit(null);
    return 'repeat';
  }

  async function untilOver(): Promise<ModelOutcome> {
    for (let failures = 0, continuations = 0; ;) {
      const road = await admit({ ...deps, limit: job.startsRound ? agent.startLimit : null, signal });
      if (road === 'aborted') return { kind: 'aborted', text: earlierText };
      if (road === 'too_long') return { ...RATE_LIMIT_TOO_LONG, text: earlierText };
      const {
        got: { end, received: got },
        now,
        sent,
        tellLastWords,
      } = await tryOnce(failures + 1);
      const text = earlierText + wordsOf(got);
      switch (end.kind) {
        case 'finished': {
          const outcome = onFinished(end, got, now);
          if (outcome !== 'continue') return outcome;
          continuations += 1;
          if (continuations > MAX_CONTINUATIONS) return cutShort(earlierText);
          failures = 0;
          break;
        }
        case 'failed': {
          if (leavesOut(end, got, now, sent)) {
            failures += 1;
            break;
          }
          const outcome = await onFailed(end, got, now);
          if (outcome !== 'repeat') return outcome;
          failures += 1;
          break;
        }
        case 'aborted':
          tellLastWords();
          publish([tell.ended(now, clock.now(), got, { finish: 'aborted' })]);
          return { kind: 'aborted', text };
        case 'too_long':
          publish([
            tell.committed(wordsOf(got), null, null),
            tell.ended(now, clock.now(), got, { finish: 'too_long' }),
          ]);
          return cutShort(text);
        case 'threw':
          publish([
            describeBug('model client', end.cause),
            tell.ended(now, clock.now(), got, { finish: 'error', error: 'internal error' }),
          ]);
          return { kind: 'failed', failure: 'internal', message: 'internal error in the model client', text };
      }
    }
  }

  return { outcome: await untilOver(), used };
}
