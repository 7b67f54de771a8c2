import { describe, expect, test } from 'vitest';
import type { CoordinationEvent } from '../../src/coordination/events.ts';
import { agentId } from '../../src/coordination/ids.ts';
import { initialState } from '../../src/coordination/initial.ts';
import { reduce } from '../../src/coordination/reduce.ts';
import { seededRng } from '../../src/coordination/rng.ts';
import { anonymityMap } from '../../src/coordination/rules/anonymity.ts';
import { countVotes } from '../../src/coordination/rules/tie-break.ts';
import { DEFAULT_SETTINGS } from '../../src/coordination/settings.ts';
import { UNKNOWN_USAGE } from '../../src/coordination/usage.ts';
import { idleWorld, names, settingsFor, startWorld, tool } from './support/world.ts';

const deepFreeze = <Value>(value: Value): Value => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    for (const part of Object.values(value)) deepFreeze(part);
    Object.freeze(value);
  }
  return value;
};

const played = (): readonly CoordinationEvent[] => {
  const world = startWorld(2, { maxNewAnswersPerAgent: 2, initialRoundTimeoutMs: 5_000 });
  world.command({ type: 'human_input', id: 'h', content: 'hi', targets: null });
  world.timer('round_soft', world.nowMs + 5_000, 'a');
  const used = tool();
  world.says('a', used);
  world.toolEnds('a', used);
  world.answers('a', 'one');
  world.writes('b', 'hm');
  world.answers('b', 'two');
  for (const id of ['a', 'a', 'b']) world.votes(id, 'agent2');
  world.writes('b', 'final');
  return world.events;
};

describe('folding a log', () => {
  test('never changes a state it was given, nor an event', () => {
    let state = deepFreeze(initialState(settingsFor(2), [], 's'));
    for (const event of deepFreeze(played())) state = deepFreeze(reduce(state, event));
    expect(state.outcome).toBe('answered');
  });

  test('gives the state that the rules themselves were in, byte for byte', () => {
    const world = startWorld(3);
    for (const id of names(3)) world.answers(id, `by ${id}`);
    const refolded = world.events.reduce(reduce, initialState(settingsFor(3), [], 'session_1'));
    expect(JSON.stringify(refolded)).toBe(JSON.stringify(world.state));
  });

  test('an agent named __proto__ is an agent like all others', () => {
    const order = ['__proto__', 'b'];
    const settings = { ...settingsFor(2), agents: order.map((id) => ({ id: agentId(id), subtask: null })) };
    const log: readonly CoordinationEvent[] = JSON.parse(JSON.stringify(played()).replaceAll('"a"', '"__proto__"'));
    const state = log.reduce(reduce, initialState(settings, [], 's'));
    expect(state.outcome).toBe('answered');
    expect(Object.keys(state.agents)).toEqual(order);
    for (const agent of Object.values(state.agents)) expect(Object.keys(agent.seen)).toEqual(order);
    expect(
      countVotes([...state.votes, ...state.votes].map((vote) => ({ ...vote, target: agentId('__proto__') }))),
    ).toEqual(JSON.parse(`{"__proto__":${2 * state.votes.length}}`));
  });

  test('a told change of state is taken as it is told', () => {
    const data = { status: 'agent_state_changed', from: 'idle', to: 'rate_limited', reason: '' } as const;
    const event = {
      seq: 1,
      timestamp: '',
      event_type: 'status',
      agent_id: agentId('a'),
      round_number: null,
      data,
    } as const;
    const state = reduce(initialState(settingsFor(2), [], 's'), event);
    expect(state.agents[agentId('a')]?.phase).toBe('rate_limited');
    expect(state.agents[agentId('b')]?.phase).toBe('idle');
  });

  test('a state survives JSON: nothing in it is undefined, a function or a class', () => {
    const state = played().reduce(reduce, initialState(settingsFor(2), [], 's'));
    expect(JSON.parse(JSON.stringify(state))).toStrictEqual(state);
  });

  test('an unknown type of event is counted and otherwise ignored', () => {
    const state = initialState(settingsFor(1), [], 's');
    const event = {
      seq: 7,
      timestamp: '',
      event_type: 'checkpoint_called',
      agent_id: null,
      round_number: null,
      data: {},
    };
    expect(reduce(state, event as never)).toEqual({ ...state, seq: 7 });
  });

  test('an event of an agent that is not in the run changes nothing', () => {
    const state = initialState(settingsFor(1), [], 's');
    const data = { gate: 'fairness', detail: '', at_ms: 0, until_ms: null } as const;
    const event = {
      seq: 1,
      timestamp: '',
      event_type: 'agent_paused',
      agent_id: agentId('z'),
      round_number: null,
      data,
    } as const;
    expect(reduce(state, event)).toEqual({ ...state, seq: 1 });
  });

  test('what did not change is shared with the state before', () => {
    const world = startWorld(2);
    const before = world.state;
    world.answers('a', 'one');
    expect(world.state.agents[agentId('b')]).toBe(before.agents[agentId('b')]);
    expect(world.state.settings).toBe(before.settings);
  });

  test('the log names its agents and rules itself', () => {
    const settings = settingsFor(2, { maxOrchestrationRestarts: 1 });
    const agents = names(2).map((id, index) => ({ id, number: index + 1, backend: 'openai', model: `m${index}` }));
    const data = {
      schema_version: 1,
      config_hash: '',
      versions: {},
      agents,
      seed: 1,
      settings,
      session_id: 'from_log',
    } as const;
    const event = {
      seq: 1,
      timestamp: '',
      event_type: 'run_started',
      agent_id: null,
      round_number: null,
      data,
    } as const;
    const state = reduce(initialState(DEFAULT_SETTINGS, [], ''), event);
    expect(state).toEqual({ ...initialState(settings, agents, 'from_log'), seq: 1 });
    expect(state.agents[agentId('b')]).toMatchObject({ number: 2, anonymousId: 'agent2', model: 'm1' });
  });

  test('usage is added to the agent, its round and the turn; what is unknown stays unknown', () => {
    const world = startWorld(2);
    const usage = { ...UNKNOWN_USAGE, input: 10, output: 2 };
    const data = { usage, cumulative: usage, model: 'm' };
    const event = {
      seq: 99,
      timestamp: '',
      event_type: 'usage_updated',
      agent_id: agentId('a'),
      round_number: 0,
      data,
    } as const;
    const state = reduce(reduce(world.state, event), event);
    expect(state.usage).toEqual({ ...UNKNOWN_USAGE, input: 20, output: 4 });
    expect(state.agents[agentId('a')]?.usage.input).toBe(20);
    expect(state.agents[agentId('a')]?.current?.usage.input).toBe(20);
    expect(state.agents[agentId('b')]?.usage).toEqual(UNKNOWN_USAGE);
    expect(state.usage.cost).toBeNull();
  });

  test('a retry is shown for the open call only, and is gone when that call is over', () => {
    const world = startWorld(1);
    const retry = (call_id: string) => {
      const data = {
        call_id,
        class: 'rate_limit',
        attempt: 1,
        max_attempts: 5,
        delay_ms: 900,
        source: 'header',
        message: '429',
      };
      const event = {
        seq: 9,
        timestamp: '',
        event_type: 'backend_retry',
        agent_id: agentId('a'),
        round_number: 0,
        data,
      };
      return reduce(world.state, event as never).agents[agentId('a')]?.retry;
    };
    expect(retry('a#0')).toBeNull();
    expect(retry('a#1')).toEqual({ attempt: 1, maxAttempts: 5, delayMs: 900, message: '429' });
    world.answers('a', 'one');
    expect(retry('a#1')).toBeNull();
  });

  test('a round’s record is closed with its outcome, calls and tools', () => {
    const world = startWorld(1);
    const used = tool();
    world.says('a', used);
    world.toolEnds('a', used, { isError: true });
    world.nowMs += 500;
    world.answers('a', 'one');
    expect(world.agent('a').rounds[0]).toMatchObject({
      number: 0,
      kind: 'initial',
      outcome: 'answer',
      durationMs: 500,
      modelCalls: 2,
      toolCalls: 1,
    });
    expect(world.agent('a').toolFailures).toBe(1);
  });

  test('a second turn begins clean on the same state', () => {
    const world = idleWorld(settingsFor(1));
    for (const turn of [1, 2]) {
      world.send({ type: 'turn_requested', question: `q${turn}`, turn, historyLength: 0 });
      expect(world.state).toMatchObject({ turn, question: `q${turn}`, outcome: null, answers: [], finalAnswer: null });
      expect(world.send({ type: 'turn_requested', question: 'too early', turn: 9, historyLength: 0 })).toEqual([]);
      world.answers('a', 'x');
      world.votes('a', 'agent1');
      world.writes('a', 'y');
    }
    expect(world.state.finalAnswer?.content).toBe('y');
  });
});

const map = (seed: number) => anonymityMap(names(6), 'shuffled', seededRng(seed));

const draw = (seed: number) => {
  const rng = seededRng(seed);
  return Array.from({ length: 100 }, () => rng.next());
};

describe('names', () => {
  test('follow the configuration: what was written first is agent1', () => {
    expect(anonymityMap(names(3), 'stable', seededRng(1))).toEqual({ agent1: 'a', agent2: 'b', agent3: 'c' });
  });

  test('shuffled, they are a permutation that the seed decides', () => {
    expect(Object.values(map(3)).toSorted()).toEqual(names(6));
    expect(map(3)).toEqual(map(3));
    const orders = new Set(Array.from({ length: 30 }, (_, seed) => Object.values(map(seed)).join('')));
    expect(orders.size).toBeGreaterThan(20);
  });

  test('one numbering for labels, votes and readers, shuffled or not', () => {
    const world = startWorld(4, { anonymity: 'shuffled' });
    for (const id of names(4)) {
      world.answers(id, `by ${id}`);
      expect(world.state.answers.at(-1)?.label).toBe(`${world.agent(id).anonymousId}.1`);
      expect(world.state.numbered[world.agent(id).number - 1]).toBe(id);
    }
    const first = world.agent('d');
    world.votes('d', world.agent('a').anonymousId);
    expect(world.state.votes).toMatchObject([{ voter: 'd', target: 'a', voteLabel: `agent${first.number}.vote1` }]);
  });
});

describe('chance', () => {
  test('the same seed gives the same numbers, another seed others, all from 0 up to below 1', () => {
    expect(draw(5)).toEqual(draw(5));
    expect(draw(5)).not.toEqual(draw(6));
    expect(draw(5).every((number) => number >= 0 && number < 1)).toBe(true);
  });
});
