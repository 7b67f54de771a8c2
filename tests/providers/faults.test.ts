import { afterEach, describe, expect, test, vi } from 'vitest';
import type { WireFamily } from '../../src/config/backend-types.ts';
import type { FailureClass, ProviderFailure, StreamPart } from '../../src/runtime/ports/model.ts';
import type { ClientOptions } from '../../src/providers/shared/client-options.ts';
import { SAMPLES } from '../protocols/samples.ts';
import type { Answer } from './fault-server.ts';
import { clientFor, FAMILIES, KEY, lastOf, partsOf, spoken, startFaultServer, streamHead } from './fault-server.ts';

const HTML = '<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><h1>nginx</h1></body></html>';

async function exchange(
  family: WireFamily,
  answer: Answer,
  options: Partial<ClientOptions> = {},
): Promise<readonly StreamPart[]> {
  await using server = await startFaultServer(answer);
  return await partsOf(clientFor(family, server.url, options));
}

function failureOf(parts: readonly StreamPart[]): ProviderFailure {
  const last = lastOf(parts);
  if (last.type !== 'failed') throw new Error(`expected a failure, got ${JSON.stringify(last)}`);
  return last.failure;
}

const textOf = (parts: readonly StreamPart[]): string =>
  parts.map((part) => (part.type === 'text' ? part.text : '')).join('');

const status =
  (code: number, body: string, headers: Record<string, string> = {}): Answer =>
  (_request, response) => {
    response.writeHead(code, { 'content-type': 'application/json', ...headers });
    response.end(body);
  };

const errorBody = JSON.stringify({ error: { message: 'Something is wrong here', type: 'some_error' } });

const waitFor = async (family: WireFamily, headers: Record<string, string>): Promise<unknown> =>
  failureOf(await exchange(family, status(429, errorBody, headers))).retryAfter;

const spies = (['log', 'warn', 'error', 'debug', 'info'] as const).map((name) => vi.spyOn(console, name));
afterEach(() => {
  for (const spy of spies) spy.mockClear();
});

describe.each(FAMILIES)('a stream of %s', (family) => {
  test('of a healthy server gives its text and finishes', async () => {
    const { opening, end } = spoken(family, 'Grüße 🎉');
    const parts = await exchange(family, (_request, response) => streamHead(response).end(opening + end));
    expect(parts[0]).toEqual({ type: 'started', requestId: 'req_42' });
    expect(textOf(parts)).toBe('Grüße 🎉');
    expect(lastOf(parts)).toMatchObject({ type: 'finished', finish: 'end', requestId: 'req_42' });
  });

  test.each(['', ' ', 'sk-…', 'sk-“quoted”', 'sk-a\r\nx-evil: 1'])(
    'with the key %j asks nobody, and is about the key',
    async (apiKey) => {
      const failure = failureOf(await exchange(family, () => expect.unreachable(), { apiKey }));
      expect(failure).toMatchObject({ class: 'auth', status: null });
      expect(failure.message).toContain('Check SOME_API_KEY.');
      for (const spy of spies) expect(spy).not.toHaveBeenCalled();
    },
  );

  test.each([
    [400, 'bad_request'],
    [401, 'auth'],
    [402, 'quota'],
    [403, 'permission'],
    [404, 'not_found'],
    [408, 'timeout'],
    [409, 'server'],
    [413, 'bad_request'],
    [422, 'bad_request'],
    [429, 'rate_limit'],
    [500, 'server'],
    [502, 'server'],
    [503, 'overloaded'],
    [504, 'server'],
    [529, 'overloaded'],
  ] satisfies [number, FailureClass][])('that gets a %d fails as %s after one request', async (code, expected) => {
    let requests = 0;
    const parts = await exchange(family, (request, response, body) => {
      requests += 1;
      status(code, errorBody)(request, response, body);
    });
    const failure = failureOf(parts);
    expect(failure).toMatchObject({ class: expected, status: code });
    expect(failure.message).toContain('Something is wrong here');
    expect(requests).toBe(1);
  });

  test('that gets an HTML error page names the page by its title, not by its tags', async () => {
    const parts = await exchange(family, status(502, HTML, { 'content-type': 'text/html' }));
    const failure = failureOf(parts);
    expect(failure).toMatchObject({ class: 'server', status: 502 });
    expect(failure.message).toContain('"502 Bad Gateway"');
    expect(failure.message).not.toContain('<');
  });

  test('that gets a page instead of a stream says that the address is wrong', async () => {
    const parts = await exchange(family, status(200, HTML, { 'content-type': 'text/html; charset=utf-8' }));
    expect(failureOf(parts)).toMatchObject({ class: 'bad_request', status: 200 });
    expect(failureOf(parts).message).toContain('base_url');
  });

  test('that gets half a JSON answer instead of a stream fails as interrupted', async () => {
    expect(failureOf(await exchange(family, status(200, '{"choices": [{"mess'))).class).toBe('interrupted');
  });

  test('that gets an error in a JSON answer of status 200 fails with its class', async () => {
    const body = JSON.stringify({ type: 'error', error: { type: 'overloaded_error', code: 503, message: 'Busy' } });
    expect(failureOf(await exchange(family, status(200, body))).class).toBe('overloaded');
  });

  test('that meets no server fails as network and names the address', async () => {
    const parts = await partsOf(clientFor(family, 'http://127.0.0.1:9'));
    expect(failureOf(parts)).toMatchObject({ class: 'network', status: null });
    expect(failureOf(parts).message).toMatch(/127\.0\.0\.1:9.*base_url/);
  });

  test('whose socket is cut before the answer fails as network', async () => {
    const parts = await exchange(family, (request) => request.socket.destroy());
    expect(failureOf(parts).class).toBe('network');
  });

  test('whose socket is cut inside the answer keeps the text and fails as network', async () => {
    const parts = await exchange(family, (_request, response) => {
      streamHead(response).write(spoken(family, 'half').opening, () => {
        response.socket?.destroy();
      });
    });
    expect(textOf(parts)).toBe('half');
    expect(failureOf(parts).class).toBe('network');
  });

  test('that ends cleanly without its last event fails as interrupted', async () => {
    const parts = await exchange(family, (_request, response) =>
      streamHead(response).end(spoken(family, 'half').opening),
    );
    expect(textOf(parts)).toBe('half');
    expect(failureOf(parts).class).toBe('interrupted');
  });

  test('that ends in the middle of an event fails as interrupted', async () => {
    const { opening, end } = spoken(family, 'half');
    const parts = await exchange(family, (_request, response) =>
      streamHead(response).end(opening + end.slice(0, Math.floor(end.length / 3))),
    );
    expect(failureOf(parts).class).toBe('interrupted');
  });

  test('that is empty fails as interrupted', async () => {
    const parts = await exchange(family, (_request, response) => streamHead(response).end());
    expect(failureOf(parts).class).toBe('interrupted');
  });

  test('with an event that is no JSON fails as interrupted', async () => {
    const parts = await exchange(family, (_request, response) => {
      const { opening, end } = spoken(family, 'half');
      streamHead(response).end(opening + SAMPLES[family].brokenEvent + end);
    });
    expect(failureOf(parts).class).toBe('interrupted');
  });

  test('that stalls is given up after the idle limit', async () => {
    const answer: Answer = (_request, response) => streamHead(response).write(spoken(family, 'half').opening);
    const parts = await exchange(family, answer, { idleTimeoutMs: 40 });
    expect(textOf(parts)).toBe('half');
    expect(failureOf(parts).class).toBe('network');
    expect(failureOf(parts).message).toContain('nothing came for 0.04 s');
  });

  test('without any answer is given up after the connect limit', async () => {
    const parts = await exchange(family, () => undefined, { connectTimeoutMs: 40 });
    expect(failureOf(parts).class).toBe('timeout');
  });

  test('that is complete finishes even when the connection never ends', async () => {
    const { opening, end } = spoken(family, 'all of it');
    const answer: Answer = (_request, response) => streamHead(response).write(opening + end);
    const parts = await exchange(family, answer, { idleTimeoutMs: 40 });
    expect(lastOf(parts)).toMatchObject({ type: 'finished', turn: { text: 'all of it' } });
  });

  test('with a line of 10 MB gives all of it', async () => {
    const long = 'x'.repeat(10 * 1024 * 1024);
    const { opening, end } = spoken(family, long);
    const parts = await exchange(family, (_request, response) => streamHead(response).end(opening + end));
    const last = lastOf(parts);
    expect(last.type === 'finished' && last.turn.text.length).toBe(long.length);
  });

  test('survives events of kinds it has never seen', async () => {
    const { opening, end } = spoken(family, 'fine');
    const odd = [{ type: 'brand.new', index: 'x' }, { choices: 3, candidates: 'no' }, [], 7, null, 'text'];
    const events = odd.map((data) => `event: brand.new\ndata: ${JSON.stringify(data)}\n\n`).join('');
    const parts = await exchange(family, (_request, response) =>
      streamHead(response).end(`: a comment\n\n${opening}${events}${end}`),
    );
    expect(lastOf(parts)).toMatchObject({ type: 'finished', turn: { text: 'fine' } });
  });

  test('never lets the key into a message, even when the server repeats it', async () => {
    const echo = JSON.stringify({ error: { message: `Incorrect API key provided: ${KEY}. Bearer ${KEY}` } });
    const parts = await exchange(family, status(401, echo));
    expect(failureOf(parts).class).toBe('auth');
    expect(failureOf(parts).message).toContain('SOME_API_KEY');
    expect(JSON.stringify(parts)).not.toContain(KEY);
  });

  test('honours the wait a header asks for, in every form', async () => {
    expect(await waitFor(family, { 'retry-after': '7' })).toEqual({ ms: 7000, source: 'header' });
    expect(await waitFor(family, { 'retry-after-ms': '1500', 'retry-after': '9' })).toMatchObject({ ms: 1500 });
    expect(await waitFor(family, {})).toBe(null);
  });

  test('prints nothing, whatever happens', async () => {
    await exchange(family, (_request, response) => streamHead(response).end(SAMPLES[family].brokenEvent));
    await exchange(family, status(500, errorBody));
    await exchange(family, (request) => request.socket.destroy());
    expect(spies.flatMap((spy) => spy.mock.calls)).toEqual([]);
  });
});
