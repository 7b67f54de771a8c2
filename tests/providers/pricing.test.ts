import { describe, expect, test } from 'vitest';
import type { Usage } from '../../src/coordination/usage.ts';
import { UNKNOWN_USAGE } from '../../src/coordination/usage.ts';
import { createPricing } from '../../src/providers/pricing.ts';

const pricing = createPricing();
const MILLION = 1_000_000;
const usage = (fields: Partial<Usage>): Usage => ({ ...UNKNOWN_USAGE, input: 0, output: 0, ...fields });
const dollars = (type: string, model: string, fields: Partial<Usage>): number | null =>
  pricing.cost(type, model, usage(fields));

describe('the price of a call', () => {
  test('is that of its input and output', () => {
    expect(dollars('openai', 'gpt-5', { input: 200_000, output: 100_000 })).toBeCloseTo(0.25 + 1, 9);
  });

  test('takes cached input out of the input, not on top of it', () => {
    const plain = dollars('openai', 'gpt-5', { input: 100_000 });
    const cached = dollars('openai', 'gpt-5', { input: 100_000, cacheRead: 100_000 });
    expect(plain).toBeCloseTo(0.125, 9);
    expect(cached).toBeCloseTo(0.0125, 9);
  });

  test('of Claude prices fresh, read and written input apart', () => {
    const cost = dollars('claude', 'claude-sonnet-4-5-20250929', {
      input: 100_000,
      cacheRead: 60_000,
      cacheWrite: 20_000,
      output: 10_000,
    });
    expect(cost).toBeCloseTo(0.02 * 3 + 0.06 * 0.3 + 0.02 * 3.75 + 0.01 * 15, 9);
  });

  test('counts no reasoning twice, for it is inside the output', () => {
    const without = dollars('openai', 'gpt-5', { output: MILLION });
    expect(dollars('openai', 'gpt-5', { output: MILLION, reasoning: 900_000 })).toBe(without);
  });

  test('of a long prompt is the higher rate for all of it', () => {
    const short = dollars('gemini', 'gemini-2.5-pro', { input: 100_000 }) ?? 0;
    const long = dollars('gemini', 'gemini-2.5-pro', { input: 300_000 }) ?? 0;
    expect(long).toBeCloseTo(short * 3 * 2, 9);
  });

  test('has a higher rate for what is cached for an hour, and one for searches', () => {
    const written = { input: MILLION, cacheWrite: MILLION };
    const model = 'claude-sonnet-4-5';
    const short = dollars('claude', model, { ...written, extras: { cacheWrite1h: 0, webSearches: 0 } }) ?? 0;
    expect(short).toBe(dollars('claude', model, written));
    const long = dollars('claude', model, { ...written, extras: { cacheWrite1h: MILLION, webSearches: 0 } });
    expect(long).toBeCloseTo((short / 1.25) * 2, 9);
    const searching = dollars('claude', model, { extras: { cacheWrite1h: 0, webSearches: 3 } });
    expect(searching).toBeCloseTo(0.03, 9);
    expect(dollars('grok', 'grok-4', { input: MILLION, extras: { cacheWrite1h: 0, webSearches: 3 } })).toBe(
      dollars('grok', 'grok-4', { input: MILLION }),
    );
  });

  test('is what the host charged, when it says so, even nothing', () => {
    expect(dollars('openrouter', 'some/unlisted-model', { input: 10, cost: 0.00007159 })).toBe(0.00007159);
    expect(dollars('openrouter', 'some/unlisted-model:free', { input: 10, cost: 0 })).toBe(0);
  });

  test.each([
    ['openai', 'no-such-model'],
    ['openai', 'gpt-5-mini-foo'],
    ['claude', 'claude-sonnet-5-5'],
    ['azure_openai', 'my-deployment'],
    ['chatcompletion', 'gpt-5'],
    ['vllm', 'meta-llama/Llama-3'],
    ['brand_new_type', 'gpt-5'],
  ])('of %s %s is unknown, not a guess', (type, model) => {
    expect(dollars(type, model, { input: MILLION, output: MILLION })).toBe(null);
  });

  test.each(['gpt-5-2025-08-07', 'gpt-5'])('of %s is the same as of the model it is a build of', (model) => {
    expect(dollars('openai', model, { input: MILLION })).toBe(dollars('openai', 'gpt-5', { input: MILLION }));
  });

  test('of unknown or impossible usage is unknown', () => {
    expect(pricing.cost('openai', 'gpt-5', UNKNOWN_USAGE)).toBe(null);
    expect(dollars('openai', 'gpt-5', { input: 100, cacheRead: 600 })).toBe(null);
  });
});
