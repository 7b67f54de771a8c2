import { expect, test } from 'vitest';
import { servedProtocols } from '../../src/cli/protocols.ts';
import { routeOf } from '../../src/model-server/route.ts';

const protocols = await servedProtocols();

test.each([
  ['/agents/a/v1/responses', 'a', 'openai-responses', 'message', null],
  ['/v1/responses', '', 'openai-responses', 'message', null],
  ['/agents/a/openai/v1/responses?api-version=1', 'a', 'openai-responses', 'message', null],
  ['/agents/a/v1/responses/compact', 'a', 'openai-responses', 'compact', null],
  ['/agents/a/v1/responses/input_tokens', 'a', 'openai-responses', 'count_tokens', null],
  ['/agents/a%20b/v1/chat/completions', 'a b', 'openai-chat', 'message', null],
  ['/agents/100%/v1/chat/completions', '100%', 'openai-chat', 'message', null],
  ['/agents/a/v1/messages?beta=true', 'a', 'anthropic-messages', 'message', null],
  ['/agents/a/v1/messages/count_tokens', 'a', 'anthropic-messages', 'count_tokens', null],
  ['/agents/a/v1/models/g-1:streamGenerateContent?alt=sse', 'a', 'google-generate', 'message', 'g-1'],
  ['/agents/a/v1beta/models/g%2F1:generateContent', 'a', 'google-generate', 'message', 'g/1'],
  ['/agents/a/v1/models/g-1:countTokens', 'a', 'google-generate', 'count_tokens', 'g-1'],
] as const)('POST %s is for agent "%s", %s, %s, model %s', (url, agentId, family, operation, model) => {
  expect(routeOf(protocols, 'POST', url, {})).toMatchObject({ agentId, family, operation, model });
});

test('Google says in the path whether it streams, the others in the body', () => {
  expect(routeOf(protocols, 'POST', '/v1/models/g:streamGenerateContent', {})?.streams).toBe(true);
  expect(routeOf(protocols, 'POST', '/v1/models/g:generateContent', {})?.streams).toBe(false);
  expect(routeOf(protocols, 'POST', '/v1/messages', {})?.streams).toBeNull();
});

test.each([
  ['/agents/a/v1/models', { 'anthropic-version': '2026-10-21' }, 'anthropic-messages'],
  ['/agents/a/v1/models', { 'x-goog-api-key': 'k' }, 'google-generate'],
  ['/agents/a/v1beta/models', {}, 'google-generate'],
  ['/agents/a/v1/models', { authorization: 'Bearer k' }, 'openai-chat'],
] as const)('GET %s with %j lists models for %s', (url, headers, family) => {
  expect(routeOf(protocols, 'GET', url, headers)).toMatchObject({ agentId: 'a', family, operation: 'list_models' });
});

test.each([
  ['GET', '/'],
  ['GET', '/v1/responses'],
  ['POST', '/v1/models'],
  ['POST', '/v1/embeddings'],
  ['DELETE', '/v1/messages'],
  ['POST', ''],
])('%s %s is nothing the server knows', (method, url) => {
  expect(routeOf(protocols, method, url, {})).toBeUndefined();
});
