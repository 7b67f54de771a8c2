import { describe, expect, test } from 'vitest';
import { anyCall, newAnswer, startWorld, stop, vote } from '../support/world.ts';
import type { World } from '../support/world.ts';
import type { RequestedCall } from '../../../src/coordination/inputs.ts';

const answered = (count = 2, more: Parameters<typeof startWorld>[1] = {}): World => {
  const world = startWorld(count, more);
  world.answers('b', 'second');
  world.answers('a', 'first');
  return world;
};

const rejectionOf = (world: World, id: string): unknown => {
  const [first] = world.appends(id);
  return first?.kind === 'tool_result' && first.outcome.kind === 'rejected' ? first.outcome.rejection : null;
};

describe('a response that decides nothing', () => {
  test('plain text is given back with the tools that are offered, and counted', () => {
    const world = startWorld(1);
    world.writes('a', 'my thoughts');
    expect(world.appends('a')).toEqual([
      {
        kind: 'note',
        note: {
          kind: 'enforcement',
          reason: 'no_tool_calls',
          attempt: 1,
          maxAttempts: 3,
          offered: ['new_answer'],
          incompleteText: 'my thoughts',
        },
      },
    ]);
    expect(world.call('a').stage).toBe('enforcement');
    expect(world.agent('a').enforcements).toMatchObject([{ reason: 'no_tool_calls', attempt: 1, bufferChars: 11 }]);
  });

  test('the third one ends the agent, keeps its text as a draft, and writes no third enforcement', () => {
    const world = startWorld(2);
    for (const text of ['one', 'two', 'three']) world.writes('a', text);
    expect(world.all('enforcement')).toHaveLength(2);
    expect(world.agent('a').failed).toEqual({
      class: 'no_decision',
      message: 'neither an answer nor a vote in 3 responses in a row: the model may not be able to call tools',
      draft: 'three',
    });
  });

  test('the count begins anew with each round', () => {
    const world = startWorld(1);
    world.writes('a', 'one');
    world.writes('a', 'two');
    world.answers('a', 'first');
    world.writes('a', 'three');
    expect(world.all('enforcement').map(({ data }) => data.attempt)).toEqual([1, 2, 1]);
    expect(world.agent('a').failed).toBeNull();
  });

  test('two empty responses in a row are a passing trouble, not a refusal to decide', () => {
    const world = startWorld(1);
    world.writes('a', ' ');
    expect(world.agent('a').failed).toBeNull();
    world.writes('a', '');
    expect(world.agent('a')).toMatchObject({ failed: null, paused: { gate: 'backoff' } });
  });

  test('a refusal ends the agent at once', () => {
    const world = startWorld(2);
    world.ends('a', { kind: 'finished', text: 'no', calls: [], truncated: false, refused: true });
    expect(world.agent('a').failed).toMatchObject({ class: 'refusal', draft: 'no' });
  });

  test('a long lost text is previewed in 500 characters and counted whole', () => {
    const world = startWorld(1);
    world.writes('a', 'x'.repeat(900));
    expect(world.last('enforcement')).toMatchObject({ buffer_preview: 'x'.repeat(500), buffer_chars: 900 });
  });
});

describe('a workflow call that is turned down', () => {
  const cases: readonly [string, () => World, RequestedCall[], Record<string, unknown>][] = [
    [
      'a vote for nobody known',
      answered,
      [vote('agent9')],
      { reason: 'invalid_vote_id', validTargets: ['agent1', 'agent2'] },
    ],
    ['a vote for one without an answer', () => answered(3), [vote('agent3')], { reason: 'invalid_vote_id' }],
    ['a vote while nobody has answered', () => startWorld(2), [vote('agent1')], { reason: 'vote_no_answers' }],
    [
      'arguments that are no object',
      answered,
      [anyCall('vote', 'agent1')],
      { reason: 'invalid_arguments', detail: 'the arguments must be a JSON object' },
    ],
    ['an answer without content', answered, [newAnswer(' ')], { reason: 'invalid_arguments' }],
    ['an identical answer', answered, [newAnswer('first ')], { reason: 'answer_duplicate', nearest: 'agent1.1' }],
    ['a tool of another mode', answered, [stop('done')], { reason: 'no_workflow_tool' }],
    ['a tool of another stage', answered, [anyCall('submit', { confirmed: true })], { reason: 'no_workflow_tool' }],
    ['a vote and an answer', answered, [vote('agent1'), newAnswer('other')], { reason: 'vote_and_answer' }],
    [
      'a vote and an answer before there is anything to vote for',
      () => startWorld(2),
      [newAnswer('mine'), vote('agent1')],
      { reason: 'vote_and_answer' },
    ],
    [
      'a vote and an answer where only a vote is left',
      () => answered(2, { maxNewAnswersPerAgent: 1 }),
      [newAnswer('more'), vote('agent1')],
      { reason: 'vote_and_answer' },
    ],
  ];
  test.each(cases)('%s', (_name, start, calls, expected) => {
    const world = start();
    world.says('a', ...calls);
    expect(rejectionOf(world, 'a')).toMatchObject({ ...expected, offered: world.call('a').offered });
    expect(world.last('enforcement').reason).toBe(expected['reason']);
    expect(world.state.votes).toEqual([]);
  });

  test.each([
    ['before anybody answered', () => startWorld(2), [vote('agent2')]],
    ['for nobody', answered, [vote('agent9')]],
    ['beside an answer', answered, [vote('agent2'), newAnswer('other')]],
  ] as const)('a vote %s is told with whom it was for', (_name, start, calls) => {
    const world = start();
    world.says('a', ...calls);
    expect(world.last('vote_rejected').requested).toMatch(/^agent[29]$/);
  });

  test('an answer that was turned down for the last time is kept as a draft', () => {
    const world = startWorld(2);
    for (const content of ['one', 'two', 'three']) world.says('a', newAnswer(content), vote('agent2'));
    expect(world.agent('a').failed).toMatchObject({ class: 'no_decision', draft: 'three' });
  });

  test('every call of the message gets a result, the guilty one the main text', () => {
    const world = answered();
    const calls = [vote('agent1'), newAnswer('other'), vote('agent2')];
    world.says('a', ...calls);
    const results = world.appends('a');
    expect(results.map((result) => result.kind === 'tool_result' && result.callId)).toEqual(
      calls.map((call) => call.id),
    );
    expect(
      results.map(
        (result) => result.kind === 'tool_result' && result.outcome.kind === 'rejected' && result.outcome.primary,
      ),
    ).toEqual([false, true, false]);
  });

  test('a stop with another status than the two is turned down', () => {
    const world = startWorld(2, { mode: 'decomposition' });
    world.says('a', stop('done', 'paused'));
    expect(rejectionOf(world, 'a')).toMatchObject({ reason: 'invalid_arguments' });
    expect(world.agent('a').stopped).toBeNull();
  });

  test('of several votes the last is meant', () => {
    const world = answered();
    world.says('a', vote('agent1'), vote('agent2'));
    expect(world.state.votes).toMatchObject([{ voter: 'a', target: 'b' }]);
  });

  test('what comes after the first decision is ignored', () => {
    const world = startWorld(1);
    world.says('a', newAnswer('one'), newAnswer('two'));
    world.snapshot('a');
    expect(world.state.answers.map((answer) => answer.content)).toEqual(['one']);
  });

  test('the first answers of two agents may say the same: neither has read the other', () => {
    const world = startWorld(2);
    world.answers('a', '4');
    world.answers('b', '4');
    expect(world.state.answers).toHaveLength(2);
  });

  test('an answer must differ from one that was shown, not only from the own', () => {
    const world = answered();
    world.says('a', newAnswer('second'));
    expect(world.last('answer_rejected')).toMatchObject({ check: 'answer_duplicate', nearest_label: 'agent2.1' });
  });

  test('novelty against peers only lets an agent refine its own text', () => {
    const text = 'one two three four';
    for (const [noveltyScope, accepted] of [
      ['peers', 2],
      ['all', 1],
    ] as const) {
      const world = startWorld(1, { noveltyRequirement: 'balanced', noveltyScope });
      world.answers('a', text);
      world.says('a', newAnswer(`${text} five`));
      if (noveltyScope === 'peers') world.snapshot('a');
      expect(world.state.answers).toHaveLength(accepted);
    }
  });
});

test('a late end of a call that is closed changes nothing', () => {
  const world = startWorld(1);
  const callId = world.agent('a').modelCall?.id ?? ('' as never);
  world.answers('a', 'one');
  const outcome = {
    kind: 'finished',
    text: 'ghost',
    calls: [newAnswer('ghost')],
    truncated: false,
    refused: false,
  } as const;
  expect(world.send({ type: 'model_ended', agentId: 'a' as never, callId, outcome })).toEqual([]);
  expect(world.send({ type: 'snapshot_ended', agentId: 'a' as never, callId, path: '/again' })).toEqual([]);
  expect(world.state.answers).toHaveLength(1);
});

test('an answer counts when its files are written, not before; files that could not be written do not lose it', () => {
  const world = startWorld(1);
  world.says('a', newAnswer('mine'));
  expect(world.effects.at(-1)).toMatchObject({ type: 'snapshot', label: 'agent1.1', content: 'mine' });
  expect(world.state.answers).toEqual([]);
  world.snapshot('a', null);
  expect(world.state.answers).toMatchObject([{ label: 'agent1.1', content: 'mine', path: null }]);
});
