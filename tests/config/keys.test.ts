import { describe, expect, test } from 'vitest';
import { apiOf } from '../../src/config/api.ts';
import type { BackendConfig } from '../../src/config/config.ts';
import { keyVariables, keyVariablesOfHost, resolveEndpoint, resolveKey, secretsOf } from '../../src/config/keys.ts';
import { agentWith, configOf } from './parse.ts';

const backendOf = (lines: string, type = 'openai'): BackendConfig => {
  const [agent] = configOf(agentWith(lines, type)).agents;
  if (agent === undefined) throw new Error('no agent');
  return agent.backend;
};

describe('the host that owns a key', () => {
  test.each([
    ['https://api.groq.com/openai/v1', ['GROQ_API_KEY']],
    ['https://api.z.ai/api', ['ZAI_API_KEY']],
    ['https://open.bigmodel.cn', ['ZAI_API_KEY']],
    ['https://api.moonshot.ai/v1', ['MOONSHOT_API_KEY', 'KIMI_API_KEY']],
    ['https://api.studio.nebius.com/v1', ['NEBIUS_API_KEY']],
    ['https://api.studio.nebius.ai/v1', ['NEBIUS_API_KEY']],
    ['https://api.openai.com/v1', ['OPENAI_API_KEY']],
    ['https://foz.ai', []],
    ['https://evil-groq.com', []],
    ['https://evil.example/?groq.com', []],
    ['https://groq.com.evil.example', []],
    ['http://localhost:8000', []],
    ['nonsense', []],
  ])('%s owns %j', (url, variables) => expect(keyVariablesOfHost(url)).toEqual(variables));
});

describe('the key of a backend', () => {
  test('is its own, else the first variable set', () => {
    expect(resolveKey(backendOf('api_key: own'), { OPENAI_API_KEY: 'env' })).toEqual({
      state: 'found',
      value: 'own',
      from: 'api_key',
    });
    expect(resolveKey(backendOf('', 'gemini'), { GEMINI_API_KEY: 'g' })).toEqual({
      state: 'found',
      value: 'g',
      from: 'GEMINI_API_KEY',
    });
    expect(resolveKey(backendOf('', 'gemini'), { GEMINI_API_KEY: 'g', GOOGLE_API_KEY: 'o' })).toMatchObject({
      from: 'GOOGLE_API_KEY',
    });
    expect(resolveKey(backendOf('', 'gemini'), { GEMINI_API_KEY: 'g', GOOGLE_API_KEY: '  ' })).toMatchObject({
      from: 'GEMINI_API_KEY',
    });
    expect(resolveKey(backendOf('api_key_env: MINE'), { MINE: 'm', OPENAI_API_KEY: 'env' })).toMatchObject({
      value: 'm',
      from: 'MINE',
    });
  });

  test('is taken without the blanks around it, of whatever kind', () => {
    expect(resolveKey(backendOf('api_key: "\\ufeff own "'), {})).toMatchObject({ value: 'own' });
    expect(resolveKey(backendOf(''), { OPENAI_API_KEY: '\u00a0key\r\n' })).toMatchObject({ value: 'key' });
  });

  test('that is missing says which variables were looked at', () => {
    expect(resolveKey(backendOf(''), {})).toEqual({ state: 'missing', variables: ['OPENAI_API_KEY'] });
    expect(resolveKey(backendOf('api_key: ${OPENAI_API_KEY}'), {})).toEqual({
      state: 'missing',
      variables: ['OPENAI_API_KEY'],
    });
    expect(resolveKey(backendOf('api_key_env: MINE', 'vllm'), {})).toEqual({ state: 'missing', variables: ['MINE'] });
  });

  test('is not needed by a local server, nor by a host that owns none', () => {
    expect(resolveKey(backendOf('', 'lmstudio'), {})).toEqual({ state: 'not_needed', value: 'lm-studio' });
    expect(resolveKey(backendOf('', 'vllm'), { VLLM_API_KEY: 'v' })).toMatchObject({ value: 'v' });
    expect(
      resolveKey(backendOf('base_url: http://localhost:1/v1', 'chatcompletion'), { OPENAI_API_KEY: 'env' }),
    ).toEqual({ state: 'not_needed', value: 'EMPTY' });
  });

  test('of chatcompletion goes by its host', () => {
    expect(keyVariables(backendOf('base_url: https://api.cerebras.ai/v1', 'chatcompletion'))).toEqual([
      'CEREBRAS_API_KEY',
    ]);
    expect(keyVariables(backendOf('', 'chatcompletion'))).toEqual(['OPENAI_API_KEY']);
  });
});

describe('the endpoint and protocol', () => {
  test.each([
    ['openai', '', {}, null, 'openai-responses'],
    ['claude', '', {}, null, 'anthropic-messages'],
    ['gemini', '', {}, null, 'google-generate'],
    ['grok', '', {}, 'https://api.x.ai/v1', 'openai-responses'],
    ['qwen', 'base_url: https://own/v1', {}, 'https://own/v1', 'openai-chat'],
    ['claude_code', '', {}, null, null],
    ['azure_openai', '', { AZURE_OPENAI_ENDPOINT: 'https://e' }, 'https://e', 'openai-chat'],
    [
      'azure_openai',
      'azure_endpoint: https://own',
      { AZURE_OPENAI_ENDPOINT: 'https://e' },
      'https://own',
      'openai-chat',
    ],
    ['azure_openai', 'base_url: https://e/openai/v1', {}, 'https://e/openai/v1', 'openai-responses'],
    ['azure_openai', 'base_url: https://e/openai/v1\napi: chat', {}, 'https://e/openai/v1', 'openai-chat'],
    ['azure_openai', 'api: responses', {}, null, 'openai-responses'],
  ] as const)('of %s with "%s" and %j', (type, lines, env, endpoint, api) => {
    const backend = backendOf(lines, type);
    expect(resolveEndpoint(backend, env)).toBe(endpoint);
    expect(apiOf(backend, env)).toBe(api);
  });
});

describe('secrets', () => {
  test('are keys, variables and headers of tool servers; short words and unfilled names are not', () => {
    const config = configOf(
      agentWith(
        'api_key: sk-abcdefgh\nmcp_servers: {s: {command: npx, env: {TOKEN: tok-12345678, FLAG: "true", LATER: "${LATER_TOKEN}"}, headers: {Authorization: Bearer 12345678}}}',
      ),
    );
    expect(secretsOf(config)).toEqual(['sk-abcdefgh', 'tok-12345678', 'Bearer 12345678']);
  });

  test('are short keys too, but no word that only fills the place of one', () => {
    expect(secretsOf(configOf(agentWith('api_key: k3y!')))).toEqual(['k3y!']);
    expect(secretsOf(configOf(agentWith('api_key: EMPTY')))).toEqual([]);
  });
});
