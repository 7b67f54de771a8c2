import { describe, expect, test } from 'vitest';
import { googleProblems } from '../../../../src/model-server/protocols/google-generate/rules.ts';

const ask = { role: 'user', parts: [{ text: 'hi' }] };
const model = (...parts: object[]): object => ({ role: 'model', parts });
const results = (...parts: object[]): object => ({ role: 'user', parts });
const made = (id: string, signed = true): object => ({
  functionCall: { name: 'f', id, args: {} },
  ...(signed ? { thoughtSignature: 's' } : {}),
});
const given = (id: string, name = 'f'): object => ({ functionResponse: { name, id, response: {} } });

describe('generateContent', () => {
  test.each<[string, readonly object[], string | undefined]>([
    ['takes a tool round', [ask, model(made('a'), made('b', false)), results(given('a'), given('b'))], undefined],
    ['misses contents', [], 'contents is not specified'],
    ['knows two roles', [{ role: 'assistant', parts: [{ text: 'a' }] }], 'contents[0]: valid roles are user and model'],
    ['refuses empty parts', [{ role: 'user', parts: [] }], 'contents[0]: parts is empty'],
    [
      'wants as many results as calls',
      [ask, model(made('a')), ask],
      'contents[2]: 0 function responses for 1 function calls',
    ],
    ['misses results at the end', [ask, model(made('a'))], 'the last function calls have no function responses'],
    [
      'wants results in the order of the calls',
      [ask, model(made('a'), made('b')), results(given('b'), given('a'))],
      'contents[2]: function response 0 is not for f',
    ],
    [
      'wants a signature',
      [ask, model(made('a', false)), results(given('a'))],
      'contents[1]: Function call is missing a thought_signature in functionCall parts',
    ],
  ])('%s', (_title, contents, problem) => {
    expect(googleProblems({ contents }, 'gemini-3-pro')[0]).toBe(problem);
  });

  test('needs no signature before Gemini 3', () => {
    const contents = [ask, model(made('a', false)), results(given('a'))];
    expect(googleProblems({ contents }, 'gemini-2.5-pro')).toEqual([]);
  });
});
