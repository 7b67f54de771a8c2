import { describe, expect, test } from 'vitest';
import type { CoordinationEvent } from '../../src/coordination/events.ts';
import { LogUnwritable } from '../../src/runtime/ports/log.ts';
import { agentId } from '../../src/coordination/ids.ts';
import type { FailureClass } from '../../src/runtime/ports/model.ts';
import { createMemoryArchive } from '../helpers/memory-archive.ts';
import { answers, failure, says, text, times, votes, wellBehaved, type Script } from '../helpers/scripted-model.ts';
import { createWorld, foldLog } from './session-world.ts';

const good = times(8, wellBehaved('Good.', 'agent1'));

describe('an agent that fails', () => {
  test.each<[FailureClass, string]>([
    ['auth', 'auth'],
    ['permission', 'auth'],
    ['not_found', 'config'],
    ['bad_request', 'request'],
    ['quota', 'quota'],
  ])('for %s is out at once, and the others bring the turn to its end', async (kind, becomes) => {
    const world = createWorld([good, [[failure(kind)]]]);
    const result = await world.turn();
    expect(result).toMatchObject({ outcome: 'answered', exitCode: 0 });
    expect(Object.values(result.state.agents).map((agent) => agent.failed?.class ?? null)).toEqual([null, becomes]);
    expect(world.models[1]?.requests).toHaveLength(1);
  });

  test.each<FailureClass>(['rate_limit', 'overloaded', 'server', 'network', 'timeout', 'interrupted'])(
    'for %s comes back when its provider does',
    async (kind) => {
      const world = createWorld([[[text('Half'), failure(kind)], ...good], good]);
      const result = await world.turn();
      expect(result.outcome).toBe('answered');
      expect(result.state.agents[result.state.order[0] ?? ('' as never)]?.failed).toBeNull();
      expect(world.archive.eventsOf('stream_interrupted')).toMatchObject([{ data: { will_retry: true } }]);
    },
  );

  test('for ever is given up, and the turn does not hang on it', async () => {
    const world = createWorld([good, times(50, [failure('server')])]);
    const result = await world.turn();
    expect(result.outcome).toBe('answered');
    expect(world.archive.eventsOf('error')).toMatchObject([{ agent_id: 'agent_b', data: { class: 'transient' } }]);
    expect(world.clock.sleeping).toBe(0);
  });

  test('by stalling is ended by the deadline, and the answer that exists is presented', async () => {
    const world = createWorld(
      [[answers('Good.'), votes('agent1'), ...times(5, votes('agent1'))], [[{ type: 'stall' }]]],
      {
        settings: { orchestratorTimeoutMs: 60_000 },
      },
    );
    const result = await world.turn();
    expect(result).toMatchObject({ outcome: 'timeout', exitCode: 0 });
    expect(result.state.finalAnswer?.content).toBe('Good.');
    expect(world.models[1]?.open).toBe(0);
  });
});

describe('a turn without an answer', () => {
  test('of agents that are all turned away ends at once, names the reasons and exits with 2', async () => {
    const world = createWorld([[[failure('auth')]], [[failure('auth')]]]);
    const started = world.clock.now();
    expect(await world.turn()).toMatchObject({ outcome: 'failed', exitCode: 2 });
    expect(world.clock.now()).toBe(started);
    expect(world.archive.eventsOf('system_status').at(-1)?.data).toMatchObject({
      reasons: { agent_a: 'auth: it failed (auth)', agent_b: 'auth: it failed (auth)' },
    });
  });

  test('because of the deadline exits with 3 and keeps what was being written as a draft', async () => {
    const stalls: Script = [text('I was about to sa'), { type: 'stall' }];
    const world = createWorld([[stalls], [stalls]], { settings: { orchestratorTimeoutMs: 60_000 } });
    const result = await world.turn();
    expect(result).toMatchObject({ outcome: 'timeout', exitCode: 3 });
    expect(Object.values(result.state.agents).map(({ draft }) => draft)).toEqual(Array(2).fill('I was about to sa'));
  });

  test('by a bug in a client is a failure of that agent, told as our error', async () => {
    const world = createWorld([[[{ type: 'throw', error: new Error('bug') }]]]);
    expect(await world.turn()).toMatchObject({ outcome: 'failed', exitCode: 2 });
    expect(world.archive.eventsOf('internal_error')).toHaveLength(1);
  });
});

describe('a log that fails', () => {
  test.each([1, 20, 40, 60])('after %i events ends the run in order, with everything accepted kept', async (limit) => {
    const archive = createMemoryArchive({ refuse: (_events, soFar) => soFar >= limit });
    const world = createWorld([good, good, good], { archive: () => archive });
    const heard: string[] = [];
    world.session.subscribe((event) => {
      if (event.event_type === 'status_message') heard.push(event.data.text);
    });
    const result = await world.turn();
    expect(result).toMatchObject({ outcome: 'failed', exitCode: 2 });
    expect(heard).toHaveLength(1);
    expect(heard[0]).toContain('the disk is full. The run stops here;');
    expect(result.state.answers).toEqual(foldLog(archive.events).answers);
    expect(archive.attempts[0]?.closed).toBe(true);
    expect([world.clock.sleeping, ...world.models.map(({ open }) => open)]).toEqual([0, 0, 0, 0]);
  });

  test('to take what the rules said keeps everything from happening that follows from it', async () => {
    const archive = createMemoryArchive({
      refuse: (events) => events.some((event) => event.event_type === 'model_call_requested'),
    });
    const world = createWorld([good, good], { archive: () => archive });
    expect(await world.turn()).toMatchObject({ outcome: 'failed', exitCode: 2 });
    expect(world.models.map(({ requests }) => requests.length)).toEqual([0, 0]);
  });

  test('to open ends the turn before it began', async () => {
    const world = createWorld([good], { archive: () => createMemoryArchive({ refuseOpen: () => true }) });
    expect(await world.turn()).toMatchObject({ outcome: 'failed', exitCode: 2, logDir: '' });
    expect(world.models[0]?.requests).toEqual([]);
  });

  test('does not spoil the next turn, whose log is another one', async () => {
    let full = true;
    const world = createWorld([good], { archive: () => createMemoryArchive({ refuse: () => full }) });
    await world.turn();
    full = false;
    expect(await world.turn()).toMatchObject({ outcome: 'answered', exitCode: 0 });
  });
});

test.each([
  ['a full disk leaves them safe', false, 1, '1 accepted answer is safe in the log.'],
  ['a removed folder takes them along', true, 1, 'the log with its 1 accepted answer is gone.'],
  ['before the first there is nothing to say of any', true, 0, 'no answer had been accepted yet.'],
] as const)('what became of the answers is told as it is: %s', async (_name, isGone, kept, sentence) => {
  const refuse = (events: readonly CoordinationEvent[]): boolean => {
    const type = kept === 0 ? 'answer_submitted' : 'winner_selected';
    if (!events.some((event) => event.event_type === type)) return false;
    throw new LogUnwritable('/log', undefined, 'it went away', isGone);
  };
  const world = createWorld([good], { archive: () => createMemoryArchive({ refuse }) });
  const heard: string[] = [];
  world.session.subscribe((event) => {
    if (event.event_type === 'status_message') heard.push(event.data.text);
  });
  await world.turn();
  expect(heard.at(-1)).toBe(`cannot write /log: it went away. The run stops here; ${sentence}`);
});

const finish = (): Promise<void> => Promise.reject(new LogUnwritable('/log', new Error('EIO')));

test('a log that cannot be finished is told as one that failed', async () => {
  const world = createWorld([good], { archive: () => createMemoryArchive({ finish }) });
  expect(await world.turn()).toMatchObject({ outcome: 'failed', exitCode: 2 });
  expect(world.models[0]?.closed).toBe(1);
});

describe('a file that cannot be written', () => {
  test('does not cost the answer it belongs to', async () => {
    const archive = createMemoryArchive({ snapshot: () => Promise.resolve(null) });
    const result = await createWorld([good], { archive: () => archive }).turn();
    expect(result.outcome).toBe('answered');
    expect(result.state.answers).toMatchObject([{ content: 'Good.', path: null }]);
  });

  test('nor does an archive that breaks its promise and throws', async () => {
    const archive = createMemoryArchive({ snapshot: () => Promise.reject(new Error('odd')) });
    const result = await createWorld([good], { archive: () => archive }).turn();
    expect(result.outcome).toBe('answered');
    expect(archive.eventsOf('internal_error').length).toBeGreaterThan(0);
  });
});

test('a bug of ours ends the turn in order and is thrown', async () => {
  const ids = ['agent_a', 'ghost'].map(agentId);
  const world = createWorld([good], { settings: { agents: ids.map((id) => ({ id, subtask: null })) } });
  await expect(world.turn()).rejects.toThrow('no agent ghost in this session');
  expect(world.archive.eventsOf('internal_error')).toMatchObject([{ data: { where: 'rules' } }]);
  expect(world.session.state.outcome).toBe('failed');
  expect(world.archive.attempts[0]?.closed).toBe(true);
  expect([world.clock.sleeping, world.models[0]?.open]).toEqual([0, 0]);
});

test('a listener that always throws does not break the run', async () => {
  const world = createWorld([good, good]);
  world.session.subscribe(() => {
    throw new Error('broken face');
  });
  expect(await world.turn()).toMatchObject({ outcome: 'answered' });
  expect(world.archive.eventsOf('internal_error')).toHaveLength(1);
});

test('a presenter that fails gives way to the stored answer', async () => {
  const world = createWorld([[answers('Stored.'), votes('agent1'), [failure('auth')], says('never')]]);
  const result = await world.turn();
  expect(result.state.finalAnswer).toMatchObject({ content: 'Stored.', locked: true });
});
