import { describe, expect, test } from 'vitest';
import { wireApi, wireModel } from '../../src/cli/verbs/wire-api.ts';
import { servedProtocols } from '../../src/cli/protocols.ts';
import type { WireExchange } from '../../src/model-server/wire-case.ts';

const protocols = await servedProtocols();

const asked = (method: string, host: string, path: string): WireExchange => ({
  request: { method, host, path, headers: {}, body: null },
  response: { status: 200, headers: {}, json: {} },
});

const answered = (fields: { sse?: readonly string[]; json?: unknown }): WireExchange => ({
  request: null,
  response: { status: 200, headers: {}, ...fields },
});

describe('what an exchange was', () => {
  test.each([
    ['POST', 'api.openai.com', '/v1/responses', 'responses', 'openai-responses'],
    ['POST', 'api.deepseek.com', '/chat/completions', 'chat', 'openai-chat'],
    ['POST', 'api.anthropic.com', '/v1/messages?beta=true', 'messages', 'anthropic-messages'],
    ['POST', 'x', '/v1beta/models/g:streamGenerateContent?alt=sse', 'gen_stream', 'google-generate'],
    ['POST', 'x', '/v1/models/g:generateContent', 'gen', 'google-generate'],
    ['POST', 'x', '/v1/responses/compact', 'compact', null],
    ['POST', 'x', '/v1/responses/input_tokens', 'oa_count', null],
    ['GET', 'x', '/v1/responses/resp_1?stream=true', 'resp_get', null],
    ['POST', 'x', '/v1/messages/count_tokens', 'an_count', null],
    ['POST', 'x', '/v1beta/models/g:countTokens', 'g_count', null],
    ['GET', 'api.openai.com', '/v1/models', 'oa_models', null],
    ['GET', 'api.anthropic.com', '/v1/models?limit=9', 'an_models', null],
    ['GET', 'generativelanguage.googleapis.com', '/v1beta/models', 'g_models', null],
    ['POST', 'x', '/v1/interactions', 'interactions', null],
    ['POST', 'x', '/v1/embeddings', 'unknown', null],
  ])('is known by its request: %s %s%s is %s', (method, host, path, api, family) => {
    expect(wireApi(asked(method, host, path), 'any/case', protocols)).toMatchObject({ api, family });
  });

  test.each([
    ['a chat chunk', answered({ sse: [': wait', 'data: {"object":"chat.completion.chunk"}'] }), 'chat'],
    [
      'a response event',
      answered({ sse: ['event: response.created\ndata: {"type":"response.created"}'] }),
      'responses',
    ],
    ['a message event', answered({ sse: ['event: message_start\ndata: {"type":"message_start"}'] }), 'messages'],
    ['candidates', answered({ sse: ['data: {"candidates":[]}'] }), 'gen_stream'],
    ['candidates, unstreamed', answered({ json: { candidates: [] } }), 'gen'],
    ['an interaction', answered({ sse: ['data: {"event_type":"interaction.created"}'] }), 'interactions'],
    ['a message', answered({ json: { type: 'message' } }), 'messages'],
    ['an error with its kind', answered({ json: { type: 'error', error: {} } }), 'messages'],
    ['an error without', answered({ json: { error: {} } }), 'responses'],
  ])('is known by its answer: %s', (_what, exchange, api) => {
    expect(wireApi(exchange, 'any/case', protocols).api).toBe(api);
  });

  test('names its model in the body or in the address', () => {
    const exchange = asked('POST', 'x', '/v1beta/models/gemini-x:streamGenerateContent');
    expect(wireModel(exchange)).toBe('gemini-x');
    expect(wireModel(answered({ json: {} }))).toBe('recorded-model');
  });
});
