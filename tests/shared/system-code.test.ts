import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { systemCode } from '../../src/shared/system-code.ts';

test('an error of the system has its code', () => {
  let cause: unknown = null;
  try {
    readFileSync('/no/such/folder/no-such-file');
  } catch (error) {
    cause = error;
  }
  expect(systemCode(cause)).toBe('ENOENT');
});

test.each([
  ['an error without a code', new Error('ENOENT')],
  ['a text', 'ENOENT'],
  ['an object that only looks like an error', { code: 'ENOENT' }],
  ['nothing', undefined],
])('%s has none', (_name, cause) => {
  expect(systemCode(cause)).toBeNull();
});
