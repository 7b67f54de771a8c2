import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { WireFamily } from '../../src/config/backend-types.ts';
import { WIRE_FAMILIES } from '../../src/config/backend-types.ts';
import { anthropicMessages } from '../../src/providers/anthropic-messages/messages.ts';
import { generateContents } from '../../src/providers/google-generate/contents.ts';
import { hostQuirks } from '../../src/providers/hosts.ts';
import { chatMessages } from '../../src/providers/openai-chat/messages.ts';
import { responsesInput } from '../../src/providers/openai-responses/input.ts';
import type { JsonObject } from '../../src/providers/shared/json.ts';
import { listOf, objectOf } from '../../src/providers/shared/json.ts';
import type { Message, RawTurn } from '../../src/runtime/ports/model.ts';
import { SAMPLES } from '../protocols/samples.ts';
import { assistant, results, user } from './requests.ts';

/** A raw turn of a protocol with as many calls as asked. */
const rawOf = (family: WireFamily, text: string, ids: readonly string[]): RawTurn => ({
  family,
  model: 'm',
  items: SAMPLES[family].rawItems(text, ids),
});

const family = fc.constantFrom<WireFamily | null>(null, ...WIRE_FAMILIES);
const callIds = fc.uniqueArray(fc.constantFrom('call_1', 'toolu_2', 'odd|id/3', 'fc_4'), { maxLength: 3 });
const anyMessage: fc.Arbitrary<Message> = fc.oneof(
  fc.constantFrom('', 'Question?', 'More.').map(user),
  fc.tuple(fc.constantFrom('', 'Answer', 'Answer \n'), callIds, family).map(([text, ids, from]) =>
    assistant(
      text,
      ids.map((id) => ({ id, name: 'vote' })),
      from === null ? null : rawOf(from, text, ids),
    ),
  ),
  callIds.map((ids) => results(...ids.map((id) => [id, 'done'] as const))),
);
const anyHistory = fc.array(anyMessage, { maxLength: 10 });

const roles = (messages: readonly { readonly role: string }[]): readonly string[] => messages.map(({ role }) => role);
const repeats = (list: readonly string[]): readonly string[] => list.filter((role, index) => role === list[index - 1]);
const field = (blocks: readonly JsonObject[], type: string, name: string): unknown[] =>
  blocks.filter((block) => block['type'] === type).map((block) => block[name]);

describe('whatever happened before, a request is one that is accepted', () => {
  test('Messages: roles alternate, every call is answered first thing in the next message, no text is empty', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const messages = anthropicMessages(history);
        expect(repeats(roles(messages))).toEqual([]);
        const asked = messages.map(({ content }) => field(content, 'tool_use', 'id'));
        const answered = messages.map(({ content }) =>
          content.slice(0, field(content, 'tool_result', 'tool_use_id').length).map((block) => block['tool_use_id']),
        );
        expect(answered.slice(1)).toEqual(asked.slice(0, -1));
        expect([answered[0] ?? [], asked.at(-1) ?? []]).toEqual([[], []]);
        const texts = messages.flatMap(({ content }) => field(content, 'text', 'text'));
        expect(texts.filter((text) => String(text).trim() === '')).toEqual([]);
      }),
    );
  });

  test('generateContent: roles alternate, every call is answered in its order, no content is empty', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const contents = generateContents(history, 'gemini-3-flash-preview');
        expect(repeats(roles(contents))).toEqual([]);
        expect(contents.filter(({ parts }) => parts.length === 0)).toEqual([]);
        const count = (key: string): number[] =>
          contents.map(({ parts }) => parts.filter((part) => part[key] !== undefined).length);
        expect(count('functionResponse').slice(1)).toEqual(count('functionCall').slice(0, -1));
      }),
    );
  });

  test('Chat: every call is answered directly after its message, and nothing else is', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const messages = chatMessages('', history, hostQuirks('groq', null));
        const expected = messages.flatMap((message) =>
          message['role'] === 'tool'
            ? []
            : [message, ...listOf(message['tool_calls']).map((call) => objectOf(call)['id'])],
        );
        const found = messages.map((message) => (message['role'] === 'tool' ? message['tool_call_id'] : message));
        expect(found).toEqual(expected);
      }),
    );
  });

  test('Responses: every call has exactly one output after it, and reasoning never stands alone', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const input = responsesInput(history);
        const calls = input.filter((item) => item['type'] === 'function_call').map((item) => item['call_id']);
        const outputs = input.filter((item) => item['type'] === 'function_call_output').map((item) => item['call_id']);
        expect(outputs).toEqual(calls);
        const lonely = input.filter(
          (item, index) =>
            item['type'] === 'reasoning' && (input[index + 1] === undefined || input[index + 1]?.['role'] === 'user'),
        );
        expect(lonely).toEqual([]);
      }),
    );
  });
});
