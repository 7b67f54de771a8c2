import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expandVariables } from '../../../src/config/text/expand.ts';

const env = { A: 'one', EMPTY: '', cwd: '/hijacked', 'a b': 'spaced', LOOP: '${LOOP}' };
const fill = (text: string): unknown => expandVariables({ k: text }, env).tree;

describe('variables in texts', () => {
  test.each([
    ['${A}', 'one'],
    ['x-${A}-${A}', 'x-one-one'],
    ['${EMPTY}', ''],
    ['${a b}', 'spaced'],
    ['${NONE}', '${NONE}'],
    ['${}', '${}'],
    ['$A', '$A'],
    ['${cwd}/x', '${cwd}/x'],
    ['${LOOP}', '${LOOP}'],
    ['${NONE:-fallback}', 'fallback'],
    ['${NONE:-}', ''],
    ['${EMPTY:-fallback}', 'fallback'],
    ['${A:-fallback}', 'one'],
    ['${A:?needed}', 'one'],
    ['${NONE:?needed}', '${NONE:?needed}'],
    ['${toString}', '${toString}'],
    ['${__proto__}', '${__proto__}'],
    ['${}${A}', '${}one'],
    ['${A', '${A'],
    ['${A${A}', '${A${A}'],
    ['$${A}}', '$one}'],
  ])('%s becomes %s', (text, expected) => expect(fill(text)).toEqual({ k: expected }));

  test('are filled at any depth, in values only, and stay texts', () => {
    expect(expandVariables({ '${A}': [{ port: '${A}' }, 1, null, true] }, env).tree).toEqual({
      '${A}': [{ port: 'one' }, 1, null, true],
    });
  });

  test('that are not set are named with their place', () => {
    expect(expandVariables({ a: ['${X} and ${Y:?the Y}'] }, {}).unresolved).toEqual([
      { path: ['a', 0], name: 'X', demand: null },
      { path: ['a', 0], name: 'Y', demand: 'the Y' },
    ]);
  });

  test('that are not set are named once for each text, be they thousands', () => {
    const names = Array.from({ length: 100_000 }, (_, index) => `X${index}`);
    const text = [...names, ...names].map((name) => `\${${name}}`).join('');
    const { unresolved } = expandVariables({ a: text, b: text }, {});
    expect(unresolved.map(({ name }) => name)).toEqual([...names, ...names]);
  });

  test('that are never closed cost no more than reading them once', () => {
    const text = '${'.repeat(400_000);
    expect(fill(text)).toEqual({ k: text });
  });

  test('change nothing where there are none', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        fc.pre(!JSON.stringify(value).includes('${'));
        expect(expandVariables(value, env)).toEqual({ tree: value, unresolved: [] });
      }),
    );
  });

  test('stop being filled before a long variable fills the memory', () => {
    const { tree } = expandVariables({ k: '${LONG}'.repeat(1000) }, { LONG: 'x'.repeat(100_000) });
    expect(tree).toEqual({ k: 'x'.repeat(16_700_000) + '${LONG}'.repeat(833) });
  });
});
