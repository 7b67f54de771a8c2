import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRedactor, REDACTED } from '../../../src/store/secrets/redactor.ts';

const KEY = 'sk-proj-0123456789';

test('a known secret is masked wherever it stands', () => {
  const redactor = createRedactor([KEY]);
  expect(redactor.text(`a ${KEY} b${KEY}`)).toBe(`a ${REDACTED} b${REDACTED}`);
  expect(redactor.tree({ list: [`x${KEY}`], [KEY]: 1 })).toEqual({ list: [`x${REDACTED}`], [REDACTED]: 1 });
});

test('short words are no secrets', () => {
  const redactor = createRedactor(['EMPTY', 'test']);
  expect(redactor.secrets).toEqual([]);
  expect(redactor.text('this is a test of EMPTY')).toBe('this is a test of EMPTY');
});

test('a short key is hidden when it was given as one, not when it only stands under a telling name', () => {
  const redactor = createRedactor(['k3y!'], { mcp: { token: 'yes!' } });
  expect(redactor.text('k3y! yes!')).toBe(`${REDACTED} yes!`);
});

test('of two secrets where one begins with the other nothing is left', () => {
  const redactor = createRedactor([KEY, `${KEY}-longer`]);
  expect(redactor.text(`${KEY}-longer`)).toBe(REDACTED);
});

test.each([
  'api_key',
  'apiKey',
  'x-api-key',
  'OPENAI_API_KEY',
  'client_secret',
  'password',
  'Authorization',
  'access_token',
])('the text under the key %s is masked', (name) => {
  const redactor = createRedactor([]);
  expect(redactor.tree({ [name]: 'anything' })).toEqual({ [name]: REDACTED });
  expect(JSON.parse(redactor.json({ data: { [name]: 'anything' } }))).toEqual({ data: { [name]: REDACTED } });
});

test.each([
  ['a count of tokens', { max_tokens: 100, input_tokens: 5 }],
  ['the name of a variable', { api_key: '${OPENAI_API_KEY}', token: '$TOKEN', api_key_env: 'OPENAI_API_KEY' }],
  ['an empty value', { api_key: '' }],
  ['JSON that a text quotes', { text: '{"api_key":"shown in the manual"}' }],
])('%s stays', (_name, value) => {
  const redactor = createRedactor([]);
  expect(JSON.parse(redactor.json(value))).toEqual(value);
  expect(redactor.tree(value)).toEqual(value);
});

test('a key that stands in the configuration is masked everywhere from then on', () => {
  const redactor = createRedactor([], { agents: [{ backend: { api_key: KEY } }] });
  expect(redactor.text(`the provider says ${KEY} is wrong`)).not.toContain(KEY);
});

test('masked JSON is JSON, also when a secret looks like a number or holds quotes', () => {
  const secrets = ['12345678', 'quote"and\\back', 'line\nbreak'];
  const redactor = createRedactor(secrets);
  const value = { at_ms: 1712345678999, text: secrets.join(' + ') };
  const masked = JSON.parse(redactor.json(value)) as { at_ms: number; text: string };
  expect(masked.at_ms).toBe(value.at_ms);
  for (const secret of secrets) expect(masked.text).not.toContain(secret);
});

test('whatever surrounds it, no secret survives in any form', () => {
  const secret = fc.string({ minLength: 8, maxLength: 40, unit: 'grapheme-ascii' });
  fc.assert(
    fc.property(secret, fc.string(), fc.string(), (key, before, after) => {
      const redactor = createRedactor([key]);
      const value = { text: before + key + after, list: [[key], { key }] };
      const masked = JSON.parse(redactor.json(value)) as typeof value;
      // The mask itself may complete a secret made of its own letters; a real one is not.
      fc.pre(!REDACTED.includes(key.slice(0, 1)));
      expect(redactor.text(value.text)).not.toContain(key);
      expect(masked.text).not.toContain(key);
      expect(JSON.stringify(masked.list)).not.toContain(JSON.stringify(key).slice(1, -1));
    }),
  );
});

test('what is nested too deeply is left out with a word, and nothing throws', () => {
  const redactor = createRedactor([KEY]);
  const deep: unknown = JSON.parse(`{"a":${'['.repeat(200_000)}${']'.repeat(200_000)},"key":"${KEY}"}`);
  const written = redactor.json(deep);
  expect(written).toContain('[nested too deeply]');
  expect(JSON.parse(written)).toMatchObject({ key: REDACTED });
});
