import { describe, expect, test } from 'vitest';
import { anthropicProblems } from '../../../../src/model-server/protocols/anthropic-messages/rules.ts';

const VERSION = '2026-10-21';
const user = { role: 'user', content: 'hi' };
const use = (id: string): object => ({ type: 'tool_use', id, name: 'f', input: {} });
const result = (id: string): object => ({ type: 'tool_result', tool_use_id: id, content: 'x' });
const text = { type: 'text', text: 'a' };
const say = (role: string, ...content: object[]): object => ({ role, content });
const thinking = { thinking: { type: 'enabled', budget_tokens: 1024 } };

describe('the Messages API', () => {
  test.each<[string, Record<string, unknown>, string | undefined]>([
    [
      'takes a tool round',
      { messages: [user, say('assistant', text, use('a')), say('user', result('a'), text)] },
      undefined,
    ],
    [
      'takes thinking first',
      { ...thinking, messages: [user, say('assistant', { type: 'thinking' }, use('a')), say('user', result('a'))] },
      undefined,
    ],
    ['misses max_tokens', { max_tokens: undefined, messages: [user] }, 'max_tokens: field required'],
    ['refuses temperature', { temperature: 1, messages: [user] }, 'temperature: Extra inputs are not permitted'],
    [
      'wants the user first',
      { messages: [say('assistant', text)] },
      "messages.0: the first message must be the user's",
    ],
    [
      'misses a result',
      { messages: [user, say('assistant', use('a')), user] },
      'messages.2: tool_use a has no tool_result',
    ],
    [
      'misses a result at the end',
      { messages: [user, say('assistant', use('a'))] },
      'tool_use a has no tool_result in the next message',
    ],
    [
      'refuses a result nobody asked for',
      { messages: [say('user', result('a'))] },
      'messages.0: tool_result for unknown tool_use a',
    ],
    [
      'refuses two results',
      { messages: [user, say('assistant', use('a')), say('user', result('a'), result('a'))] },
      'messages.2: two tool_results for one tool_use',
    ],
    [
      'wants results before text',
      { messages: [user, say('assistant', use('a')), say('user', text, result('a'))] },
      'messages.2: tool_result blocks must come first',
    ],
    [
      'wants thinking before a call',
      { ...thinking, messages: [user, say('assistant', use('a')), say('user', result('a'))] },
      'messages.1: a final assistant message with tool_use must start with its thinking block',
    ],
    [
      'refuses empty text',
      { messages: [say('user', { type: 'text', text: '' })] },
      'messages.0.content.0: text is empty',
    ],
  ])('%s', (_title, body, problem) => {
    expect(anthropicProblems({ max_tokens: 9, ...body }, VERSION)[0]).toBe(problem);
  });

  test('takes temperature under its older version', () => {
    const body = { max_tokens: 1, temperature: 1, messages: [user] };
    expect(anthropicProblems(body, '2023-06-01')).toEqual([]);
  });
});
