import { expect, test } from 'vitest';
import { servedProtocols } from '../../../src/cli/protocols.ts';
import { readFacts } from '../../../src/model-server/scenario/facts.ts';
import type { WireFamily } from '../../../src/config/backend-types.ts';
import { WIRE_FAMILIES } from '../../../src/config/backend-types.ts';
import { SAMPLES } from '../../protocols/samples.ts';

const TASK = '<ORIGINAL MESSAGE> #k3\nWhy <b>so</b>?\n#k3 <END OF ORIGINAL MESSAGE>';
const ANSWERS =
  '<CURRENT ANSWERS from the agents>\n<agent2> #k3\nBecause.\n#k3 <end of agent2>\n<END OF CURRENT ANSWERS>';
const UPDATE = '<agent3.2> #k3\nNews\n#k3 <end of agent3.2>';
const vote = { type: 'object', properties: { agent_id: { type: 'string', enum: ['agent2', 'agent3'] } } };

const protocols = await servedProtocols();
const factsOf = (family: WireFamily, body: Record<string, unknown>): ReturnType<typeof readFacts> => {
  const { reader } = protocols[family];
  const seen = { messages: reader.messages(body), tools: reader.tools(body) };
  return readFacts({ family, model: 'm', streams: true, ...seen });
};

test.each(WIRE_FAMILIES)('a conversation in %s shows the same facts as in every other', (family) => {
  const said = { question: `${TASK}\n${ANSWERS}`, news: UPDATE, vote };
  expect(factsOf(family, SAMPLES[family].conversation(said))).toEqual({
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
