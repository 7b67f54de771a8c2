import { describe, expect, test } from 'vitest';
import type { Append } from '../../src/coordination/append.ts';
import { toolCallId } from '../../src/coordination/ids.ts';
import { createConversation, utf8Length } from '../../src/runtime/conversation.ts';
import type { AssistantTurn } from '../../src/runtime/ports/model.ts';
import { round } from '../prompts/prompt-facts.ts';
import { call } from '../helpers/scripted-model.ts';

const NOON = '2026-11-21T12:00:00.000Z';
const open: Append = { kind: 'round_context', context: round() };
const nudge: Append = { kind: 'note', note: { kind: 'last_call', offered: ['vote'], incompleteText: null } };
const result = (id: string, text: string): Append => ({
  kind: 'tool_result',
  callId: toolCallId(id),
  toolName: 'search',
  outcome: { kind: 'output', text, isError: false },
  notes: [],
});
const turn = (text: string, ...calls: AssistantTurn['calls']): AssistantTurn => ({
  text,
  reasoning: null,
  calls,
  raw: null,
});
const start = () => createConversation({ question: 'Wäre das möglich?', history: [], mark: '#m' });

describe('a conversation', () => {
  test('begins with the message that opens the round, and begins anew with the next', () => {
    const conversation = start();
    expect(conversation.say([open], NOON).startsConversation).toBe(true);
    conversation.keep(turn('Hm.'), 1);
    expect(conversation.messages.map(({ role }) => role)).toEqual(['user', 'assistant']);
    conversation.say([open], NOON);
    expect(conversation.messages.map(({ role }) => role)).toEqual(['user']);
    expect(conversation.chapter).toBe(2);
  });

  test('keeps the message of the model as the very object that came', () => {
    const conversation = start();
    const said = { ...turn('Hm.'), raw: { family: 'openai-responses' as const, model: 'm', items: [{ odd: true }] } };
    conversation.say([open], NOON);
    conversation.keep(said, 1);
    expect(conversation.messages.at(-1)).toEqual({ role: 'assistant', turn: said });
  });

  test('does not take a message that belongs to an earlier round', () => {
    const conversation = start();
    conversation.say([open], NOON);
    conversation.say([open], NOON);
    conversation.keep(turn('Too late.'), 1);
    expect(conversation.messages).toHaveLength(1);
  });

  test('leaves out a message that says nothing, which providers refuse', () => {
    const conversation = start();
    conversation.say([open], NOON);
    conversation.keep(turn(' \n'), 1);
    expect(conversation.messages).toHaveLength(1);
  });

  test('puts the results of a message in the order of its calls, and what was not answered says so', () => {
    const conversation = start();
    const [first, second, third] = [call('search', {}), call('teleport', {}), call('search', {})];
    conversation.say([open], NOON);
    conversation.keep(turn('', first, second, third), 1);
    conversation.say([result(third.id, 'three'), result(first.id, 'one'), nudge], NOON);
    expect(conversation.messages.slice(2)).toMatchObject([
      {
        role: 'tool',
        results: [
          { callId: first.id, text: 'one', isError: false },
          { callId: second.id, text: expect.stringContaining('no tool teleport') as string, isError: true },
          { callId: third.id, text: 'three', isError: false },
        ],
      },
      { role: 'user' },
    ]);
  });

  test('gives calls with the same id their results one by one', () => {
    const conversation = start();
    const twice = call('search', {});
    conversation.say([open], NOON);
    conversation.keep(turn('', twice, twice), 1);
    conversation.say([result(twice.id, 'one'), result(twice.id, 'two')], NOON);
    expect(conversation.messages.at(-1)).toMatchObject({ results: [{ text: 'one' }, { text: 'two' }] });
  });

  test('makes one user message of all that is said at once', () => {
    const conversation = start();
    conversation.say([open, nudge, nudge], NOON);
    expect(conversation.messages).toHaveLength(1);
  });

  test('forgets results of a round that was closed before they came', () => {
    const conversation = start();
    const asked = call('search', {});
    conversation.say([open], NOON);
    conversation.keep(turn('', asked), 1);
    conversation.say([result(asked.id, 'late'), open], NOON);
    expect(conversation.messages.map(({ role }) => role)).toEqual(['user']);
  });

  test('knows how many bytes it is', () => {
    const conversation = start();
    const { text } = conversation.say([open], NOON);
    conversation.keep(turn('Für', { ...call('search', {}), argsText: '{"a":1}' }), 1);
    expect(conversation.bytes).toBe(utf8Length(text) + 4 + 7);
    expect(utf8Length('ü')).toBe(2);
  });
});
