import { expect, test } from 'vitest';
import { redactJson, redactText, secretsOf } from '../../../src/model-server/record/redact.ts';

test('secrets are the values of all headers and parameters that carry keys, with and without their scheme', () => {
  const headers = { authorization: 'Bearer abcdefgh1', 'x-api-key': 'abcdefgh2', 'x-goog-api-key': 'abcdefgh3' };
  expect(secretsOf(headers, '/v1?key=abcdefgh4&alt=sse').toSorted()).toEqual([
    'Bearer abcdefgh1',
    'abcdefgh1',
    'abcdefgh2',
    'abcdefgh3',
    'abcdefgh4',
  ]);
});

test('a placeholder such as none is not worth a secret, so that words stay whole', () => {
  expect(secretsOf({ authorization: 'Bearer none', 'x-api-key': 'test' }, '/')).toEqual(['Bearer none']);
  expect(secretsOf({}, 'http://[bad')).toEqual([]);
});

test.each([
  ['my key abcdefgh1 twice abcdefgh1', 'my key [redacted] twice [redacted]'],
  ['sk-proj-0123456789abcdefXYZ_-', '[redacted]'],
  ['AIzaSyA0123456789012345678901234567890', '[redacted]'],
  ['xai-0123456789abcdefghij', '[redacted]'],
  ['gsk_0123456789abcdefghij', '[redacted]'],
  ['ask-me-anything-about-tasks', 'ask-me-anything-about-tasks'],
  ['sk-short', 'sk-short'],
])('%s becomes %s', (text, clean) => {
  expect(redactText(text, ['abcdefgh1'])).toBe(clean);
});

test('a JSON value is cleaned in depth, by value, by name, and nothing else is touched', () => {
  const value = {
    input: [{ text: 'it is abcdefgh1' }],
    tools: [{ type: 'mcp', headers: { Authorization: 'whatever', 'X-Api-Key': 'x' }, api_key: 'y', password: 'z' }],
    max_tokens: 5,
    secret: 7,
    token_count: 'three',
    none: null,
  };
  expect(redactJson(value, ['abcdefgh1'])).toEqual({
    input: [{ text: 'it is [redacted]' }],
    tools: [
      {
        type: 'mcp',
        headers: { Authorization: '[redacted]', 'X-Api-Key': '[redacted]' },
        api_key: '[redacted]',
        password: '[redacted]',
      },
    ],
    max_tokens: 5,
    secret: 7,
    token_count: 'three',
    none: null,
  });
});
