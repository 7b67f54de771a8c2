import OpenAI from 'openai';
import { describe, expect, test } from 'vitest';
import { startVerbatimServer } from '../../src/model-server/verbatim.ts';
import { parseWireCase, responseBytes } from '../../src/model-server/wire-case.ts';
import type { WireCase } from '../../src/model-server/wire-case.ts';
import { sharedCases } from './wire-fixtures.ts';

const small: WireCase = {
  case: 'own/small',
  note: '',
  authenticity: 'constructed',
  origin: null,
  exchanges: [
    {
      request: null,
      response: {
        status: 200,
        headers: { 'content-type': 'text/event-stream', 'x-request-id': 'req_1' },
        sse: [
          'data: {"id":"c1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"grüß "},"finish_reason":null}]}',
          'data: {"id":"c1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"Gott"},"finish_reason":"stop"}]}',
          'data: [DONE]',
        ],
        eol: '\n',
      },
    },
    { request: null, response: { status: 418, headers: { 'content-type': 'text/plain' }, text: 'short and stout' } },
  ],
};

const shared = sharedCases();
const cases = shared.length > 0 ? shared : [['the shared fixtures are missing; own/small', small] as const];

describe('a verbatim server', () => {
  test.each([undefined, 1, 7])('gives the SDK the recorded stream in slices of %s bytes', async (sliceBytes) => {
    await using server = await startVerbatimServer(small, sliceBytes === undefined ? {} : { sliceBytes });
    const client = new OpenAI({
      apiKey: 'none',
      baseURL: server.familyBaseUrl('openai-chat'),
      maxRetries: 0,
      logLevel: 'off',
    });
    const stream = await client.chat.completions.create({ model: 'm', messages: [], stream: true });
    let text = '';
    for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? '';
    expect(text).toBe('grüß Gott');
  });

  test('leaves out what the headers say of the connection they were recorded on', async () => {
    const text = 'longer than five';
    const headers = {
      'Content-Length': '5',
      'content-encoding': 'gzip',
      'transfer-encoding': 'chunked',
      'retry-after': '3',
    };
    const exchanges = [{ request: null, response: { status: 429, headers, text } }];
    await using server = await startVerbatimServer({ ...small, exchanges });
    const response = await fetch(`${server.baseUrl}/v1/chat/completions`, { method: 'POST', body: '{}' });
    expect(await response.text()).toBe(text);
    expect(response.headers.get('retry-after')).toBe('3');
  });

  test('plays its exchanges in order and then says that nothing is left', async () => {
    await using server = await startVerbatimServer(small);
    const statuses: number[] = [];
    let last = '';
    for (let count = 0; count < 3; count++) {
      const response = await fetch(`${server.baseUrl}/v1/chat/completions`, { method: 'POST', body: '{}' });
      statuses.push(response.status);
      last = await response.text();
    }
    expect(statuses).toEqual([200, 418, 400]);
    expect(last).toContain('own/small has 2 exchanges; number 3 was asked for');
  });

  test('plays a chosen exchange as often as it is asked', async () => {
    await using server = await startVerbatimServer(small);
    for (let count = 0; count < 2; count++) {
      const response = await fetch(`${server.exchangeBaseUrl(1, 'openai-chat')}/anything`);
      expect([response.status, await response.text()]).toEqual([418, 'short and stout']);
    }
  });

  test('remembers the body but neither the key in a header nor the one in the query', async () => {
    await using server = await startVerbatimServer(small);
    await fetch(`${server.baseUrl}/v1beta/models/g:generateContent?key=secret-1&alt=sse`, {
      method: 'POST',
      headers: { authorization: 'Bearer secret-2', 'x-goog-api-key': 'secret-3', 'content-type': 'application/json' },
      body: '{"hello":1}',
    });
    const [entry] = server.requests.entries;
    expect(entry).toMatchObject({ number: 1, method: 'POST', body: '{"hello":1}' });
    expect(entry?.path).toBe('/v1beta/models/g:generateContent?key=&alt=sse');
    expect(JSON.stringify(server.requests.entries)).not.toContain('secret');
  });

  test('is gone when its signal ends', async () => {
    const stop = new AbortController();
    const server = await startVerbatimServer(small, {}, stop.signal);
    stop.abort();
    await server.close();
    await expect(fetch(server.baseUrl)).rejects.toThrow('fetch failed');
  });

  test('names the port that cannot be opened', async () => {
    await using server = await startVerbatimServer(small);
    await expect(startVerbatimServer(small, { port: server.port })).rejects.toMatchObject({
      name: 'ServerUnavailable',
      port: server.port,
      code: 'EADDRINUSE',
    });
  });
});

describe('a case file', () => {
  test.each([
    ['{', 'not JSON'],
    ['[]', 'a case is an object'],
    ['{"exchanges":[]}', 'exchanges: expected a list with an entry'],
    ['{"exchanges":[{}]}', 'exchanges[0].response: expected an object'],
    ['{"exchanges":[{"response":{"status":"x","headers":{}}}]}', 'exchanges[0].response.status'],
    ['{"exchanges":[{"response":{"status":200,"headers":{},"sse":[1]}}]}', 'exchanges[0].response.sse'],
    ['{"exchanges":[{"response":{"status":200,"headers":{},"sse":[],"text":""}}]}', 'only one of sse, json and text'],
    ['{"exchanges":[{"request":7,"response":{"status":200,"headers":{}}}]}', 'exchanges[0].request'],
  ])('%s is refused with a sentence that names the place', (text, message) => {
    const parsed = parseWireCase(text);
    expect(parsed.ok ? 'accepted' : parsed.error).toContain(message);
  });
});

test.each(cases)('%s arrives byte for byte, in slices of 97 bytes too', async (_path, wireCase) => {
  await using server = await startVerbatimServer(wireCase, { sliceBytes: 97 });
  for (const { response: recorded } of wireCase.exchanges) {
    const response = await fetch(`${server.baseUrl}/v1/any`, { method: 'POST', body: '{}' });
    expect(response.status).toBe(recorded.status);
    expect(Buffer.from(await response.arrayBuffer()).equals(responseBytes(recorded))).toBe(true);
  }
});
