import { expect, test } from 'vitest';
import { REQUEST_READERS } from '../../../src/model-server/protocols/read-requests.ts';
import { readFacts } from '../../../src/model-server/scenario/facts.ts';
import type { WireFamily } from '../../../src/runtime/ports/model.ts';

const TASK = '<ORIGINAL MESSAGE> #k3\nWhy <b>so</b>?\n#k3 <END OF ORIGINAL MESSAGE>';
const ANSWERS =
  '<CURRENT ANSWERS from the agents>\n<agent2> #k3\nBecause.\n#k3 <end of agent2>\n<END OF CURRENT ANSWERS>';
const UPDATE = '<agent3.2> #k3\nNews\n#k3 <end of agent3.2>';
const vote = { type: 'object', properties: { agent_id: { type: 'string', enum: ['agent2', 'agent3'] } } };

/** One conversation in four protocols: question, text and a call, its result with news, text, a reminder. */
const BODIES: Readonly<Record<WireFamily, Record<string, unknown>>> = {
  'openai-responses': {
    instructions: 'never mind <agent9>',
    input: [
      { role: 'developer', content: '<agent9> in a rule' },
      { role: 'user', content: [{ type: 'input_text', text: `${TASK}\n${ANSWERS}` }] },
      { type: 'reasoning', id: 'rs', summary: [] },
      { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'I look at <agent8>' }] },
      { type: 'function_call', call_id: 'c', name: 'vote', arguments: '{}' },
      { type: 'function_call_output', call_id: 'c', output: UPDATE },
      { role: 'assistant', content: 'Hm.' },
      { role: 'user', content: 'Use a tool.' },
    ],
    tools: [
      { type: 'web_search' },
      { type: 'function', name: 'new_answer', parameters: {} },
      { type: 'function', name: 'vote', parameters: vote },
    ],
  },
  'openai-chat': {
    messages: [
      { role: 'system', content: '<agent9> in a rule' },
      { role: 'user', content: `${TASK}\n${ANSWERS}` },
      { role: 'assistant', content: 'I look at <agent8>', tool_calls: [{ id: 'c' }] },
      { role: 'tool', tool_call_id: 'c', content: UPDATE },
      { role: 'assistant', content: 'Hm.' },
      { role: 'user', content: 'Use a tool.' },
    ],
    tools: [
      { type: 'function', function: { name: 'new_answer', parameters: {} } },
      { type: 'function', function: { name: 'vote', parameters: vote } },
    ],
  },
  'anthropic-messages': {
    system: '<agent9> in a rule',
    messages: [
      { role: 'user', content: [{ type: 'text', text: `${TASK}\n${ANSWERS}` }] },
      {
        role: 'assistant',
        content: [
          { type: 'text', text: 'I look at <agent8>' },
          { type: 'tool_use', id: 'c' },
        ],
      },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'c', content: UPDATE }] },
      { role: 'assistant', content: 'Hm.' },
      { role: 'user', content: 'Use a tool.' },
    ],
    tools: [
      { name: 'new_answer', input_schema: {} },
      { name: 'vote', input_schema: vote },
    ],
  },
  'google-generate': {
    systemInstruction: { parts: [{ text: '<agent9> in a rule' }] },
    contents: [
      { role: 'user', parts: [{ text: `${TASK}\n${ANSWERS}` }] },
      {
        role: 'model',
        parts: [{ text: 'a thought', thought: true }, { text: 'I look at <agent8>' }, { functionCall: {} }],
      },
      { role: 'user', parts: [{ functionResponse: { name: 'vote', response: { output: UPDATE } } }] },
      { role: 'model', parts: [{ text: 'Hm.' }] },
      { role: 'user', parts: [{ text: 'Use a tool.' }] },
    ],
    tools: [
      { functionDeclarations: [{ name: 'new_answer' }, { name: 'vote', parametersJsonSchema: vote }] },
      { googleSearch: {} },
    ],
  },
};

const factsOf = (family: WireFamily, body: Record<string, unknown>): ReturnType<typeof readFacts> => {
  const reader = REQUEST_READERS[family];
  const seen = { messages: reader.messages(body), tools: reader.tools(body) };
  return readFacts({ family, model: 'm', streams: true, ...seen });
};

test.each(Object.entries(BODIES))('a conversation in %s shows the same facts as in every other', (family, body) => {
  expect(factsOf(family as WireFamily, body)).toEqual({
    stage: 'coordination',
    offers: new Set(['new_answer', 'vote']),
    voteTargets: ['agent2', 'agent3'],
    shown: new Set([2, 3]),
    step: 2,
    toolRounds: 1,
    reminders: 1,
    restarted: false,
    question: 'Why <b>so</b>?',
  });
});

const chat = (tools: readonly string[], content = 'hello'): ReturnType<typeof readFacts> =>
  factsOf('openai-chat', {
    messages: [{ role: 'user', content }],
    tools: tools.map((name) => ({ type: 'function', function: { name } })),
  });

test.each([
  [['new_answer'], 'coordination'],
  [['vote'], 'coordination'],
  [['new_answer', 'stop'], 'coordination'],
  [['submit', 'restart_orchestration'], 'evaluation'],
  [['read_file'], 'presentation'],
  [[], 'presentation'],
])('a request that offers %j belongs to the %s', (tools, stage) => {
  expect(chat(tools).stage).toBe(stage);
});

test('the second attempt of a turn is known by the feedback on the first', () => {
  expect(chat([], '<PREVIOUS ATTEMPT FEEDBACK>no<END OF PREVIOUS ATTEMPT FEEDBACK>').restarted).toBe(true);
});

test('a request without the question’s block has its last message as the question', () => {
  expect(chat([], ' What now? ').question).toBe('What now?');
});

test.each([
  ['openai-responses', { input: 'just text' }, 'just text'],
  ['openai-chat', { messages: 'wrong', tools: 7 }, ''],
  ['anthropic-messages', { messages: [null, 1, { role: 'user' }] }, ''],
  ['google-generate', { contents: [{ parts: 'x' }], tools: [{ functionDeclarations: [null] }] }, ''],
  ['openai-responses', {}, ''],
] as const)('%s with the body %j is read without complaint', (family, body, question) => {
  expect(factsOf(family, body)).toMatchObject({ question, step: 0, toolRounds: 0, stage: 'presentation' });
});
