import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSecretValue, secretValues, withoutSecrets } from '../../src/shared/secret-value.ts';

test.each([
  ['sk-abcdef', true],
  ['abcd', true],
  ['abc', false],
  ['', false],
  [' None ', false],
  ['EMPTY', false],
])('%j is worth hiding: %s', (text, expected) => {
  expect(isSecretValue(text)).toBe(expected);
});

test('of a secret that begins with another no rest is left', () => {
  const secrets = secretValues(['abcd-1', 'none', 'abcd-1-and-more', 'abcd-1']);
  expect(secrets).toEqual(['abcd-1-and-more', 'abcd-1']);
  expect(withoutSecrets('x abcd-1-and-more y abcd-1', secrets, '[key]')).toBe('x [key] y [key]');
});

test('a secret is hidden without the blanks that were copied with it', () => {
  expect(secretValues([' abcd-1\n', 'abcd-1'])).toEqual(['abcd-1']);
});

test('a text without its secrets holds none of them, and is itself where there was none', () => {
  const piece = fc.string({ unit: fc.constantFrom('a', 'b', '$', '-'), minLength: 4, maxLength: 7 });
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 4 }), fc.array(piece, { maxLength: 6 }), (values, words) => {
      const secrets = secretValues(values);
      const text = words.join(' ');
      const clean = withoutSecrets(text, secrets, '[key]');
      expect(secrets.filter((secret) => clean.includes(secret))).toEqual([]);
      expect(secrets.some((secret) => text.includes(secret)) || clean === text).toBe(true);
    }),
  );
});
