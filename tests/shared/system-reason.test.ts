import { expect, test } from 'vitest';
import { systemReason } from '../../src/shared/system-reason.ts';

const failure = (code: string): Error => Object.assign(new Error(`${code}: as the system puts it`), { code });

test.each([
  ['ENOSPC', 'the disk is full'],
  ['EACCES', 'permission denied'],
  ['ENOENT', 'there is no such file'],
  ['EWHATEVER', 'EWHATEVER: as the system puts it'],
])('%s is told as "%s"', (code, words) => {
  expect(systemReason(failure(code))).toBe(words);
});

test('whoever knows better what a code means says it in other words', () => {
  const words = { ENOENT: 'its folder is not there' };
  expect(systemReason(failure('ENOENT'), words)).toBe('its folder is not there');
  expect(systemReason(failure('ENOSPC'), words)).toBe('the disk is full');
});

test('what is no failure of the system is told in its own words', () => {
  expect(systemReason(new Error('half a file'))).toBe('half a file');
  expect(systemReason('stopped')).toBe('stopped');
});
