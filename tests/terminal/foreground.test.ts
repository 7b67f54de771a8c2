import { expect, test } from 'vitest';
import { standsInFront } from '../../src/terminal/foreground.ts';

test.each([
  ['a job in front', '12 (node) S 10 12 10 34816 12 4194304 1', true],
  ['a job in the background', '12 (node) S 10 12 10 34816 10 4194304 1', false],
  ['a child of the job in front', '13 (node) S 12 12 10 34816 12 0', true],
  ['a name that looks like the rest', '12 (a) S 1 2 3 4 5) R 10 12 10 34816 10 0', false],
  ['no terminal at all', '12 (node) S 10 12 10 0 -1 0', true],
  ['something else', '', true],
])('the group of the process is compared with that of the terminal: %s', (_name, stat, expected) => {
  expect(standsInFront(stat)).toBe(expected);
});
