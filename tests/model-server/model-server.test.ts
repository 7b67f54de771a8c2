import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SAMPLES } from '../protocols/samples.ts';
import { ask, families, serve } from './clients.ts';
import { answer, call, scenarioOf, text, think, turnOf } from './scenarios.ts';

const NEW_ANSWER = { name: 'new_answer', parameters: { type: 'object', properties: { content: { type: 'string' } } } };
const usage = { input: 900, cacheRead: 300, cacheWrite: 0, output: 80, reasoning: 30 };

describe.each(families)('an official SDK reading %s', (family) => {
  test.each([true, false])('hears thinking, text, both calls and the usage (stream: %s)', async (stream) => {
    const steps = [
      think('Let me see. 考える'),
      text('Here is *why*: ünïcode 👍🏽 and\nlines.'),
      answer('The "answer"\n'),
      call('look', '{"x":[1]}'),
    ];
    await using server = await serve(scenarioOf(turnOf(steps, { usage })));
    const heard = await ask(server, family, { tools: [NEW_ANSWER], stream });
    expect(heard).toMatchObject({
      thinking: 'Let me see. 考える',
      text: 'Here is *why*: ünïcode 👍🏽 and\nlines.',
      calls: [
        { name: 'new_answer', input: { content: 'The "answer"\n' } },
        { name: 'look', input: { x: [1] } },
      ],
      usage: [900, 300, 80, 30],
    });
  });

  test('hears the same when the body comes in slices of three bytes', async () => {
    const turn = turnOf([think('Hm.'), text('größer'), call('look', '{}')], { pace: { sliceBytes: 3 } });
    await using server = await serve(scenarioOf(turn));
    const heard = await ask(server, family, { tools: [NEW_ANSWER] });
    expect(heard).toMatchObject({ thinking: 'Hm.', text: 'größer', calls: [{ name: 'look', input: {} }] });
  });
});

test.each(families)('%s has its own words for the ends of a message', async (family) => {
  await using server = await serve(
    scenarioOf(
      turnOf([text('a')], { times: 1 }),
      turnOf([text('b')], { times: 1, finish: 'max_tokens' }),
      turnOf([text('c')], { finish: 'content_filter' }),
    ),
  );
  const heard: string[] = [];
  for (let count = 0; count < 3; count++) heard.push((await ask(server, family, { stream: false })).finish);
  expect(heard).toEqual(SAMPLES[family].ends.slice(0, 3));
});

test.each(families)('a call ends the message of %s with the word that it has for that', async (family) => {
  await using server = await serve(scenarioOf(turnOf([call('look', '{}')])));
  expect((await ask(server, family)).finish).toBe(SAMPLES[family].ends[3]);
});

test.each(families)('%s says the same streamed, whole and in slices, whatever the words are', async (family) => {
  const words = fc.string({ unit: 'grapheme', minLength: 1 }).filter((value) => value.trim() !== '');
  const steps = fc.array(fc.oneof(words.map(think), words.map(text), words.map(answer)), {
    minLength: 1,
    maxLength: 4,
  });
  await fc.assert(
    fc.asyncProperty(steps, fc.integer({ min: 1, max: 50 }), async (said, sliceBytes) => {
      await using server = await serve(scenarioOf(turnOf(said, { pace: { sliceBytes }, usage })));
      const [streamed, whole] = [
        await ask(server, family, { tools: [NEW_ANSWER] }),
        await ask(server, family, { tools: [NEW_ANSWER], stream: false }),
      ];
      expect(streamed).toEqual(whole);
    }),
    { numRuns: 12 },
  );
});
