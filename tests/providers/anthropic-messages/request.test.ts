import type { MessageCreateParamsStreaming, MessageParam } from '@anthropic-ai/sdk/resources/messages/messages';
import { describe, expect, test } from 'vitest';
import { messagesBody, messagesHeaders } from '../../../src/providers/anthropic-messages/request.ts';
import { hostQuirks } from '../../../src/providers/hosts.ts';
import type { ModelRequest } from '../../../src/runtime/ports/model.ts';
import { assistant, modelRequest, results, user, VOTE } from '../requests.ts';

const body = (fields: Partial<ModelRequest> = {}): Record<string, unknown> =>
  messagesBody(modelRequest({ model: 'claude-sonnet-5', ...fields }), hostQuirks('claude', null));

const MARK = { cache_control: { type: 'ephemeral' } } as const;

describe('a request to the Messages API', () => {
  test('has all it must have, with the stable parts marked for the cache', () => {
    const expected: MessageCreateParamsStreaming = {
      model: 'claude-sonnet-5',
      max_tokens: 32_000,
      tools: [
        { name: 'vote', description: VOTE.description, input_schema: { type: 'object', ...VOTE.parameters }, ...MARK },
      ],
      system: [{ type: 'text', text: 'Be brief.', ...MARK }],
      messages: [{ role: 'user', content: [{ type: 'text', text: 'Hello?', ...MARK }] }],
      stream: true,
    };
    expect(body({ tools: [VOTE] })).toEqual(expected);
  });

  test('never has more than four cache marks', () => {
    const messages = Array.from({ length: 9 }, (_, turn) => [user(`Question ${turn}`), assistant('Answer')]).flat();
    const text = JSON.stringify(body({ tools: [VOTE], messages: [...messages, user('Last')] }));
    expect(text.split('"cache_control"').length - 1).toBe(4);
  });

  test('takes a smaller output limit for models that have one', () => {
    expect(body({ model: 'claude-3-haiku-20240307' })).toMatchObject({ max_tokens: 4096 });
    expect(body({ model: 'claude-3-haiku-20240307', params: { max_tokens: 7 } })).toMatchObject({ max_tokens: 7 });
  });

  test('merges neighbours of one role, results first', () => {
    const messages = [
      user('One'),
      user('Two'),
      assistant('', [
        { id: 'toolu_1', name: 'vote' },
        { id: 'toolu_2', name: 'vote' },
      ]),
      results(['toolu_2', 'second'], ['toolu_1', 'first']),
      user('Go on'),
    ];
    const sent = JSON.parse(
      JSON.stringify(body({ messages })['messages']).replaceAll(`,${JSON.stringify(MARK).slice(1, -1)}`, ''),
    ) as unknown;
    const expected: MessageParam[] = [
      {
        role: 'user',
        content: [
          { type: 'text', text: 'One' },
          { type: 'text', text: 'Two' },
        ],
      },
      {
        role: 'assistant',
        content: [
          { type: 'tool_use', id: 'toolu_1', name: 'vote', input: {} },
          { type: 'tool_use', id: 'toolu_2', name: 'vote', input: {} },
        ],
      },
      {
        role: 'user',
        content: [
          { type: 'tool_result', tool_use_id: 'toolu_1', content: 'first' },
          { type: 'tool_result', tool_use_id: 'toolu_2', content: 'second' },
          { type: 'text', text: 'Go on' },
        ],
      },
    ];
    expect(sent).toEqual(expected);
  });

  test('sends a paused turn back unchanged, as the last message', () => {
    const items = [{ type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: { query: 'x' } }];
    const paused = assistant('', [], { family: 'anthropic-messages', model: 'm', items });
    expect(body({ messages: [user('Q'), paused] })['messages']).toMatchObject([
      { role: 'user' },
      { role: 'assistant', content: items },
    ]);
  });

  test('has no empty text and no white space at its end', () => {
    const raw = { family: 'anthropic-messages' as const, model: 'm', items: [{ type: 'text', text: '  ' }] };
    expect(
      body({ messages: [user('Q'), assistant('', [], raw), user('R'), assistant('Answer \n')] })['messages'],
    ).toMatchObject([
      { role: 'user', content: [{ text: 'Q' }, { text: 'R' }] },
      { role: 'assistant', content: [{ text: 'Answer' }] },
    ]);
    expect(body({ system: ' ' })).not.toHaveProperty('system');
  });

  test('renames the call ids of other providers, the same for call and result', () => {
    const messages = [user('Q'), assistant('', [{ id: 'call|1.x', name: 'vote' }]), results(['call|1.x', 'ok'])];
    const [, called, answered] = body({ messages })['messages'] as {
      content: { id?: string; tool_use_id?: string }[];
    }[];
    expect(called?.content[0]?.id).toMatch(/^[a-zA-Z0-9_-]+$/);
    expect(answered?.content[0]?.tool_use_id).toBe(called?.content[0]?.id);
  });

  test('drops sampling unless the older version is asked for', () => {
    const params = { temperature: 0.2, top_p: 0.9, top_k: 5 };
    expect(body({ params })).not.toHaveProperty('temperature');
    expect(body({ params: { ...params, anthropic_version: '2023-06-01' } })).toMatchObject(params);
    expect(messagesHeaders({ anthropic_version: '2023-06-01' })).toEqual({ 'anthropic-version': '2023-06-01' });
  });

  test.each([
    ['auto', {}, undefined],
    ['required', {}, { type: 'any' }],
    ['none', {}, { type: 'none' }],
    ['auto', { disable_parallel_tool_use: true }, { type: 'auto', disable_parallel_tool_use: true }],
    ['required', { thinking: { type: 'enabled', budget_tokens: 2000 } }, undefined],
  ] as const)('chooses tools %s with %j as %j', (toolChoice, params, expected) => {
    expect(body({ toolChoice, params, tools: [VOTE] })['tool_choice']).toEqual(expected);
  });

  test('puts built-in tools first and asks for their beta', () => {
    const params = { enable_web_search: true, enable_code_execution: true, betas: ['x-1'] };
    expect(body({ params, tools: [VOTE] })['tools']).toMatchObject([
      { type: 'web_search_20250305', name: 'web_search' },
      { type: 'code_execution_20250825', name: 'code_execution' },
      { name: 'vote' },
    ]);
    expect(messagesHeaders(params)).toEqual({ 'anthropic-beta': 'x-1,code-execution-2025-08-25' });
  });

  test('maps effort, stops and a result shape, the last only without tools', () => {
    const params = { reasoning: { effort: 'low' }, stop: 'END', output_schema: { type: 'object', properties: {} } };
    expect(body({ params })).toMatchObject({
      output_config: { effort: 'low', format: { type: 'json_schema' } },
      stop_sequences: ['END'],
    });
    expect(body({ params, tools: [VOTE] })['output_config']).toEqual({ effort: 'low' });
  });

  test('makes tools strict when told to', () => {
    expect(body({ params: { enable_strict_tool_use: true }, tools: [VOTE] })['tools']).toMatchObject([
      { strict: true, input_schema: { additionalProperties: false } },
    ]);
  });
});
