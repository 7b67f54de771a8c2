import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  agentFailure,
  attemptsFor,
  backoffMs,
  decideRetry,
  DEFAULT_RETRY_POLICY as POLICY,
  politeDelayMs,
} from '../../../src/runtime/calls/retry.ts';
import type { FailureClass, ProviderFailure } from '../../../src/runtime/ports/model.ts';

const failure = (kind: FailureClass, retryAfter: ProviderFailure['retryAfter'] = null): ProviderFailure => ({
  class: kind,
  message: 'no',
  status: null,
  code: null,
  retryAfter,
  requestId: null,
});

const decide = (of: ProviderFailure, more: Partial<Parameters<typeof decideRetry>[0]> = {}) =>
  decideRetry({ policy: POLICY, failure: of, attempt: 1, nowMs: 1000, budgetEndMs: Infinity, random: 0.5, ...more });

describe('which failures are tried again', () => {
  test.each([
    ['rate_limit', 8, 'transient'],
    ['overloaded', 5, 'transient'],
    ['server', 5, 'transient'],
    ['network', 5, 'transient'],
    ['interrupted', 5, 'transient'],
    ['timeout', 2, 'transient'],
    ['quota', 1, 'quota'],
    ['auth', 1, 'auth'],
    ['permission', 1, 'auth'],
    ['not_found', 1, 'config'],
    ['bad_request', 1, 'request'],
    ['context', 1, 'context_overflow'],
  ] satisfies [FailureClass, number, string][])('%s: %i calls in all, then %s', (kind, calls, becomes) => {
    expect(attemptsFor(kind, POLICY)).toBe(calls);
    expect(agentFailure(kind)).toBe(becomes);
    const kinds = Array.from({ length: calls }, (_, index) => decide(failure(kind), { attempt: index + 1 }).kind);
    expect(kinds).toEqual([...Array<string>(calls - 1).fill('retry'), 'give_up']);
  });

  test('an address where nobody answers is a wrong one after five calls, not a passing trouble', () => {
    const refused = { ...failure('network'), code: 'ECONNREFUSED' };
    expect(decide(refused, { attempt: 4 })).toMatchObject({ kind: 'retry' });
    expect(decide(refused, { attempt: 5 })).toMatchObject({ kind: 'give_up', failure: 'config' });
    expect(decide({ ...refused, code: 'ECONNRESET' }, { attempt: 5 })).toMatchObject({ failure: 'transient' });
  });

  test('the message says how often it was tried, if more than once', () => {
    expect(decide(failure('auth'))).toMatchObject({ message: 'no' });
    expect(decide(failure('server'), { attempt: 5 })).toMatchObject({ message: 'no (5 attempts)' });
  });
});

describe('how long a retry waits', () => {
  test('our own wait is anything up to a limit that doubles to 60 s', () => {
    const longest = [1, 2, 3, 4, 5, 6, 7, 8].map((attempt) => backoffMs(POLICY, attempt, 1));
    expect(longest).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
    expect(backoffMs(POLICY, 3, 0)).toBe(0);
    expect(backoffMs({ ...POLICY, jitter: 0.2 }, 3, 0)).toBe(3200);
  });

  test('what the server asks is kept, whatever our own cap is', () => {
    const asked = failure('rate_limit', { ms: 120_000, source: 'header' });
    expect(decide(asked, { random: 0 })).toEqual({ kind: 'retry', delayMs: 120_000, source: 'header' });
    expect(decide(failure('rate_limit', { ms: 500, source: 'body' }), { random: 0 })).toMatchObject({ source: 'body' });
    expect(decide(failure('server'))).toMatchObject({ source: 'backoff' });
  });

  test('it is never earlier than asked and at most a tenth later', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3_600_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (askedMs, random) => {
          const delayMs = politeDelayMs(askedMs, random);
          expect(delayMs).toBeGreaterThanOrEqual(askedMs);
          expect(delayMs).toBeLessThanOrEqual(Math.ceil(askedMs * 1.1));
        },
      ),
    );
  });

  test('no wait ends after the budget', () => {
    const kinds = fc.constantFrom<FailureClass>('rate_limit', 'server', 'network', 'interrupted', 'overloaded');
    const asks = fc.option(fc.integer({ min: 0, max: 1e6 }).map((ms) => ({ ms, source: 'header' as const })));
    fc.assert(
      fc.property(
        kinds,
        asks,
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 0, max: 1e6 }),
        (kind, asked, attempt, leftMs) => {
          const decision = decide(failure(kind, asked), { attempt, budgetEndMs: 1000 + leftMs });
          expect(decision.kind === 'give_up' || decision.delayMs <= leftMs).toBe(true);
        },
      ),
    );
  });

  test('a server that asks for more than is left parks the agent like a spent quota', () => {
    const asked = failure('rate_limit', { ms: 90_000, source: 'header' });
    expect(decide(asked, { budgetEndMs: 61_000, random: 0 })).toEqual({
      kind: 'give_up',
      failure: 'quota',
      message: 'no (the next try would be in 90 s, and 60 s are left)',
    });
    expect(decide(failure('server'), { budgetEndMs: 1000, random: 1 })).toMatchObject({ failure: 'transient' });
  });
});
