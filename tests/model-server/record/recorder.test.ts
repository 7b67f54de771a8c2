import { mkdirSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { servedProtocols } from '../../../src/cli/protocols.ts';
import { startRecorder } from '../../../src/model-server/record/recorder.ts';
import type { Recorder } from '../../../src/model-server/record/recorder.ts';
import { loadCases } from '../../../src/model-server/load-cases.ts';
import type { ModelServer } from '../../../src/model-server/model-server.ts';
import { parseWireCase } from '../../../src/model-server/wire-case.ts';
import type { WireCase } from '../../../src/model-server/wire-case.ts';
import { startVerbatimServer } from '../../../src/model-server/verbatim.ts';
import { ask, families, serve } from '../clients.ts';
import { call, scenarioOf, text, think, turnOf } from '../scenarios.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'massgen-recorder-'));
});
afterAll(() => rm(directory, { recursive: true }));

let folders = 0;
function freshFolder(): string {
  const folder = join(directory, `case-${++folders}`);
  mkdirSync(folder);
  return folder;
}

async function record(
  upstream: string,
  folder: string,
  report: (sentence: string) => void = () => undefined,
): Promise<Recorder> {
  const upstreams = [{ root: upstream, families: null }];
  return startRecorder(
    { protocols: await servedProtocols(), upstreams, directory: folder, report },
    new AbortController().signal,
  );
}

async function storedCase(file: string): Promise<WireCase> {
  const parsed = parseWireCase(await readFile(file, 'utf8'));
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}

const talkative = scenarioOf(turnOf([think('Hm, hm.'), text('größer 👍🏽'), call('look', '{"at":"it"}')]));

describe.each(families)('recording %s', (family) => {
  test.each([true, false])('and playing the file gives the SDK the same message (stream: %s)', async (stream) => {
    await using upstream = await serve(talkative);
    const folder = freshFolder();
    await using recorder = await record(upstream.baseUrl, folder);
    const live = await ask(asServer(recorder), family, { stream });
    expect(live).toMatchObject({ text: 'größer 👍🏽', calls: [{ name: 'look', input: { at: 'it' } }] });

    await recorder.close();
    const [file = ''] = recorder.files;
    const recorded = await storedCase(file);
    expect(recorded.exchanges).toHaveLength(1);
    expect(recorded.exchanges[0]?.request).toMatchObject({ method: 'POST', body: { tools: expect.any(Array) } });
    await using replay = await startVerbatimServer(recorded, { sliceBytes: 5 });
    expect(
      await ask(asServer({ ...replay, agentBaseUrl: (_, asked) => replay.familyBaseUrl(asked) }), family, { stream }),
    ).toEqual(live);
  });
});

/** Whatever can name a base URL can be asked through an SDK. */
const asServer = (server: Pick<ModelServer, 'agentBaseUrl'>): ModelServer => server as ModelServer;

test('no key is stored: not from headers, the query, the body, or an answer that repeats it', async () => {
  const secret = 'my-private-key-0815';
  const echo: WireCase = {
    case: 'echo',
    note: '',
    authenticity: '',
    origin: null,
    exchanges: [
      {
        request: null,
        response: {
          status: 401,
          headers: { 'content-type': 'application/json', 'set-cookie': 'session=1', 'openai-organization': 'org-me' },
          json: { error: { message: `Incorrect API key provided: ${secret}.` } },
        },
      },
      {
        request: null,
        response: {
          status: 200,
          headers: { 'content-type': 'text/event-stream' },
          sse: [`data: "${secret}"`],
          eol: '\n',
        },
      },
    ],
  };
  await using upstream = await startVerbatimServer(echo);
  const folder = freshFolder();
  await using recorder = await record(upstream.baseUrl, folder);
  const headers = { authorization: `Bearer ${secret}`, 'x-api-key': secret, 'content-type': 'application/json' };
  const tools = [
    { type: 'mcp', authorization: 'other-secret', headers: { 'api-key': 'third-secret' } },
    'AIza0123456789012345678901234567890123',
  ];
  const body = JSON.stringify({ input: `my key is ${secret}`, tools });
  for (let count = 0; count < 2; count++) {
    const answer = await fetch(`${recorder.baseUrl}/agents/a%2Fb/v1/responses?key=${secret}`, {
      method: 'POST',
      headers,
      body,
    });
    expect(await answer.text()).toContain(secret);
  }
  const [file = ''] = recorder.files;
  const stored = await readFile(file, 'utf8');
  expect(stored).not.toMatch(/my-private-key|other-secret|third-secret|AIza|session=1|org-me/);
  expect(stored).toContain('my key is [redacted]');
  expect(file).toBe(join(folder, 'a_b.json'));
  expect(upstream.requests.entries[0]?.body).toBe(body);
});

test('agents get a file each, exchanges stay in order, and a file that was there is left alone', async () => {
  await using upstream = await serve(
    scenarioOf(...['a', 'b', 'c', 'd'].map((word) => turnOf([text(word)], { times: 1 }))),
  );
  const folder = freshFolder();
  await using first = await record(upstream.baseUrl, folder);
  await ask(asServer(first), 'openai-chat', { agentId: 'ann' });
  await first.close();
  const before = await readFile(join(folder, 'ann.json'), 'utf8');
  await writeFile(join(folder, 'ben.json'), 'mine');

  await using second = await record(upstream.baseUrl, folder);
  for (const agentId of ['ann', 'ben', 'ben']) await ask(asServer(second), 'openai-chat', { agentId });
  await second.close();
  expect((await readdir(folder)).toSorted()).toEqual(['ann-2.json', 'ann.json', 'ben-2.json', 'ben.json']);
  expect(await readFile(join(folder, 'ann.json'), 'utf8')).toBe(before);
  expect(await readFile(join(folder, 'ben.json'), 'utf8')).toBe('mine');
  const { exchanges } = await storedCase(join(folder, 'ben-2.json'));
  expect(exchanges.map(({ response }) => /"content":"([a-d])"/.exec(String(response.sse))?.[1])).toEqual(['c', 'd']);
});

test('an answer that breaks off is passed on as broken and not stored', async () => {
  const broken = scenarioOf(turnOf([text('half of it')], { fault: { kind: 'reset', after: 3 } }));
  await using upstream = await serve(broken);
  const sentences: string[] = [];
  await using recorder = await record(upstream.baseUrl, freshFolder(), (sentence) => sentences.push(sentence));
  await expect(ask(asServer(recorder), 'anthropic-messages')).rejects.toThrow('terminated');
  await recorder.close();
  expect(recorder.files).toEqual([]);
  expect(sentences).toEqual(['an exchange of a was cut off or too large and is not stored']);
});

test('an upstream that is not there is a 502 with the reason', async () => {
  const gone = await serve(talkative);
  await gone.close();
  await using recorder = await record(gone.baseUrl, freshFolder());
  const answer = await fetch(`${recorder.baseUrl}/v1/responses`, { method: 'POST', body: '{}' });
  expect(answer.status).toBe(502);
  expect(await answer.text()).toContain('ECONNREFUSED');
});

test('a protocol that no upstream takes is refused', async () => {
  const upstreams = [{ root: 'https://api.anthropic.com', families: ['anthropic-messages'] as const }];
  await using recorder = await startRecorder(
    { protocols: await servedProtocols(), upstreams, directory: freshFolder() },
    new AbortController().signal,
  );
  const answer = await fetch(`${recorder.baseUrl}/v1/responses`, { method: 'POST', body: '{}' });
  expect([answer.status, await answer.text()]).toEqual([
    404,
    expect.stringContaining('no upstream takes openai-responses'),
  ]);
});

test('a recorded folder is played back to each agent by itself', async () => {
  await using upstream = await serve(scenarioOf(...['a', 'b', 'c'].map((word) => turnOf([text(word)], { times: 1 }))));
  const folder = freshFolder();
  await using recorder = await record(upstream.baseUrl, folder);
  for (const agentId of ['ann', 'b/n', 'ann']) await ask(asServer(recorder), 'anthropic-messages', { agentId });
  await recorder.close();
  const loaded = await loadCases(folder);
  if (!loaded.ok) throw new Error(loaded.error);
  await using replay = await startVerbatimServer(loaded.value.main, loaded.value);
  const heard: string[] = [];
  for (const agentId of ['b/n', 'ann', 'ann']) {
    heard.push((await ask(asServer(replay), 'anthropic-messages', { agentId })).text);
  }
  expect(heard).toEqual(['b', 'a', 'c']);
  await expect(ask(asServer(replay), 'anthropic-messages', { agentId: 'ann' })).rejects.toMatchObject({ status: 400 });
});

test('a folder without cases and a broken file are told by name', async () => {
  const folder = freshFolder();
  await (await record('http://127.0.0.1:1', folder)).close();
  expect(await loadCases(folder)).toMatchObject({ ok: false, error: `${folder}: no case file (.json) in the folder` });
  await writeFile(join(folder, 'x.json'), '{');
  expect(await loadCases(folder)).toMatchObject({
    error: expect.stringContaining(`${join(folder, 'x.json')}: not JSON`),
  });
  expect(await loadCases(join(folder, 'gone'))).toMatchObject({ error: expect.stringContaining('ENOENT') });
});
