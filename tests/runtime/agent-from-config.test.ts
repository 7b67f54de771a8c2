import { describe, expect, test } from 'vitest';
import type { BackendConfig } from '../../src/config/config.ts';
import { retryPolicyOf, startLimitOf } from '../../src/runtime/agent-from-config.ts';
import { DEFAULT_RETRY_POLICY } from '../../src/runtime/calls/retry.ts';

/** A backend block as the configuration gives it, as far as these rules read it. */
function backend(more: Partial<BackendConfig> = {}): BackendConfig {
  return {
    type: 'openai',
    model: 'gpt-4o',
    retry: { max_attempts: 5, initial_delay: 1, multiplier: 2, max_delay: 60, jitter: 1 },
    max_incomplete_response_retries: 5,
    gemini_backoff_max_attempts: null,
    gemini_backoff_initial_delay: null,
    gemini_backoff_multiplier: null,
    gemini_backoff_max_delay: null,
    gemini_backoff_jitter: null,
    enable_rate_limit: false,
    ...more,
  } as BackendConfig;
}

describe('the retry policy of a backend', () => {
  test('is the default when nothing is set', () => {
    expect(retryPolicyOf(backend())).toEqual(DEFAULT_RETRY_POLICY);
  });

  test('takes seconds from the file', () => {
    const retry = { max_attempts: 3, initial_delay: 0.5, multiplier: 3, max_delay: 10, jitter: 0 };
    expect(retryPolicyOf(backend({ retry }))).toEqual({
      maxAttempts: 3,
      maxRateLimitAttempts: 3,
      maxInterruptedAttempts: 3,
      initialDelayMs: 500,
      multiplier: 3,
      maxDelayMs: 10_000,
      jitter: 0,
    });
  });

  test('does not repeat broken streams for those who want none repeated', () => {
    expect(retryPolicyOf(backend({ max_incomplete_response_retries: 0 })).maxInterruptedAttempts).toBe(1);
  });

  test('reads the older keys for gemini, and for no other', () => {
    const older = { gemini_backoff_max_attempts: 9, gemini_backoff_initial_delay: 2, gemini_backoff_jitter: 0.2 };
    expect(retryPolicyOf(backend({ ...older, type: 'gemini' }))).toMatchObject({
      maxAttempts: 9,
      maxRateLimitAttempts: 9,
      initialDelayMs: 2000,
      jitter: 0.2,
      multiplier: 2,
    });
    expect(retryPolicyOf(backend(older))).toEqual(DEFAULT_RETRY_POLICY);
  });
});

describe('the limit of starts', () => {
  test.each([
    ['gemini-2.5-flash', 9, 3000],
    ['gemini-2.5-pro', 2, 10_000],
    ['gemini-3-pro', 7, 5000],
  ])('of %s is %i requests a minute', (model, requestsPerMinute, cooldownMs) => {
    expect(startLimitOf(backend({ model, enable_rate_limit: true }))).toMatchObject({ requestsPerMinute, cooldownMs });
  });

  test('is none for other models, and none when it is not wanted', () => {
    expect(startLimitOf(backend({ enable_rate_limit: true }))).toBeNull();
    expect(startLimitOf(backend({ model: 'gemini-2.5-pro' }))).toBeNull();
  });
});
