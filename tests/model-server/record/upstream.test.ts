import { expect, test } from 'vitest';
import { servedProtocols } from '../../../src/cli/protocols.ts';
import { parseUpstream, upstreamFor } from '../../../src/model-server/record/upstream.ts';

const protocols = await servedProtocols();
const names = [...new Set(Object.values(protocols).map(({ upstream }) => upstream.name))];

test.each([
  ['openai', 'https://api.openai.com'],
  ['anthropic', 'https://api.anthropic.com'],
  ['google', 'https://generativelanguage.googleapis.com'],
  ['https://openrouter.ai/api/', 'https://openrouter.ai/api'],
  ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
  ['http://localhost:1234/x', 'http://localhost:1234/x'],
])('%s stands for %s', (text, root) => {
  const parsed = parseUpstream(text, protocols);
  expect(parsed.ok ? parsed.value.root : parsed.error).toBe(root);
});

test.each([
  ['opnai', `expected ${names.join(', ')} or a URL`],
  ['ftp://host', `expected ${names.join(', ')} or a URL`],
  ['constructor', `expected ${names.join(', ')} or a URL`],
  ['http://example.com', 'keys would travel in the open'],
  ['https://me:pw@example.com', 'keys belong in the client'],
  ['https://example.com/?key=1', 'keys belong in the client'],
])('%s is refused', (text, reason) => {
  const parsed = parseUpstream(text, protocols);
  expect(parsed.ok ? 'accepted' : parsed.error).toContain(reason);
});

test('a provider by name wins over a URL that takes everything', () => {
  const upstreams = ['https://any.example', 'anthropic'].flatMap((text) => {
    const parsed = parseUpstream(text, protocols);
    return parsed.ok ? [parsed.value] : [];
  });
  expect(upstreamFor(upstreams, 'anthropic-messages')?.root).toBe('https://api.anthropic.com');
  expect(upstreamFor(upstreams, 'openai-chat')?.root).toBe('https://any.example');
  expect(upstreamFor(upstreams, undefined)?.root).toBe('https://any.example');
  expect(upstreamFor([], 'openai-chat')).toBeUndefined();
});
