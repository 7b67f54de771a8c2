import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { envFilePlaces, mergeEnvironment, parseDotenv } from '../../../src/config/find/dotenv.ts';

const read = (text: string, env = {}): Readonly<Record<string, string>> => Object.fromEntries(parseDotenv(text, env));

describe('a .env file', () => {
  test.each([
    ['A=1', { A: '1' }],
    ['export A=1', { A: '1' }],
    ['  A = 1  ', { A: '1' }],
    ['A=', { A: '' }],
    ['A="x y"', { A: 'x y' }],
    ["A=1\nB='x ${A} ${C}'", { A: '1', B: 'x 1 ' }],
    ["A='it\\'s' # why", { A: "it's" }],
    ["A='C:\\new'", { A: 'C:\\new' }],
    ["A='ends in \\'\nB=1", { A: 'ends in \\', B: '1' }],
    ['A="line\\nnext"', { A: 'line\nnext' }],
    ['A="two\nlines"', { A: 'two\nlines' }],
    ['A=1 # why', { A: '1' }],
    ['A=pa#ss', { A: 'pa#ss' }],
    ['A=#pass', { A: '#pass' }],
    ['A= # to be filled in', { A: '' }],
    ['A-B=1', { 'A-B': '1' }],
    ['A="x" # why', { A: 'x' }],
    ['# A=1\nB=2', { B: '2' }],
    ['A=1\r\nB=2\r\n', { A: '1', B: '2' }],
    ['A=1\nA=2', { A: '2' }],
    ['A=1\nB=${A}2', { A: '1', B: '12' }],
    ['B=${HOST:-none}', { B: 'none' }],
    ['nonsense\nA=1', { A: '1' }],
    ['1A=2', {}],
    ['\uFEFFA=1', { A: '1' }],
  ])('%j reads %j', (text, expected) => expect(read(text)).toEqual(expected));

  test('is never a reason to throw or to stall', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(read(text)).toBeTypeOf('object');
      }),
    );
    const doubling = Array.from({ length: 60 }, (_, n) => `A${n + 1}=\${A${n}}\${A${n}}`);
    const values = read(['A0=x', ...doubling].join('\n'));
    expect(values['A3']).toBe('x'.repeat(8));
    expect(values['A60']).toBe('${A59}${A59}');
    expect(read(`A=${'x'.repeat(200_000)}\nB="${'\\"'.repeat(50_000)}`)).toHaveProperty('A');
  });
});

describe('the environment of a run', () => {
  const places = envFilePlaces('/work', '/home/u');

  test('is looked for in four places, the project first', () => {
    expect(places).toEqual([
      '/work/.env',
      '/work/configs/.env',
      '/home/u/.config/massgen/.env',
      '/home/u/.massgen/.env',
    ]);
  });

  test('has the process first, then the files in their order, and says which file gave what', () => {
    const { env, origins } = mergeEnvironment({ A: 'process', GONE: undefined }, [
      { path: '/work/.env', text: 'A=1\nB=1\nGONE=1' },
      { path: '/home/u/.massgen/.env', text: 'B=2\nC=2' },
    ]);
    expect(env).toEqual({ A: 'process', B: '1', C: '2', GONE: '1' });
    expect(Object.fromEntries(origins)).toEqual({ B: '/work/.env', GONE: '/work/.env', C: '/home/u/.massgen/.env' });
  });
});
