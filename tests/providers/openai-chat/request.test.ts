import type {
  ChatCompletionCreateParamsStreaming,
  ChatCompletionMessageParam,
} from 'openai/resources/chat/completions';
import { describe, expect, test } from 'vitest';
import { hostQuirks } from '../../../src/providers/hosts.ts';
import { chatBody } from '../../../src/providers/openai-chat/request.ts';
import type { ModelRequest } from '../../../src/runtime/ports/model.ts';
import { assistant, modelRequest, results, user, VOTE } from '../requests.ts';

const body = (type: string, fields: Partial<ModelRequest> = {}): Record<string, unknown> =>
  chatBody(modelRequest(fields), hostQuirks(type, null));

const messagesOf = (messages: ModelRequest['messages']): string =>
  JSON.stringify(body('openai', { messages, tools: [VOTE] })['messages']).slice(0, -1);

describe('a chat request', () => {
  test('streams, asks for the usage, and has the system text first', () => {
    const expected: ChatCompletionCreateParamsStreaming = {
      model: 'test-model',
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Hello?' },
      ],
      stream: true,
      stream_options: { include_usage: true },
    };
    expect(body('groq')).toEqual(expected);
  });

  test('carries the switches of hosts that begin like ours, and none of ours', () => {
    const params = { enable_thinking: false, enable_search: true, enable_code_interpreter: true };
    expect(body('qwen', { params })).toMatchObject({ enable_thinking: false, enable_search: true });
    expect(body('qwen', { params })).not.toHaveProperty('enable_code_interpreter');
  });

  test('nests its tools and forces one only when told to', () => {
    expect(body('groq', { tools: [VOTE] })).toMatchObject({
      tools: [{ type: 'function', function: { name: 'vote', parameters: VOTE.parameters } }],
    });
    expect(body('groq', { tools: [VOTE] })).not.toHaveProperty('tool_choice');
    expect(body('groq', { tools: [VOTE], toolChoice: 'required' })).toMatchObject({ tool_choice: 'required' });
    expect(body('groq', { toolChoice: 'required' })).not.toHaveProperty('tool_choice');
  });

  test('answers each call directly after its turn', () => {
    const messages = [
      user('Question'),
      assistant('Let me see.', [
        { id: 'call_1', name: 'vote', args: { agent_id: 'a' } },
        { id: 'call_2', name: 'vote' },
      ]),
      results(['call_2', 'second'], ['call_1', 'first']),
      user('And now?'),
    ];
    const expected: ChatCompletionMessageParam[] = [
      { role: 'user', content: 'Question' },
      {
        role: 'assistant',
        content: 'Let me see.',
        tool_calls: [
          { id: 'call_1', type: 'function', function: { name: 'vote', arguments: '{"agent_id":"a"}' } },
          { id: 'call_2', type: 'function', function: { name: 'vote', arguments: '{}' } },
        ],
      },
      { role: 'tool', tool_call_id: 'call_1', content: 'first' },
      { role: 'tool', tool_call_id: 'call_2', content: 'second' },
      { role: 'user', content: 'And now?' },
    ];
    expect(body('groq', { system: '', messages })['messages']).toEqual(expected);
  });

  test.each([
    ['openai', 'gpt-5.2', 'max_completion_tokens'],
    ['openai', 'o4-mini', 'max_completion_tokens'],
    ['openai', 'gpt-4o', 'max_tokens'],
    ['groq', 'gpt-5.2', 'max_tokens'],
    ['cerebras', 'llama', 'max_completion_tokens'],
  ])('to %s limits %s by %s', (type, model, key) => {
    const sent = body(type, { model, params: { max_tokens: 99 } });
    expect(Object.entries(sent).filter(([, value]) => value === 99)).toEqual([[key, 99]]);
  });

  test('sends effort in the form of the host', () => {
    const params = { reasoning: { effort: 'high' } };
    expect(body('openai', { params })).toMatchObject({ reasoning_effort: 'high' });
    expect(body('openrouter', { params })).toMatchObject({ reasoning: { effort: 'high' } });
    expect(body('openrouter', { params: { reasoning: true } })).toMatchObject({ reasoning: { enabled: true } });
    expect(body('vllm', { params })).not.toHaveProperty('reasoning');
  });

  test('to OpenRouter asks for the cost, for tool-capable routes, and for its web plugin', () => {
    const params = { enable_web_search: true, max_results: 3, search_context_size: 'low', provider: { order: ['x'] } };
    expect(body('openrouter', { params, tools: [VOTE] })).toMatchObject({
      usage: { include: true },
      provider: { require_parameters: true, order: ['x'] },
      plugins: [{ id: 'web', engine: 'exa', max_results: 3 }],
      web_search_options: { search_context_size: 'low' },
    });
    expect(body('openrouter')).not.toHaveProperty('provider');
  });

  test('to xAI searches through its parameters', () => {
    expect(body('grok', { params: { enable_web_search: true } })).toMatchObject({
      search_parameters: { mode: 'auto', return_citations: true },
    });
    expect(body('groq', { params: { enable_web_search: true } })).not.toHaveProperty('search_parameters');
  });

  test('passes host options through and lets extra_params win', () => {
    const params = { top_k: 5, chat_template_kwargs: { thinking: true }, extra_params: { seed: 1, stream: false } };
    expect(body('vllm', { params })).toMatchObject({
      top_k: 5,
      chat_template_kwargs: { thinking: true },
      seed: 1,
      stream: false,
    });
  });

  test('names the cache key only where it is known', () => {
    expect(body('openai', { cacheKey: 'agent_a' })).toMatchObject({ prompt_cache_key: 'agent_a' });
    expect(body('groq', { cacheKey: 'agent_a' })).not.toHaveProperty('prompt_cache_key');
  });

  test('leaves stream_options out for Mistral models on Azure', () => {
    expect(body('azure_openai', { model: 'Ministral-3B' })).not.toHaveProperty('stream_options');
    expect(body('azure_openai', { model: 'gpt-4o' })).toHaveProperty('stream_options');
  });

  test('keeps the bytes of a longer history a continuation of the shorter one', () => {
    const first = [user('Question'), assistant('Answer')];
    expect(messagesOf([...first, user('More')]).startsWith(messagesOf(first))).toBe(true);
  });
});

describe('a turn that came from the host itself', () => {
  const raw = {
    role: 'assistant',
    content: null,
    reasoning_content: 'thought',
    reasoning_details: [{ type: 'reasoning.encrypted', data: 'E==' }],
    tool_calls: [{ id: '0', type: 'function', function: { name: 'vote', arguments: '{"b": 1}' } }],
  };
  const turn = assistant('', [{ id: 'call_x_1', name: 'vote', args: { b: 1 } }], {
    family: 'openai-chat',
    model: 'm',
    items: [raw],
  });
  const messages = [user('Question'), turn, results(['call_x_1', 'done'])];
  const sent = (type: string): unknown => body(type, { system: '', messages })['messages'];

  test.each([
    ['zai', ['reasoning_content']],
    ['openrouter', ['reasoning_details']],
    ['groq', []],
  ])('goes back to %s with the reasoning it wants', (type, fields) => {
    const kept = Object.fromEntries(
      Object.entries(raw).filter(([key]) => !key.startsWith('reasoning') || fields.includes(key)),
    );
    expect(sent(type)).toEqual([
      { role: 'user', content: 'Question' },
      kept,
      { role: 'tool', tool_call_id: '0', content: 'done' },
    ]);
  });

  test('goes to another family as plain words', () => {
    const foreign = assistant('Hi', [{ id: 'toolu/1', name: 'vote' }], {
      family: 'anthropic-messages',
      model: 'm',
      items: [{ type: 'thinking', thinking: 'secret', signature: 'S' }],
    });
    const [, message, result] = body('groq', {
      system: '',
      messages: [user('Q'), foreign, results(['toolu/1', 'ok'])],
    })['messages'] as { tool_calls?: { id: string }[]; tool_call_id?: string }[];
    expect(JSON.stringify(message)).not.toContain('secret');
    expect(message?.tool_calls?.[0]?.id).toBe(result?.tool_call_id);
  });
});
