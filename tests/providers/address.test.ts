import { modelRequest } from './requests.ts';
import type { IncomingHttpHeaders } from 'node:http';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { hostQuirks } from '../../src/providers/hosts.ts';
import type { ClientOptions } from '../../src/providers/shared/client-options.ts';
import type { WireFamily } from '../../src/config/backend-types.ts';
import { SAMPLES } from '../protocols/samples.ts';
import { clientFor, FAMILIES, KEY, partsOf, spoken, startFaultServer, streamHead } from './fault-server.ts';

interface Asked {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Readonly<Record<string, unknown>>;
}

async function ask(
  family: WireFamily,
  options: (url: string) => Partial<ClientOptions> = () => ({}),
  fields: Parameters<typeof modelRequest>[0] = {},
): Promise<Asked> {
  let asked: Asked | undefined;
  await using server = await startFaultServer((request, response, body) => {
    const { opening, end } = spoken(family, 'hi');
    asked = { path: request.url ?? '', headers: request.headers, body: JSON.parse(body) as Asked['body'] };
    streamHead(response).end(opening + end);
  });
  await partsOf(clientFor(family, server.url, options(server.url)), new AbortController().signal, modelRequest(fields));
  if (asked === undefined) throw new Error('nothing was asked');
  return asked;
}

afterEach(() => {
  vi.unstubAllEnvs();
});

const below = (url: string): Partial<ClientOptions> => ({ baseUrl: `${url}/agents/agent_a/v1/` });
const azure = (url: string): Partial<ClientOptions> => ({ baseUrl: url, host: hostQuirks('azure_openai', null) });
const azureV1 = (url: string): Partial<ClientOptions> => ({ ...azure(url), baseUrl: `${url}/openai/v1/` });
const gateway = (url: string): Partial<ClientOptions> => ({ ...azure(url), baseUrl: `${url}/openai/team-a` });
const copied = (url: string): Partial<ClientOptions> => ({
  ...azure(url),
  baseUrl: `${url}/openai/v1/responses?api-version=preview`,
});

describe('a request goes', () => {
  test.each(FAMILIES)('with %s to the one path that the protocol has for it', async (family) => {
    expect((await ask(family)).path).toBe(SAMPLES[family].path);
  });

  test('below the path of its base URL, slash or not, so that agents can be told apart', async () => {
    expect((await ask('openai-chat', below)).path).toBe('/agents/agent_a/v1/chat/completions');
    expect((await ask('anthropic-messages', below)).path).toBe('/agents/agent_a/v1/messages');
    expect((await ask('google-generate', below)).path).toMatch(/^\/agents\/agent_a\/v1beta\/models\//);
  });

  test('to a deployment of Azure with its key header and version', async () => {
    const { path, headers } = await ask('openai-chat', azure, { model: 'my deployment' });
    expect(path).toBe('/openai/deployments/my%20deployment/chat/completions?api-version=2024-12-01-preview');
    expect(headers).toMatchObject({ 'api-key': KEY });
    expect(headers).not.toHaveProperty('authorization');
  });

  test.each([
    ['/openai/deployments/other/chat/completions?api-version=2025-01-01-preview', '2025-01-01-preview'],
    ['/openai/deployments/', '2024-12-01-preview'],
    ['/openai', '2024-12-01-preview'],
    ['/?api-version=1', '1'],
  ])('to a deployment of Azure from an address that ends in %s', async (end, version) => {
    const { path } = await ask('openai-chat', (url) => ({ ...azure(url), baseUrl: url + end }), { model: 'mine' });
    expect(path).toBe(`/openai/deployments/mine/chat/completions?api-version=${version}`);
  });

  test('to a deployment of Azure behind a gateway with a path of its own', async () => {
    const { path } = await ask('openai-chat', gateway, { model: 'mine' });
    expect(path).toContain('/openai/team-a/openai/deployments/mine/');
  });

  test('to the newer surface of Azure, whatever was copied behind its address', async () => {
    expect((await ask('openai-responses', copied)).path).toBe('/openai/v1/responses?api-version=preview');
  });

  test('to the newer surface of Azure like to OpenAI', async () => {
    expect((await ask('openai-responses', azureV1)).path).toBe('/openai/v1/responses');
  });

  test('with another version of Gemini’s API when one is configured', async () => {
    expect((await ask('google-generate', () => ({ apiVersion: 'v1' }))).path).toMatch(/^\/v1\/models\//);
  });
});

describe('the key travels', () => {
  test.each(FAMILIES)('with %s in the headers that are meant for it, and in no other', async (family) => {
    const { headers } = await ask(family);
    const carrying = Object.entries(headers).filter(([, value]) => String(value).includes(KEY));
    expect(Object.fromEntries(carrying)).toEqual(SAMPLES[family].keyHeaders(KEY));
  });

  test.each(['openai-chat', 'openai-responses', 'anthropic-messages'] as const)(
    'not at all with %s to a server that wants none',
    async (family) => {
      const { headers } = await ask(family, () => ({ apiKey: null }));
      expect(headers).not.toHaveProperty('authorization');
      expect(headers).not.toHaveProperty('x-api-key');
    },
  );

  test.each(FAMILIES)('alone with %s: nothing of the environment follows it', async (family) => {
    for (const name of [
      'OPENAI_API_KEY',
      'OPENAI_ORG_ID',
      'OPENAI_PROJECT_ID',
      'ANTHROPIC_API_KEY',
      'ANTHROPIC_AUTH_TOKEN',
    ]) {
      vi.stubEnv(name, 'from-the-environment');
    }
    for (const name of ['GOOGLE_API_KEY', 'GEMINI_API_KEY', 'ANTHROPIC_CUSTOM_HEADERS', 'OPENAI_CUSTOM_HEADERS']) {
      vi.stubEnv(name, 'x-env: from-the-environment');
    }
    expect(JSON.stringify(await ask(family))).not.toContain('from-the-environment');
  });
});

test.each(FAMILIES)('headers of the configuration are sent with %s', async (family) => {
  const { headers } = await ask(family, () => ({ headers: { 'x-aimock-context': 'agent_a' } }));
  expect(headers['x-aimock-context']).toBe('agent_a');
});

test('what extra_params hold reaches Gemini’s body as it stands', async () => {
  const { body } = await ask('google-generate', undefined, { params: { extra_params: { labels: { a: 'b' } } } });
  expect(body).toMatchObject({ labels: { a: 'b' } });
});
