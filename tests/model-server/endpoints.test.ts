import Anthropic from '@anthropic-ai/sdk';
import { GoogleGenAI } from '@google/genai';
import OpenAI from 'openai';
import { expect, test } from 'vitest';
import { ask, KEY, serve } from './clients.ts';
import { scenarioOf, text, turnOf } from './scenarios.ts';

const scenario = scenarioOf(turnOf([text('hi')]));

test('the three SDKs list the models of the scenario', async () => {
  await using server = await serve(scenario);
  const openai = new OpenAI({ apiKey: KEY, baseURL: server.agentBaseUrl('a', 'openai-chat'), logLevel: 'off' });
  const anthropic = new Anthropic({ apiKey: KEY, baseURL: server.agentBaseUrl('a', 'anthropic-messages') });
  const google = new GoogleGenAI({
    apiKey: KEY,
    httpOptions: { baseUrl: server.agentBaseUrl('a', 'google-generate') },
  });
  const names = await Promise.all([
    Array.fromAsync(openai.models.list(), (model) => model.id),
    Array.fromAsync(anthropic.models.list(), (model) => model.id),
    Array.fromAsync(await google.models.list(), (model) => model.name),
  ]);
  expect(names).toEqual([
    ['model-one', 'model-two'],
    ['model-one', 'model-two'],
    ['models/model-one', 'models/model-two'],
  ]);
});

test('the three SDKs get tokens counted', async () => {
  await using server = await serve(scenario);
  const openai = new OpenAI({ apiKey: KEY, baseURL: server.agentBaseUrl('a', 'openai-chat'), logLevel: 'off' });
  const anthropic = new Anthropic({ apiKey: KEY, baseURL: server.agentBaseUrl('a', 'anthropic-messages') });
  const google = new GoogleGenAI({
    apiKey: KEY,
    httpOptions: { baseUrl: server.agentBaseUrl('a', 'google-generate') },
  });
  const content = 'x'.repeat(400);
  const counts = await Promise.all([
    openai.responses.inputTokens.count({ model: 'm', input: content }).then((counted) => counted.input_tokens),
    anthropic.messages
      .countTokens({ model: 'm', messages: [{ role: 'user', content }] })
      .then((counted) => counted.input_tokens),
    google.models.countTokens({ model: 'm', contents: content }).then((counted) => counted.totalTokens ?? 0),
  ]);
  for (const count of counts) {
    expect(count).toBeGreaterThanOrEqual(100);
    expect(count).toBeLessThan(140);
  }
});

test('a conversation is compacted to its user messages and one opaque item', async () => {
  await using server = await serve(scenario);
  const openai = new OpenAI({ apiKey: KEY, baseURL: server.agentBaseUrl('a', 'openai-responses'), logLevel: 'off' });
  const compacted = await openai.responses.compact({
    model: 'gpt-5.2',
    input: [
      { role: 'user', content: 'Hello!' },
      { role: 'assistant', content: 'Hi.' },
    ],
  });
  expect(compacted.object).toBe('response.compaction');
  expect(compacted.output.map((item) => item.type)).toEqual(['message', 'compaction']);
  expect(JSON.stringify(compacted.output[0])).toContain('Hello!');
});

test.each([
  ['POST', '/v1/embeddings', '{}', 404, 'POST /v1/embeddings is not served'],
  ['GET', '/', undefined, 404, 'GET / is not served'],
  ['POST', '/v1/messages', '{"model":', 400, 'the body is not JSON'],
  ['POST', '/v1/messages', '[1]', 400, 'the body is not JSON'],
])('%s %s with %s is answered with %s', async (method, path, body, status, message) => {
  await using server = await serve(scenario);
  const response = await fetch(server.baseUrl + path, { method, ...(body === undefined ? {} : { body }) });
  expect(response.status).toBe(status);
  expect(await response.text()).toContain(message);
});

test('a request the scenario does not foresee gets a 400 that says what was seen', async () => {
  await using server = await serve(scenarioOf(turnOf([text('never')], { when: { restarted: true } })));
  await expect(ask(server, 'openai-chat', { agentId: 'b' })).rejects.toThrow(
    'the scenario has no turn for agent 2 (b): stage presentation, 0 answers shown, step 0, tools none',
  );
  expect(server.requests.entries[0]).toMatchObject({ agentId: 'b', turn: null });
});

test('agents are numbered by the list, else by the end of their id, else in the order they come', async () => {
  const numbered = scenarioOf(turnOf([text('{{agent}}')]));
  await using listed = await serve(numbered, ['z', 'agent_9']);
  expect((await ask(listed, 'openai-chat', { agentId: 'agent_9' })).text).toBe('2');
  await using unlisted = await serve(numbered, []);
  const heard: string[] = [];
  for (const agentId of ['agent_7', 'someone', 'agent_7', 'other', 'someone']) {
    heard.push((await ask(unlisted, 'openai-chat', { agentId })).text);
  }
  expect(heard).toEqual(['7', '2', '7', '3', '2']);
});

test('two servers with one scenario send the same bytes', async () => {
  const clock = { now: () => 1_790_000_000_000, sleep: () => Promise.resolve() };
  const bodies = await Promise.all(
    [1, 2].map(async () => {
      await using server = await serve(scenario, ['a'], { clock });
      const url = `${server.agentBaseUrl('a', 'anthropic-messages')}/v1/messages`;
      const response = await fetch(url, { method: 'POST', body: '{"model":"m","stream":true}' });
      return await response.text();
    }),
  );
  expect(bodies[0]).toContain('message_stop');
  expect(bodies[1]).toBe(bodies[0]);
});

test('no key of a client is in the log', async () => {
  await using server = await serve(scenario);
  await ask(server, 'openai-responses');
  await ask(server, 'anthropic-messages');
  await ask(server, 'google-generate');
  expect(server.requests.entries).toHaveLength(3);
  expect(JSON.stringify(server.requests)).not.toContain(KEY);
  expect(server.requests.entries[0]?.headers['content-type']).toBe('application/json');
});
