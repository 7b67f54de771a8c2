import type { AgentFailureClass } from '../../coordination/vocabulary.ts';
import { assertNever } from '../../shared/never.ts';
import type { FailureClass, ProviderFailure } from '../ports/model.ts';

/** How failed model calls are tried again (`backends.md` §15.2). Times in ms. */
export interface RetryPolicy {
  /** Calls in all, the first one counted. */
  readonly maxAttempts: number;
  /** The same for rate limits, which pass with time. */
  readonly maxRateLimitAttempts: number;
  /** The same for streams that break off without their last event. */
  readonly maxInterruptedAttempts: number;
  readonly initialDelayMs: number;
  readonly multiplier: number;
  readonly maxDelayMs: number;
  /** Random part of a wait we chose ourselves: 1 waits anything between nothing and the full time. */
  readonly jitter: number;
}

export const DEFAULT_RETRY_POLICY: RetryPolicy = {
  maxAttempts: 5,
  maxRateLimitAttempts: 8,
  maxInterruptedAttempts: 5,
  initialDelayMs: 1000,
  multiplier: 2,
  maxDelayMs: 60_000,
  jitter: 1,
};

/** A wait the server asked for grows by up to this share, never shrinks: a herd must not come back at once. */
const SERVER_DELAY_JITTER = 0.1;

export type RetryDecision =
  | { readonly kind: 'retry'; readonly delayMs: number; readonly source: 'header' | 'body' | 'backoff' }
  | { readonly kind: 'give_up'; readonly failure: AgentFailureClass; readonly message: string };

/** How often a class may be tried in all; 1 means never again. */
export function attemptsFor(failure: FailureClass, policy: RetryPolicy): number {
  switch (failure) {
    case 'rate_limit':
      return policy.maxRateLimitAttempts;
    case 'overloaded':
    case 'server':
    case 'network':
      return policy.maxAttempts;
    case 'interrupted':
      return policy.maxInterruptedAttempts;
    case 'timeout':
      return Math.min(2, policy.maxAttempts);
    case 'auth':
    case 'permission':
    case 'not_found':
    case 'bad_request':
    case 'context':
    case 'quota':
      return 1;
    default:
      return assertNever(failure);
  }
}

/** What a provider's failure means for the agent once retries are out of the question. */
export function agentFailure(failure: FailureClass): AgentFailureClass {
  switch (failure) {
    case 'auth':
    case 'permission':
      return 'auth';
    case 'not_found':
      return 'config';
    case 'bad_request':
      return 'request';
    case 'context':
      return 'context_overflow';
    case 'quota':
      return 'quota';
    case 'rate_limit':
    case 'overloaded':
    case 'server':
    case 'network':
    case 'timeout':
    case 'interrupted':
      return 'transient';
    default:
      return assertNever(failure);
  }
}

/** What the system says when an address is wrong rather than busy. */
const UNREACHABLE: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH']);

/** Full-jitter exponential wait after the `attempt`-th call failed; `random` is in 0..1. */
export function backoffMs(policy: RetryPolicy, attempt: number, random: number): number {
  const full = Math.min(policy.maxDelayMs, policy.initialDelayMs * policy.multiplier ** (attempt - 1));
  return Math.round(full * (1 - policy.jitter) + full * policy.jitter * random);
}

/** A wait the server asked for, a little longer, never shorter. */
export const politeDelayMs = (askedMs: number, random: number): number =>
  Math.ceil(askedMs * (1 + SERVER_DELAY_JITTER * random));

/**
 * Whether and when to call again after the `attempt`-th call (1-based) failed. It never waits past `budgetEndMs`: a
 * server that asks for more than is left parks the agent like a spent quota does.
 */
export function decideRetry(input: {
  readonly policy: RetryPolicy;
  readonly failure: ProviderFailure;
  readonly attempt: number;
  readonly nowMs: number;
  readonly budgetEndMs: number;
  readonly random: number;
}): RetryDecision {
  const { policy, failure, attempt, nowMs, budgetEndMs, random } = input;
  const allowed = attemptsFor(failure.class, policy);
  if (attempt >= allowed) {
    const tries = allowed > 1 && attempt > 1 ? ` (${attempt} attempts)` : '';
    // Nobody answers at that address: beginning the round again would only make a person wait for a wrong one.
    const isNowhere = failure.code !== null && UNREACHABLE.has(failure.code);
    const meaning = isNowhere ? 'config' : agentFailure(failure.class);
    return { kind: 'give_up', failure: meaning, message: `${failure.message}${tries}` };
  }
  const asked = failure.retryAfter;
  const delayMs = asked === null ? backoffMs(policy, attempt, random) : politeDelayMs(asked.ms, random);
  if (nowMs + delayMs <= budgetEndMs) return { kind: 'retry', delayMs, source: asked?.source ?? 'backoff' };
  const left = Math.max(0, Math.round((budgetEndMs - nowMs) / 1000));
  return {
    kind: 'give_up',
    failure: asked === null ? 'transient' : 'quota',
    message: `${failure.message} (the next try would be in ${Math.ceil(delayMs / 1000)} s, and ${left} s are left)`,
  };
}
