import { expect, test } from 'vitest';
import { plainPaint } from '../../../src/cli/faces/plain.ts';

const XTERM = { TERM: 'xterm-256color' };

test.each([
  ['a terminal has colours', true, XTERM, true],
  ['a pipe has none', false, XTERM, false],
  ['NO_COLOR takes them away', true, { ...XTERM, NO_COLOR: '1' }, false],
  ['an empty NO_COLOR says nothing', true, { ...XTERM, NO_COLOR: '' }, true],
  ['FORCE_COLOR gives them to a pipe', false, { FORCE_COLOR: '1' }, true],
  ['FORCE_COLOR=0 takes them from a terminal', true, { ...XTERM, FORCE_COLOR: '0' }, false],
  ['an empty FORCE_COLOR says nothing', false, { ...XTERM, FORCE_COLOR: '' }, false],
  ['NO_COLOR is stronger than FORCE_COLOR', true, { ...XTERM, NO_COLOR: '1', FORCE_COLOR: '3' }, false],
  ['a terminal that cannot show them gets none', true, { TERM: 'vt100' }, false],
] as const)('%s', (_title, hasTerminal, env, coloured) => {
  expect(plainPaint({ hasTerminal, env }).red('x') !== 'x').toBe(coloured);
});
