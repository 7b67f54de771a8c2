import { APIError } from 'openai';
import { describe, expect, test } from 'vitest';
import type { Fault } from '../../src/model-server/scenario/scenario.ts';
import { SAMPLES } from '../protocols/samples.ts';
import { ask, families, serve } from './clients.ts';
import { scenarioOf, text, turnOf } from './scenarios.ts';

const words = text('one two three four five six seven eight');
const broken = (fault: Fault) => scenarioOf(turnOf([words], { fault }));
const status = (code: number, fields: Partial<Extract<Fault, { kind: 'status' }>> = {}): Fault => ({
  kind: 'status',
  status: code,
  headers: {},
  message: null,
  code: null,
  ...fields,
});

/** What the SDK throws, as the few facts a client can act on. */
async function failureOf(fault: Fault, family: (typeof families)[number]): Promise<Record<string, unknown>> {
  await using server = await serve(broken(fault));
  try {
    return { heard: await ask(server, family) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const { status: code } = error as { status?: unknown };
    return { name: error.constructor.name, status: code, cause: rootCode(error), message: error.message };
  }
}

/** The code of the innermost cause: the SDKs' helpers wrap what the socket says once or twice. */
const rootCode = (error: Error): unknown =>
  error.cause instanceof Error ? rootCode(error.cause) : (error as { code?: unknown }).code;

describe.each(families)('%s', (family) => {
  test.each([400, 401, 403, 404, 429, 500, 503])('answers with status %s in its own words', async (code) => {
    expect(await failureOf(status(code), family)).toMatchObject({ status: code });
  });

  test('gives an HTML page instead of JSON', async () => {
    expect(await failureOf({ kind: 'html', status: 502 }, family)).toMatchObject({ status: 502 });
  });

  test('resets the connection before there is an answer', async () => {
    const { name, status: code } = await failureOf({ kind: 'reset', after: undefined }, family);
    expect(name).toMatch(/APIConnectionError|TypeError/);
    expect(code).toBeUndefined();
  });

  test('loses the socket after some events', async () => {
    expect(await failureOf({ kind: 'reset', after: 2 }, family)).toMatchObject({ cause: 'UND_ERR_SOCKET' });
  });

  test('reports an error in a stream that had begun', async () => {
    const failure = await failureOf(
      { kind: 'error_event', after: 2, status: 503, message: 'Too busy.', code: null },
      family,
    );
    expect(failure['message']).toContain('Too busy.');
  });

  test('sends an event that is no JSON', async () => {
    const { name } = await failureOf({ kind: 'malformed', after: 1 }, family);
    expect(name).toMatch(/SyntaxError|AnthropicError|OpenAIError/);
  });

  test('sends one line of ten million bytes', async () => {
    await using server = await serve(broken({ kind: 'long_line', after: 6, bytes: 10_000_000 }));
    const response = await fetch(`${server.agentBaseUrl('a', family)}${SAMPLES[family].request[0]}`, {
      method: 'POST',
      body: BODY,
    });
    const lines = (await response.text()).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeGreaterThan(10_000_000);
  });

  test('stops sending and keeps the connection until the client gives up', async () => {
    await using server = await serve(broken({ kind: 'stall', after: 2 }));
    const giveUp = new AbortController();
    const url = `${server.agentBaseUrl('a', family)}${SAMPLES[family].request[0]}`;
    const response = await fetch(url, { method: 'POST', body: BODY, signal: giveUp.signal });
    const reader = response.body?.getReader();
    expect((await reader?.read())?.value?.length).toBeGreaterThan(0);
    const next = reader?.read();
    giveUp.abort();
    await expect(next).rejects.toThrow('aborted');
  });

  test('never answers at all, until the client gives up', async () => {
    await using server = await serve(broken({ kind: 'stall', after: undefined }));
    const giveUp = new AbortController();
    const url = `${server.agentBaseUrl('a', family)}${SAMPLES[family].request[0]}`;
    const answer = fetch(url, { method: 'POST', body: BODY, signal: giveUp.signal });
    await expect.poll(() => server.requests.entries.length).toBe(1);
    giveUp.abort();
    await expect(answer).rejects.toThrow('aborted');
  });

  test('ends a stream cleanly without its terminal event', async () => {
    await using server = await serve(broken({ kind: 'end', after: 3 }));
    const url = `${server.agentBaseUrl('a', family)}${SAMPLES[family].request[0]}`;
    const body = await (await fetch(url, { method: 'POST', body: BODY })).text();
    expect(body.split(/\r?\n\r?\n/).filter((event) => event !== '')).toHaveLength(3);
  });
});

const BODY = JSON.stringify({ model: 'm', stream: true });

test('a status fault has the headers and the code it was given', async () => {
  await using server = await serve(
    broken(status(429, { headers: { 'retry-after': '7' }, message: 'No money left.', code: 'insufficient_quota' })),
  );
  const failure: unknown = await ask(server, 'openai-responses').catch((error: unknown) => error);
  if (!(failure instanceof APIError)) throw new Error(`not an APIError: ${String(failure)}`);
  expect(failure.headers?.get('retry-after')).toBe('7');
  expect(failure).toMatchObject({ status: 429, code: 'insufficient_quota', type: 'insufficient_quota' });
  expect(failure.message).toContain('No money left.');
});

test('a fault that strikes once is gone at the second try', async () => {
  await using server = await serve(
    scenarioOf(turnOf([], { times: 1, fault: status(529) }), turnOf([text('better now')])),
  );
  await expect(ask(server, 'anthropic-messages')).rejects.toMatchObject({ status: 529, type: 'overloaded_error' });
  expect((await ask(server, 'anthropic-messages')).text).toBe('better now');
  expect(server.requests.entries.map((entry) => entry.turn)).toEqual(['agent any, turn 1', 'agent any, turn 2']);
});

test('closing the server frees a client that waits for a stalled stream', async () => {
  const server = await serve(broken({ kind: 'stall', after: 1 }));
  const response = await fetch(`${server.agentBaseUrl('a', 'openai-chat')}/chat/completions`, {
    method: 'POST',
    body: BODY,
  });
  const waiting = response.text();
  await Promise.all([expect(waiting).rejects.toThrow('terminated'), server.close()]);
});
