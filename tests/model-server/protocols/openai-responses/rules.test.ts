import { describe, expect, test } from 'vitest';
import { responsesProblems } from '../../../../src/model-server/protocols/openai-responses/rules.ts';

const user = { role: 'user', content: 'hi' };
const call = (id: string): object => ({ type: 'function_call', call_id: id, name: 'f', arguments: '{}' });
const output = (id: string): object => ({ type: 'function_call_output', call_id: id, output: 'x' });
const reasoning = { type: 'reasoning', id: 'r', summary: [] };

describe('the Responses API', () => {
  test.each<[string, Record<string, unknown>, string | undefined]>([
    ['takes a tool round', { input: [user, reasoning, call('a'), call('b'), output('a'), output('b')] }, undefined],
    ['takes text alone', { input: 'hi' }, undefined],
    ['takes results for calls it stored', { previous_response_id: 'r', input: [output('a')] }, undefined],
    ['misses a result', { input: [user, call('a')] }, 'no tool output found for function call a'],
    ['refuses a result nobody asked for', { input: [user, output('a')] }, 'input[1]: no open function call a'],
    ['refuses a second result', { input: [call('a'), output('a'), output('a')] }, 'input[2]: no open function call a'],
    ['refuses a call twice', { input: [call('a'), call('a'), output('a')] }, 'input[1]: a second function call a'],
    [
      'misses what follows reasoning',
      { input: [user, reasoning] },
      'input[1]: a reasoning item without its required following item',
    ],
    [
      'refuses reasoning before a question',
      { input: [reasoning, user] },
      'input[0]: a reasoning item without its required following item',
    ],
    [
      'refuses tools of the other API',
      { tools: [{ type: 'function', function: {} }] },
      'tools[0]: name and parameters stand flat here',
    ],
    ['refuses max_tokens', { max_tokens: 1 }, 'unknown parameter: max_tokens'],
  ])('%s', (_title, body, problem) => {
    expect(responsesProblems(body)[0]).toBe(problem);
  });
});
