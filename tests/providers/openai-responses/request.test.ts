import type { ResponseCreateParamsStreaming, ResponseInputItem } from 'openai/resources/responses/responses';
import { describe, expect, test } from 'vitest';
import { hostQuirks } from '../../../src/providers/hosts.ts';
import { responsesBody } from '../../../src/providers/openai-responses/request.ts';
import type { ModelRequest } from '../../../src/runtime/ports/model.ts';
import { assistant, modelRequest, results, user, VOTE } from '../requests.ts';

const body = (fields: Partial<ModelRequest> = {}, type = 'openai'): Record<string, unknown> =>
  responsesBody(modelRequest({ model: 'gpt-5.2', ...fields }), hostQuirks(type, null));

describe('a request to the Responses API', () => {
  test('is stateless and asks for the reasoning it must send back', () => {
    const expected: ResponseCreateParamsStreaming = {
      model: 'gpt-5.2',
      tools: [
        {
          type: 'function',
          name: 'vote',
          description: VOTE.description,
          parameters: VOTE.parameters,
          strict: false,
        },
      ],
      instructions: 'Be brief.',
      input: [{ role: 'user', content: 'Hello?' }],
      reasoning: { effort: 'medium', summary: 'auto' },
      include: ['reasoning.encrypted_content'],
      store: false,
      prompt_cache_key: 'run-agent',
      stream: true,
    };
    expect(body({ tools: [VOTE], cacheKey: 'run-agent' })).toEqual(expected);
  });

  test.each(['gpt-4.1', 'gpt-4o-mini', 'gpt-5-chat-latest'])(
    'asks %s, which does not reason, for no reasoning',
    (model) => {
      expect(body({ model })).not.toHaveProperty('include');
    },
  );

  test('reasons as hard as the configuration says', () => {
    const params = { reasoning: { effort: 'high', summary: 'detailed' } };
    expect(body({ params })['reasoning']).toEqual({ effort: 'high', summary: 'detailed' });
    expect(body({ model: 'o3' })['reasoning']).toEqual({ summary: 'auto' });
    expect(body({ model: 'gpt-4.1' })).not.toHaveProperty('reasoning');
    expect(body({ model: 'gpt-5' })['reasoning']).toEqual({ summary: 'auto' });
  });

  test('renames and rehouses what Chat Completions calls otherwise', () => {
    const params = {
      max_tokens: 4,
      verbosity: 'low',
      response_format: { type: 'json_schema', json_schema: { name: 'r', schema: {}, strict: true } },
      seed: 1,
      stop: ['x'],
      temperature: 0.5,
    };
    const sent = body({ model: 'gpt-4.1', params });
    expect(sent).toMatchObject({
      max_output_tokens: 16,
      temperature: 0.5,
      text: { verbosity: 'low', format: { type: 'json_schema', name: 'r', strict: true } },
    });
    expect(Object.keys(sent)).not.toEqual(expect.arrayContaining(['seed']));
    expect(sent).not.toHaveProperty('stop');
    expect(sent).not.toHaveProperty('max_tokens');
  });

  test('puts built-in tools first and then runs calls one by one', () => {
    const params = { enable_web_search: true, enable_code_interpreter: true, parallel_tool_calls: true };
    expect(body({ params, tools: [VOTE] })).toMatchObject({
      tools: [{ type: 'web_search' }, { type: 'code_interpreter', container: { type: 'auto' } }, { name: 'vote' }],
      parallel_tool_calls: false,
    });
  });

  test('to xAI searches with its tools, also when asked in the old way', () => {
    const params = { enable_x_search: true, search_parameters: { mode: 'auto' } };
    const sent = body({ model: 'grok-4-1-fast-reasoning', params }, 'grok');
    expect(sent).toMatchObject({ tools: [{ type: 'web_search' }, { type: 'x_search' }] });
    expect(sent).not.toHaveProperty('search_parameters');
    expect(sent).not.toHaveProperty('prompt_cache_key');
  });

  test.each([
    ['a mode', { mode: 'auto', max_search_results: 3 }, [{ type: 'web_search' }]],
    ['no mode', { max_search_results: 3 }, [{ type: 'web_search' }]],
    ['the mode off', { mode: 'off' }, undefined],
  ])('to xAI searches with its tool when the old way with %s stands among the extra fields', (_title, old, tools) => {
    const sent = body({ model: 'grok-3-mini', params: { extra_body: { search_parameters: old, x: 1 } } }, 'grok');
    expect(sent['tools']).toEqual(tools);
    expect(sent).toMatchObject({ x: 1 });
    expect(sent).not.toHaveProperty('search_parameters');
  });

  test('leaves extra fields of others alone', () => {
    const params = { extra_body: { search_parameters: { mode: 'auto' } } };
    expect(body({ params })).toMatchObject({ search_parameters: { mode: 'auto' } });
    expect(body({ params })).not.toHaveProperty('tools');
  });

  test('to xAI holds back what its reasoning models refuse', () => {
    const params = { presence_penalty: 1, temperature: 0.1 };
    const sent = body({ model: 'grok-4', params }, 'grok');
    expect(sent).toMatchObject({ temperature: 0.1, include: ['reasoning.encrypted_content'] });
    expect(sent).not.toHaveProperty('presence_penalty');
  });
});

const turn = (items: readonly unknown[]): ReturnType<typeof assistant> =>
  assistant('', [{ id: 'call_1', name: 'vote' }], { family: 'openai-responses', model: 'm', items });

const silent = (items: readonly unknown[]): unknown => {
  const message = assistant('Hi', [], { family: 'openai-responses', model: 'm', items });
  return body({ messages: [user('Q'), message] })['input'];
};

describe('a conversation with the Responses API', () => {
  const reasoning = { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 'E==' };
  const call = { type: 'function_call', id: 'fc_1', call_id: 'call_1', name: 'vote', arguments: '{"a": 1}' };
  test('sends the items of a turn as they came, each call answered', () => {
    const messages = [user('Q'), turn([reasoning, call]), results(['call_1', 'done'])];
    expect(body({ messages })['input']).toEqual([
      { role: 'user', content: 'Q' },
      reasoning,
      call,
      { type: 'function_call_output', call_id: 'call_1', output: 'done' },
    ]);
  });

  test('sends no reasoning alone, and none that nobody could read', () => {
    const hollow = { type: 'reasoning', id: 'rs_2', summary: [{ type: 'summary_text', text: 'Hm' }] };
    const said = { type: 'message', id: 'msg_1', content: [{ type: 'output_text', text: 'Hi' }] };
    expect(silent([hollow, said, reasoning])).toEqual([{ role: 'user', content: 'Q' }, said]);
    expect(silent([reasoning, said])).toEqual([{ role: 'user', content: 'Q' }, reasoning, said]);
  });

  test('keeps a compaction item in every later request', () => {
    const compaction = { type: 'compaction', id: 'cmp_1', encrypted_content: 'C==' };
    const history = [user('Q'), assistant('Hi', [], { family: 'openai-responses', model: 'm', items: [compaction] })];
    const later = [...history, user('2'), assistant('Two'), user('3'), assistant('Three'), user('4')];
    expect(body({ messages: later })['input']).toContainEqual(compaction);
  });

  test('takes a turn of another family as words and calls', () => {
    const foreign = assistant('Hi', [{ id: 'toolu_1', name: 'vote', args: { b: 2 } }], {
      family: 'anthropic-messages',
      model: 'm',
      items: [{ type: 'thinking', signature: 'S' }],
    });
    const expected: ResponseInputItem[] = [
      { role: 'user', content: 'Q' },
      { role: 'assistant', content: 'Hi' },
      { type: 'function_call', call_id: 'toolu_1', name: 'vote', arguments: '{"b":2}' },
      { type: 'function_call_output', call_id: 'toolu_1', output: 'ok' },
    ];
    expect(body({ messages: [user('Q'), foreign, results(['toolu_1', 'ok'])] })['input']).toEqual(expected);
  });
});
