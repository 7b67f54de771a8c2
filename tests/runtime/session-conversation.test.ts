import { describe, expect, test } from 'vitest';
import type { ModelRequest, ToolSpec } from '../../src/runtime/ports/model.ts';
import type { ToolBox } from '../../src/runtime/ports/tools.ts';
import {
  answers,
  call,
  failure,
  says,
  text,
  times,
  votes,
  wait,
  wellBehaved,
  type Script,
} from '../helpers/scripted-model.ts';
import { createWorld, type World } from './session-world.ts';

const SEARCH: ToolSpec = { name: 'search', description: 'Finds.', parameters: { type: 'object', properties: {} } };

function toolBox(run: ToolBox['run']): ToolBox {
  return { specs: () => [SEARCH], run };
}

const allRequests = (world: World): ModelRequest[] => world.models.flatMap((model) => [...model.requests]);

/** The bytes of a request as a provider gets them, in the order that does not change: rules, tools, then what was said. */
const wireText = (request: ModelRequest): string =>
  JSON.stringify([request.model, request.system, request.tools, request.messages]);

const commonPrefix = (left: string, right: string): number => {
  let length = 0;
  while (length < left.length && left[length] === right[length]) length += 1;
  return length;
};

describe('what a model is sent', () => {
  test('has the same system message in every call of a turn', async () => {
    const world = createWorld([times(9, wellBehaved('A.', 'agent1')), times(9, wellBehaved('B.', 'agent1'))]);
    await world.turn();
    for (const model of world.models) expect(new Set(model.requests.map(({ system }) => system)).size).toBe(1);
  });

  test('is, within a round, at least nine tenths what it was sent before', async () => {
    const talk = says('I think that the sky is blue because of the way light is scattered.');
    const world = createWorld([[talk, talk, answers('Blue.'), ...times(5, wellBehaved('x', 'agent1'))]]);
    await world.turn();
    const [first, second, third] = (world.models[0]?.requests ?? []).map(wireText);
    for (const [before, after] of [
      [first ?? '', second ?? ''],
      [second ?? '', third ?? ''],
    ] as const) {
      expect(commonPrefix(before, after)).toBeGreaterThanOrEqual(0.9 * before.length);
      expect(after.length).toBeGreaterThan(before.length);
    }
  });

  test('never names another agent or its model', async () => {
    const world = createWorld([1, 2, 3].map((number) => times(9, wellBehaved(`Answer ${number}.`, 'agent2'))));
    await world.turn();
    for (const [index, model] of world.models.entries()) {
      for (const { system, tools, messages } of model.requests) {
        const sent = JSON.stringify([system, tools, messages]);
        for (const peer of ['a', 'b', 'c']) expect(sent).not.toContain(`agent_${peer}`);
        for (const number of [1, 2, 3]) expect(sent).not.toContain(`secret-model-${number}`);
        expect(index).toBeLessThan(3);
      }
    }
  });

  test('carries a mark of its own for every agent', async () => {
    const world = createWorld([1, 2].map((number) => times(9, wellBehaved(`Answer ${number}.`, 'agent2'))));
    await world.turn();
    const marks = world.models.map((model) => /two (#\w+) marks/.exec(model.requests[0]?.system ?? '')?.[1]);
    expect(new Set(marks).size).toBe(2);
  });

  test('costs a run of seven calls at most 10,000 prompt tokens', async () => {
    const paragraph = 'Explain in one paragraph why the sky is blue. '.repeat(12);
    const answer = 'Sunlight is scattered by the molecules of the air, blue more than red. '.repeat(8);
    const world = createWorld(
      [1, 2, 3].map(() => times(9, wellBehaved(answer, 'agent2', answer))),
      { settings: { maxNewAnswersPerAgent: 1, deferVotingUntilAllAnswered: true } },
    );
    await world.turn(paragraph);
    const requests = allRequests(world);
    expect(requests).toHaveLength(7);
    expect(requests.reduce((sum, request) => sum + wireText(request).length / 4, 0)).toBeLessThan(10_000);
  });

  test('stands in the log and beside the answer', async () => {
    const world = createWorld([times(9, wellBehaved('A.', 'agent1'))]);
    await world.turn();
    const built = world.archive.eventsOf('prompt_built');
    expect(built[0]?.data.system).toBe(world.models[0]?.requests[0]?.system);
    expect(built[0]?.data.appended).toContain('<ORIGINAL MESSAGE>');
    const [snapshot] = world.archive.attempts[0]?.snapshots ?? [];
    expect(JSON.parse(snapshot?.context ?? '')).toEqual({
      system_message: built[0]?.data.system,
      user_message: built[0]?.data.appended,
    });
  });

  test('streams the presentation apart from everything before it', async () => {
    const world = createWorld([[says('Thinking aloud.'), ...times(5, wellBehaved('A.', 'agent1'))]]);
    await world.turn();
    const { archive } = world;
    expect(archive.eventsOf('text').map(({ data }) => [data.channel, data.text])).toEqual([
      ['coordination', 'Thinking aloud.'],
    ]);
    expect(archive.eventsOf('final_presentation_chunk').map(({ data }) => data.text)).toEqual(['Final: A.']);
  });
});

describe('tools', () => {
  test('of one message run side by side, and each call gets its result in its place', async () => {
    const calls = ['first', 'second', 'third'].map((query) => call('search', { query }));
    const script: Script[] = [says('Let me look.', ...calls), ...times(5, wellBehaved('A.', 'agent1'))];
    let running = 0;
    let most = 0;
    const world: World = createWorld([script], {
      deps: {
        tools: toolBox(async (_agent, asked, signal) => {
          running += 1;
          most = Math.max(most, running);
          await world.clock.sleep(asked.id === calls[0]?.id ? 300 : 100, signal);
          running -= 1;
          return { text: `about ${(asked.args as { query: string }).query}`, isError: false, progress: true };
        }),
      },
    });
    await world.turn();
    expect(most).toBe(3);
    const [, , results] = world.models[0]?.requests[1]?.messages ?? [];
    expect(results).toMatchObject({
      role: 'tool',
      results: calls.map(({ id }, index) => ({ callId: id, text: `about ${['first', 'second', 'third'][index]}` })),
    });
  });

  test('that nobody has get a result too, or the provider would refuse the next call', async () => {
    const world = createWorld([[says('', call('teleport', {})), ...times(5, wellBehaved('A.', 'agent1'))]]);
    await world.turn();
    expect(world.archive.eventsOf('system_status').at(-1)?.data).toMatchObject({ outcome: 'answered' });
    for (const { messages } of world.models[0]?.requests ?? []) {
      for (const [index, message] of messages.entries()) {
        if (message.role !== 'assistant' || message.turn.calls.length === 0) continue;
        const next = messages[index + 1];
        expect(next?.role === 'tool' && next.results.map(({ callId }) => callId)).toEqual(
          message.turn.calls.map(({ id }) => id),
        );
      }
    }
  });

  test('are no longer offered in the last call of a round whose time is up', async () => {
    const world = createWorld([[[text('Hm.'), { type: 'stall' }], ...times(5, wellBehaved('A.', 'agent1'))]], {
      settings: { initialRoundTimeoutMs: 60_000, roundTimeoutGraceMs: 10_000 },
      deps: { tools: toolBox(() => Promise.resolve({ text: 'x', isError: false, progress: true })) },
    });
    expect(await world.turn()).toMatchObject({ outcome: 'answered' });
    const offered = world.models[0]?.requests.map(({ tools }) => tools.map(({ name }) => name));
    expect(offered?.[0]).toEqual(['new_answer', 'search']);
    expect(offered?.[1]).toEqual(['new_answer']);
    expect(JSON.stringify(world.models[0]?.requests[1]?.messages)).toContain('The time of this round is over.');
  });

  test('that throw give an error result, and the bug is told', async () => {
    const world = createWorld([[says('', call('search', {})), ...times(5, wellBehaved('A.', 'agent1'))]], {
      deps: { tools: toolBox(() => Promise.reject(new Error('odd'))) },
    });
    expect(await world.turn()).toMatchObject({ outcome: 'answered' });
    expect(JSON.stringify(world.models[0]?.requests[1]?.messages)).toContain('The tool search failed inside.');
    expect(world.archive.eventsOf('internal_error')).toMatchObject([{ data: { where: 'tool' } }]);
  });

  test('that never end do not keep a cancelled turn', async () => {
    const world = createWorld([[says('', call('search', {}))]], {
      deps: { tools: toolBox(() => new Promise(() => undefined)) },
    });
    const turn = world.session.runTurn('Why?', new AbortController().signal);
    await world.clock.advance(10);
    world.session.dispatch({ type: 'cancel', source: 'ui', level: 1 });
    const cancelledAtMs = world.clock.now();
    expect(await world.clock.runUntil(turn)).toMatchObject({ outcome: 'cancelled' });
    expect(world.clock.now() - cancelledAtMs).toBeLessThanOrEqual(1000);
  });

  test('carry news of an answer that was accepted meanwhile', async () => {
    const searching = says('', call('search', {}));
    const world: World = createWorld(
      [
        [answers('First.'), searching, ...times(5, votes('agent2'))],
        [[wait(50), ...answers('Second.')], ...times(5, votes('agent2')), says('x')],
      ],
      {
        deps: {
          tools: toolBox(async (_agent, _call, signal) => {
            await world.clock.sleep(200, signal);
            return { text: 'found', isError: false, progress: true };
          }),
        },
      },
    );
    await world.turn();
    const afterTool = JSON.stringify(world.models[0]?.requests[2]?.messages.at(-1));
    expect(afterTool).toContain('found\\n\\n[coordinator #');
    expect(afterTool).toContain('agent2 is new (agent2.1)');
  });
});

describe('a rate limit', () => {
  test('told to one agent holds all that share its account and model', async () => {
    const limited = [failure('rate_limit', { retryAfter: { ms: 30_000, source: 'header' as const } })];
    const world = createWorld(
      [
        [limited, ...times(5, wellBehaved('A.', 'agent1'))],
        [[wait(10), ...answers('B.')], ...times(5, wellBehaved('B.', 'agent1'))],
      ],
      { agent: () => ({ bucketKey: 'one account' }) },
    );
    const startedAtMs = world.clock.now();
    await world.turn();
    const starts = world.archive.eventsOf('model_call_started').map(({ data }) => data.at_ms - startedAtMs);
    expect(starts.slice(0, 2)).toEqual([0, 0]);
    expect(Math.min(...starts.slice(2))).toBeGreaterThanOrEqual(30_000);
    expect(world.archive.eventsOf('agent_paused').map(({ agent_id: id, data }) => [id, data.gate])).toEqual([
      ['agent_a', 'rate_limit'],
      ['agent_b', 'rate_limit'],
    ]);
  });

  test('of starts a minute holds back one agent, not the others', async () => {
    const limit = { requestsPerMinute: 2, cooldownMs: 10_000 };
    const world = createWorld([times(9, wellBehaved('A.', 'agent1')), times(9, wellBehaved('B.', 'agent1'))], {
      agent: (number) => (number === 1 ? { startLimit: limit } : {}),
    });
    expect(await world.turn()).toMatchObject({ outcome: 'answered' });
    expect(world.archive.eventsOf('agent_paused').every((event) => event.agent_id === 'agent_a')).toBe(true);
  });
});

test('256 agents in one process come to an answer', async () => {
  const scripts = Array.from({ length: 256 }, (_, index) => [
    [text(`Thinking ${index}`), wait(5), ...answers(`Answer ${index}.`)],
    ...times(6, wellBehaved(`Answer ${index}.`, 'agent1')),
  ]);
  const world = createWorld(scripts, { settings: { maxNewAnswersPerAgent: 1, deferVotingUntilAllAnswered: true } });
  const result = await world.turn();
  expect(result).toMatchObject({ outcome: 'answered' });
  expect(result.state.votes).toHaveLength(256);
});
