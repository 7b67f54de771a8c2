import { describe, expect, test } from 'vitest';
import { BACKEND_TYPES } from '../../src/config/backend-types.ts';
import { HOME_OF_CHAT, hostQuirks, typeOfHost } from '../../src/providers/hosts.ts';

describe('the quirks of a host', () => {
  test.each([
    ['https://api.groq.com/openai/v1', 'Groq'],
    ['https://openrouter.ai/api/v1', 'OpenRouter'],
    ['https://api.studio.nebius.ai/v1', 'Nebius AI Studio'],
    ['https://api.studio.nebius.com/v1', 'Nebius AI Studio'],
    ['https://open.bigmodel.cn/api/paas/v4', 'Z.AI'],
    ['https://api.z.ai/api/paas/v4/', 'Z.AI'],
    ['https://API.DeepSeek.com', 'DeepSeek'],
    ['https://my-company.openai.azure.com/openai/v1', 'Azure OpenAI'],
  ])('of %s are those of %s', (url, display) => {
    expect(hostQuirks('chatcompletion', url).display).toBe(display);
  });

  test.each([
    'https://evil.example/?groq.com',
    'https://foz.ai/v1',
    'https://notgroq.com',
    'https://groq.com.evil.org',
    'http://constructor/v1',
  ])('of %s are nobody else’s', (url) => {
    expect(hostQuirks('chatcompletion', url).display).toBe('Chat Completions host');
  });

  test('go by the type before the address', () => {
    expect(hostQuirks('openrouter', 'http://127.0.0.1:4000/v1').display).toBe('OpenRouter');
  });

  test.each(['http://localhost:1234/v1', 'http://127.0.0.1:80', 'http://192.168.1.7:8000/v1', 'http://172.20.0.2/v1'])(
    'of the private address %s are a local server’s',
    (url) => {
      expect(hostQuirks('chatcompletion', url)).toMatchObject({ inlineThink: true, idleTimeoutMs: 300_000 });
    },
  );

  test.each([
    ['chatcompletion', 'https://api.deepseek.com/v1', 'deepseek'],
    ['chatcompletion', 'https://api.groq.com/openai/v1', 'groq'],
    ['chatcompletion', HOME_OF_CHAT, 'openai'],
    ['chatcompletion', 'http://localhost:8000/v1', undefined],
    ['chatcompletion', null, undefined],
    ['openrouter', 'https://api.groq.com/openai/v1', 'openrouter'],
  ])('and the prices of %s at %s are those of %s', (type, url, expected) => {
    expect(typeOfHost(type, url)).toBe(expected);
  });

  test('name every type that speaks a protocol as the list of types does', () => {
    const speaking = BACKEND_TYPES.filter(({ api, type }) => api !== null && type !== 'chatcompletion');
    expect(speaking.map(({ type }) => hostQuirks(type, null).display)).toEqual(speaking.map(({ display }) => display));
  });
});
