import { describe, expect, test } from 'vitest';
import { isDeeperThan, parseJson } from '../../../src/providers/shared/json.ts';
import { toolCallFromText } from '../../../src/providers/shared/tool-call.ts';

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

describe('arguments of a tool call', () => {
  test('are an object, or none', () => {
    expect(toolCallFromText('id', 'vote', '{"a":[1]}')).toMatchObject({ args: { a: [1] }, argsError: null });
    expect(toolCallFromText('id', 'vote', ' ')).toMatchObject({ args: {}, argsError: null });
    expect(toolCallFromText('id', 'vote', '[]').argsError).toContain('must be a JSON object');
  });

  test('of 64 levels are taken, of 65 refused', () => {
    expect(toolCallFromText('id', 'vote', `{"a":${nested(63)}}`).argsError).toBe(null);
    expect(toolCallFromText('id', 'vote', `{"a":${nested(64)}}`)).toMatchObject({
      args: null,
      argsError: 'the arguments are nested more than 64 levels deep',
    });
  });

  test('nested 200,000 levels deep are refused in a sentence', () => {
    const argsText = `{"content":${nested(200_000)}}`;
    const call = toolCallFromText('id', 'new_answer', argsText);
    expect(call).toMatchObject({ args: null, argsText });
    expect(call.argsError).toContain('64 levels');
  });

  test('longer than four million characters are refused', () => {
    const call = toolCallFromText('id', 'new_answer', `{"content":"${'x'.repeat(4_000_000)}"}`);
    expect(call).toMatchObject({ args: null, argsError: 'the arguments are longer than 4000000 characters' });
  });
});

test('JSON nested beyond all sense reads like no JSON', () => {
  expect(parseJson(nested(256))).toBeDefined();
  expect(parseJson(nested(257))).toBe(undefined);
  expect(isDeeperThan(JSON.parse(nested(200_000)), 199_999)).toBe(true);
  expect(isDeeperThan('text', 0)).toBe(false);
});
