import { describe, expect, test } from 'vitest';
import { newAnswer, startWorld, tool } from '../support/world.ts';

describe('other tools', () => {
  test('that do something are progress and cost no attempt, however many', () => {
    const world = startWorld(1);
    for (let time = 0; time < 12; time += 1) {
      const used = tool();
      world.says('a', used);
      world.toolEnds('a', used);
    }
    expect(world.agent('a')).toMatchObject({ failed: null, current: { attempts: 0, idle: 0 } });
  });

  test('that do nothing are counted: the third in a row ends the agent', () => {
    const world = startWorld(2);
    for (let time = 0; time < 3; time += 1) {
      expect(world.agent('a').failed).toBeNull();
      const used = tool();
      world.says('a', used);
      world.toolEnds('a', used, { progress: false });
    }
    expect(world.agent('a').failed?.class).toBe('no_decision');
    expect(world.all('enforcement')).toEqual([]);
  });

  test('one that does something in between begins the count anew', () => {
    const world = startWorld(2);
    for (const progress of [false, false, true, false, false]) {
      const used = tool();
      world.says('a', used);
      world.toolEnds('a', used, { progress });
    }
    expect(world.agent('a').failed).toBeNull();
  });

  test('where only a vote is left, one that does nothing is an attempt spent', () => {
    const world = startWorld(1, { maxNewAnswersPerAgent: 1 });
    world.answers('a', 'one');
    const used = tool();
    world.says('a', used);
    world.toolEnds('a', used, { progress: false });
    expect(world.last('enforcement')).toMatchObject({
      reason: 'no_workflow_tool',
      attempt: 1,
      tool_calls: ['read_file'],
    });
    expect(world.appends('a')).toMatchObject([
      {
        kind: 'tool_result',
        outcome: { kind: 'output' },
        notes: [{ kind: 'enforcement', reason: 'no_workflow_tool', offered: ['vote'] }],
      },
    ]);
  });

  test('that do not exist count as none: each is an attempt spent, and the third ends the agent', () => {
    const world = startWorld(2);
    for (const attempt of [1, 2, 3]) {
      const used = tool('browse');
      world.says('a', used);
      world.toolEnds('a', used, { isError: true, progress: false, unknown: true });
      if (attempt === 3) break;
      expect(world.last('enforcement')).toMatchObject({
        reason: 'no_workflow_tool',
        attempt,
        tool_calls: ['browse'],
        unknown_tools: ['browse'],
        error_message: 'there is no tool called browse',
      });
      expect(world.appends('a')).toMatchObject([
        { callId: used.id, notes: [{ kind: 'enforcement', attempt, incompleteText: null }] },
      ]);
    }
    expect(world.agent('a').failed).toMatchObject({
      class: 'no_decision',
      message: 'there is no tool called browse',
    });
    expect(world.all('enforcement')).toHaveLength(2);
  });

  test('that do not exist, beside one that does something, cost no attempt', () => {
    const world = startWorld(1);
    const [real, invented] = [tool(), tool('browse')];
    world.says('a', real, invented);
    world.toolEnds('a', invented, { isError: true, progress: false, unknown: true });
    world.toolEnds('a', real);
    expect(world.all('enforcement')).toEqual([]);
    expect(world.agent('a').current).toMatchObject({ attempts: 0, idle: 0 });
  });

  test('run before the decision of the same message is judged', () => {
    const world = startWorld(1);
    const writing = tool('write_file');
    world.says('a', newAnswer('done'), writing);
    expect(world.effects.at(-1)).toMatchObject({ type: 'run_tools', calls: [writing] });
    expect(world.all('answer_proposed')).toEqual([]);
    world.toolEnds('a', writing);
    expect(world.last('answer_proposed').content).toBe('done');
  });

  test('all results are waited for, and given in the order of the calls', () => {
    const world = startWorld(1);
    const [one, two] = [tool(), tool('mcp__web__search')];
    world.says('a', one, two);
    world.toolEnds('a', two, { text: 'second' });
    expect(world.agent('a').modelCall).toBeNull();
    world.toolEnds('a', one, { text: 'first' });
    expect(world.appends('a')).toMatchObject([
      { callId: one.id, outcome: { text: 'first' } },
      { callId: two.id, outcome: { text: 'second' } },
    ]);
    expect(world.all('tool_start').map(({ data }) => [data.kind, data.server_name])).toEqual([
      ['unknown', null],
      ['mcp', 'web'],
    ]);
  });

  test('a result that comes twice while another tool still runs changes nothing', () => {
    const world = startWorld(1);
    const [one, two] = [tool(), tool()];
    world.says('a', one, two);
    world.toolEnds('a', one, { text: 'first' });
    expect(world.toolEnds('a', one, { text: 'again' })).toEqual([]);
    world.toolEnds('a', two, { text: 'second' });
    expect(world.appends('a')).toMatchObject([{ outcome: { text: 'first' } }, { outcome: { text: 'second' } }]);
  });

  test('a result that comes twice, or for a message long gone, changes nothing', () => {
    const world = startWorld(1);
    const used = tool();
    world.says('a', used);
    const callId = world.agent('a').current?.message?.callId ?? ('' as never);
    world.toolEnds('a', used);
    const before = world.state;
    const late = {
      type: 'tool_ended',
      agentId: 'a' as never,
      callId,
      toolCallId: used.id,
      text: '',
      isError: false,
      progress: true,
    } as const;
    expect(world.send(late)).toEqual([]);
    expect(world.state).toBe(before);
  });
});
