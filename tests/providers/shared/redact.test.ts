import { describe, expect, test } from 'vitest';
import * as fc from 'fast-check';
import { redact } from '../../../src/providers/shared/redact.ts';

describe('a message', () => {
  test.each([
    ['sk-proj-AbCd1234EfGh5678IjKl', 'an OpenAI key'],
    ['sk-ant-api03-AbCd1234EfGh5678', 'an Anthropic key'],
    ['AIzaSyA-1234567890abcdefghijk', 'a Google key'],
    ['gsk_AbCd1234EfGh5678IjKl', 'a Groq key'],
    ['xai-AbCd1234EfGh5678IjKl', 'an xAI key'],
    ['sk-or-v1-0123456789abcdef0123', 'an OpenRouter key'],
  ])('loses %s, %s nobody told us about', (key) => {
    expect(redact(`Incorrect API key provided: ${key}.`, [])).toBe('Incorrect API key provided: [key].');
  });

  test('loses bearer tokens and keys in addresses', () => {
    expect(redact('Authorization: Bearer abc.def-ghi_jkl', [])).toBe('Authorization: Bearer [key]');
    expect(redact('GET /v1/models?key=abcdef&alt=sse', [])).toBe('GET /v1/models?key=[key]&alt=sse');
  });

  test('keeps ordinary words, even those that begin like a key', () => {
    const words = 'The sk-learn task asks for a key-value store; pk-1 is fine, EMPTY too.';
    expect(redact(words, ['EMPTY'])).toBe(words);
  });

  test('survives a key that is half a character', () => {
    expect(redact('no \ud800abcd', ['\ud800abcd'])).toBe('no [key]');
  });

  test('leaves no rest of a secret that begins with another', () => {
    expect(redact('no abcd-efgh-ijkl', ['abcd', 'abcd-efgh-ijkl'])).toBe('no [key]');
  });

  test('never contains a known secret, however often and wherever it was', () => {
    const secret = fc.string({ minLength: 8, maxLength: 40, unit: fc.constantFrom('a', 'Z', '0', '9', '-', '_') });
    fc.assert(
      fc.property(secret, fc.array(fc.string(), { maxLength: 5 }), (key, words) => {
        expect(redact(`${words.join(key)}${key}`, [key])).not.toContain(key);
      }),
    );
  });
});
