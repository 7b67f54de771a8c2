import { describe, expect, test } from 'vitest';
import { chatProblems } from '../../../../src/model-server/protocols/openai-chat/rules.ts';

const user = { role: 'user', content: 'hi' };
const calls = (...ids: string[]): object => ({ role: 'assistant', tool_calls: ids.map((id) => ({ id })) });
const result = (id: string): object => ({ role: 'tool', tool_call_id: id, content: 'x' });

describe('Chat Completions', () => {
  test.each<[string, Record<string, unknown>, string | undefined]>([
    ['takes a tool round', { messages: [user, calls('a', 'b'), result('b'), result('a'), user] }, undefined],
    ['misses a result at the end', { messages: [calls('a')] }, 'tool call a has no answer'],
    [
      'misses a result before the next message',
      { messages: [calls('a'), user] },
      'messages[1]: tool call a has no answer before it',
    ],
    [
      'refuses a result out of place',
      { messages: [user, result('a')] },
      'messages[1]: no open tool call a in the message before',
    ],
    [
      'refuses one id for two calls',
      { messages: [calls('a', 'a'), result('a')] },
      'messages[0]: two tool calls with one id',
    ],
    ['refuses tools of the other API', { tools: [{ type: 'function', name: 'f' }] }, 'tools[0]: function is missing'],
  ])('%s', (_title, body, problem) => {
    expect(chatProblems(body)[0]).toBe(problem);
  });
});
