import { describe, expect, test } from 'vitest';
import { openClient } from '../../src/cli/protocols.ts';
import { hostQuirks } from '../../src/providers/hosts.ts';
import { anthropicMessages } from '../../src/providers/anthropic-messages/messages.ts';
import { generateContents } from '../../src/providers/google-generate/contents.ts';
import { chatMessages } from '../../src/providers/openai-chat/messages.ts';
import { responsesInput } from '../../src/providers/openai-responses/input.ts';
import type { JsonObject } from '../../src/providers/shared/json.ts';
import { listOf, objectOf, textOf } from '../../src/providers/shared/json.ts';
import { startVerbatimServer } from '../../src/model-server/verbatim.ts';
import type { WireFamily } from '../../src/config/backend-types.ts';
import type { AssistantTurn, Message } from '../../src/runtime/ports/model.ts';
import { lastOf, partsOf } from '../providers/fault-server.ts';
import { HAS_RECORDINGS, recordedCase } from './recordings.ts';

/** What the adapter made of one recorded answer. */
async function turnOf(family: WireFamily, name: string, index: number): Promise<AssistantTurn> {
  await using server = await startVerbatimServer(recordedCase(name));
  const baseUrl = server.exchangeBaseUrl(index, family);
  const client = await openClient(family, { apiKey: 'none', baseUrl, host: hostQuirks('', null) });
  const last = lastOf(await partsOf(client));
  if (last.type !== 'finished') throw new Error(`${name} ${index}: ${JSON.stringify(last)}`);
  return last.turn;
}

/** The turn, and a result for each of its calls. */
const answered = (turn: AssistantTurn): readonly Message[] => [
  { role: 'user', text: 'Go on.' },
  { role: 'assistant', turn },
  {
    role: 'tool',
    results: turn.calls.map((call) => ({ callId: call.id, name: call.name, text: 'a result', isError: false })),
  },
];

const requestBody = (name: string, index: number): JsonObject =>
  objectOf(recordedCase(name).exchanges[index]?.request?.body);

/** One recorded client writes signatures in the other base64 alphabet. */
const sameAlphabet = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, inner: unknown) =>
      key === 'thoughtSignature' ? textOf(inner).replaceAll('-', '+').replaceAll('_', '/') : inner,
    ),
  );

const resultIds = (content: unknown): unknown[] =>
  listOf(content).flatMap((block) => objectOf(block)['tool_use_id'] ?? []);

const responseNames = (parts: unknown): unknown[] =>
  listOf(parts).map((part) => {
    const { id, name: tool } = objectOf(objectOf(part)['functionResponse']);
    return { id, tool };
  });

const essence = (item: JsonObject): unknown => ({
  type: item['type'],
  encrypted: item['encrypted_content'],
  callId: item['call_id'],
  name: item['name'],
  args: item['arguments'] === undefined ? undefined : (JSON.parse(textOf(item['arguments'])) as unknown),
});

const toolMessageIds = (messages: readonly JsonObject[]): unknown[] =>
  messages.flatMap((message) => message['tool_call_id'] ?? []);

/** Cases of a family: name, answer, and the request that carried the answer back. */
const cases = (rows: readonly [string, number, number][]): readonly [string, number, number][] =>
  HAS_RECORDINGS ? rows : [];

/** A suite over recordings; a clone alone has none, and says so in a test of its own. */
const whenRecorded: (title: string, suite: () => void) => void = HAS_RECORDINGS ? describe : () => undefined;

test('the recordings are read, or ../shared/fixtures/wire is missing and nothing is compared', () => {
  expect(cases([['some', 0, 1]])).toHaveLength(HAS_RECORDINGS ? 1 : 0);
});

whenRecorded('Messages: an assistant turn goes back block by block as it came', () => {
  test.each(
    cases([
      ['anthropic/messages-thinking-tools', 0, 1],
      ['anthropic/messages-tools-parallel', 0, 1],
      ['anthropic/messages-tools', 0, 1],
      ['anthropic/messages-tools', 5, 6],
      ['anthropic/messages-web-fetch', 0, 1],
    ]),
  )('%s, answer %i in request %i', async (name, answer, request) => {
    const sent = anthropicMessages(answered(await turnOf('anthropic-messages', name, answer)));
    const stored = listOf(requestBody(name, request)['messages']).map(objectOf);
    const assistant = stored.find((message) => message['role'] === 'assistant');
    // `caller` and `citations` came with the blocks; that client did not keep them.
    const kept = JSON.parse(
      JSON.stringify(sent[1]?.content, (key, value: unknown) =>
        key === 'caller' || (key === 'citations' && !Array.isArray(value)) ? undefined : value,
      ),
    ) as unknown;
    expect(kept).toEqual(assistant?.['content']);
    expect(resultIds(sent[2]?.content)).toEqual(resultIds(stored[2]?.['content']));
  });
});

whenRecorded('generateContent: the parts of a model turn go back as they came', () => {
  test.each(
    cases([
      ['google/generate-tools-parallel', 0, 1],
      ['google/generate-tools-sequential', 0, 1],
      ['google/generate-structured-with-tools', 0, 1],
      ['google/generate-afc-loop', 0, 1],
    ]),
  )('%s, answer %i in request %i', async (name, answer, request) => {
    const sent = generateContents(answered(await turnOf('google-generate', name, answer)), 'gemini-3.5-flash');
    const stored = listOf(requestBody(name, request)['contents']).map(objectOf);
    expect(sameAlphabet(sent[1]?.parts)).toEqual(sameAlphabet(stored[1]?.['parts']));
    expect(responseNames(sent[2]?.parts)).toEqual(responseNames(stored[2]?.['parts']));
  });

  test.each(cases([['google/generate-thought-signature-tool', 0, 1]]))(
    '%s keeps the signature and sends no id, for none was given',
    async (name, answer, request) => {
      const sent = generateContents(answered(await turnOf('google-generate', name, answer)), 'gemini-3-pro-preview');
      const stored = objectOf(listOf(objectOf(listOf(requestBody(name, request)['contents'])[1])['parts'])[0]);
      expect(sameAlphabet(sent[1]?.parts)).toEqual(
        sameAlphabet([
          { functionCall: { name: 'get_country', args: {} }, thoughtSignature: stored['thoughtSignature'] },
        ]),
      );
      expect(objectOf(sent[2]?.parts[0]?.['functionResponse'])).not.toHaveProperty('id');
    },
  );
});

whenRecorded('Responses: the items of a turn go back in their order, encrypted reasoning first', () => {
  test.each(
    cases([
      ['openai/responses-encrypted-reasoning-tools', 0, 1],
      ['openai/responses-phase', 0, 1],
    ]),
  )('%s, answer %i in request %i', async (name, answer, request) => {
    const sent = responsesInput(answered(await turnOf('openai-responses', name, answer)));
    const stored = listOf(requestBody(name, request)['input']).map(objectOf);
    expect(sent.slice(1).map(essence)).toEqual(stored.slice(1).map(essence));
  });

  test.each(cases([['openai/responses-tools-sequential-and-parallel', 6, 7]]))(
    '%s answers both calls by their call_id',
    async (name, answer) => {
      const turn = await turnOf('openai-responses', name, answer);
      const outputs = responsesInput(answered(turn)).filter((item) => item['type'] === 'function_call_output');
      expect(outputs.map((item) => item['call_id'])).toEqual(turn.calls.map((call) => call.id));
    },
  );
});

whenRecorded('Chat: a message with calls goes back as the stream spelt it', () => {
  test.each(
    cases([
      ['openai/chat-tools', 0, 1],
      ['openai/chat-tools-parallel', 0, 1],
      ['compat/deepseek-tools', 0, 1],
      ['compat/openrouter-chat-no-finish-reason', 0, 1],
    ]),
  )('%s, answer %i in request %i', async (name, answer, request) => {
    const turn = await turnOf('openai-chat', name, answer);
    const host = hostQuirks('', `https://${recordedCase(name).exchanges[answer]?.request?.host ?? ''}`);
    const sent = chatMessages('', answered(turn), host);
    const stored = listOf(requestBody(name, request)['messages']).map(objectOf);
    const assistant = objectOf(stored.find((message) => message['tool_calls'] !== undefined));
    expect(sent[1]?.['tool_calls']).toEqual(assistant['tool_calls']);
    expect(sent[1]?.['reasoning_content']).toEqual(assistant['reasoning_content']);
    expect(toolMessageIds(sent)).toEqual(toolMessageIds(stored));
  });
});
