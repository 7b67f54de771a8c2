import { expect, test } from 'vitest';
import { hostQuirks } from '../../src/providers/hosts.ts';
import { protocolFacts } from '../../src/cli/protocols.ts';
import { ignoredParameters } from '../../src/providers/ignored-parameters.ts';
import type { WireFamily } from '../../src/config/backend-types.ts';

type Row = [type: string, family: WireFamily, model: string, params: Record<string, unknown>, ignored: string[]];

test.each([
  ['openai', 'openai-responses', 'gpt-5.2', { seed: 1, max_tokens: 5, top_p: null }, ['seed']],
  [
    'claude',
    'anthropic-messages',
    'claude-sonnet-5',
    { temperature: 0.1, seed: 1, stop: 'x' },
    ['temperature', 'seed'],
  ],
  ['claude', 'anthropic-messages', 'm', { temperature: 0.1, anthropic_version: '2023-06-01' }, []],
  ['gemini', 'google-generate', 'gemini-2.5-pro', { enable_web_search: true, temperature: 1 }, ['enable_web_search']],
  ['gemini', 'google-generate', 'gemini-3-flash-preview', { enable_web_search: true }, []],
  ['grok', 'openai-responses', 'grok-4', { presence_penalty: 1, stop: null }, ['presence_penalty']],
  [
    'grok',
    'openai-responses',
    'grok-4',
    { reasoning: { effort: 'high' }, reasoning_effort: 'low' },
    ['reasoning', 'reasoning_effort'],
  ],
  ['grok', 'openai-responses', 'grok-3-mini', { reasoning: { effort: 'high' } }, []],
  ['grok', 'openai-responses', 'm', { search_parameters: { mode: 'auto' } }, ['search_parameters']],
  ['grok', 'openai-responses', 'm', { extra_body: { search_parameters: { mode: 'off' } } }, ['search_parameters']],
  ['openai', 'openai-responses', 'm', { extra_body: { search_parameters: { mode: 'auto' } } }, []],
  ['vllm', 'openai-chat', 'm', { reasoning: { effort: 'low' }, top_k: 3 }, ['reasoning']],
  ['groq', 'openai-chat', 'm', { reasoning: { effort: 'low' } }, []],
] satisfies Row[])('%s over %s with %s and %j does not send %j', (type, family, model, params, ignored) => {
  const found = ignoredParameters(protocolFacts(family), hostQuirks(type, null), params, model);
  expect(found.map(({ parameter }) => parameter)).toEqual(ignored);
  expect(found.every(({ why }) => why.length > 10)).toBe(true);
});
