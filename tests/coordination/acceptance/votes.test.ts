import { expect, test } from 'vitest';
import { newAnswer, startWorld, tool, vote } from '../support/world.ts';
import type { World } from '../support/world.ts';

/** Both agents have answered and are in a round in which both answers are before them. */
const bothAnswered = (more: Parameters<typeof startWorld>[1] = {}): World => {
  const world = startWorld(2, more);
  world.answers('a', 'first');
  world.answers('b', 'second');
  world.votes('a', 'agent1'); // a had not seen the second answer: it looks again
  return world;
};

test('Two agents answer, both vote for the second: winner `agent2`, 2 votes, no tie; events and `vote.json` labels match what each voter saw.', () => {
  const world = bothAnswered();
  world.votes('a', 'agent2');
  world.votes('b', 'agent2');
  expect(world.last('winner_selected')).toMatchObject({
    winner_id: 'b',
    rule: 'votes',
    vote_counts: { b: 2 },
    is_tie: false,
    tied: [],
  });
  for (const { agent_id, data } of world.all('vote')) {
    const shown = world.agent(agent_id ?? '').visible;
    expect(data.visible_labels).toEqual(shown);
    expect(data.voted_for_label).toBe('agent2.1');
    expect(data.visible_labels).toContain('agent2.1');
  }
  expect(world.all('vote').map(({ data }) => data.vote_label)).toEqual(['agent1.vote1', 'agent2.vote1']);
});

test("A answers; B, still in its first round, is not disturbed; B answers; A's earlier vote is reset; both vote; done.", () => {
  const world = startWorld(2);
  const callOfB = world.agent('b').modelCall;
  world.answers('a', 'first');
  expect(world.agent('b').modelCall).toBe(callOfB);
  expect(world.agent('b')).toMatchObject({ round: 0, visible: [], restarts: 0, injections: 0 });
  world.votes('a', 'agent1');
  expect(world.state.votes).toHaveLength(1);
  world.answers('b', 'second');
  expect(world.last('votes_reset')).toEqual({
    by_label: 'agent2.1',
    cleared: [{ voter: 'a', target: 'a' }],
    woken: [],
  });
  expect(world.state.votes).toEqual([]);
  expect(world.agent('a').visible).toEqual(['agent2.1', 'agent1.1']);
  world.votes('a', 'agent2');
  world.votes('b', 'agent2');
  expect(world.last('coordination_complete').rule).toBe('all_voted');
});

test("B has answered once; A answers again while B runs a tool: B's tool result carries the update with `agent1.1 -> agent1.2`.", () => {
  const world = startWorld(2);
  world.answers('a', 'first');
  world.answers('b', 'second');
  const reading = tool();
  world.says('b', reading);
  world.answers('a', 'first, better');
  expect(world.last('update_pending').unseen_labels).toEqual(['agent1.2']);
  world.toolEnds('b', reading);
  const [result] = world.appends('b');
  expect(result).toMatchObject({
    kind: 'tool_result',
    callId: reading.id,
    outcome: { kind: 'output', text: 'done' },
    notes: [{ kind: 'update', answers: [{ label: 'agent1.2', replaces: 'agent1.1', content: 'first, better' }] }],
  });
  expect(world.last('context_delivered')).toMatchObject({ added: ['agent1.2'], replaced: ['agent1.1'] });
  expect(world.last('injection_received')).toMatchObject({
    source_agents: ['a'],
    injection_type: 'mid_stream',
    via: 'tool_result',
  });
  expect(world.agent('b').visible).toEqual(['agent2.1', 'agent1.2']);
});

test("B votes while A's new answer is unseen: ignored, B runs again with the new context, the ghost vote is nowhere.", () => {
  const world = bothAnswered();
  world.answers('a', 'first, better');
  world.votes('b', 'agent1');
  expect(world.all('status').some(({ data }) => data.status === 'vote_ignored')).toBe(true);
  expect(world.all('status').findLast(({ data }) => data.status === 'vote_ignored')?.data).toMatchObject({
    target_id: 'a',
    unseen_labels: ['agent1.2'],
  });
  expect(world.agent('b')).toMatchObject({ inRound: true, vote: null, visible: ['agent1.2', 'agent2.1'] });
  expect(world.state.votes).toEqual([]);
  expect(world.all('vote')).toEqual([]);
  world.votes('a', 'agent2');
  world.votes('b', 'agent2');
  expect(world.last('winner_selected').votes).toEqual([
    { voter: 'a', target: 'b', label: 'agent2.1' },
    { voter: 'b', target: 'b', label: 'agent2.1' },
  ]);
});

test('Vote and answer in one response, three times: agent failed, the other agent alone completes and wins.', () => {
  const world = bothAnswered();
  for (let time = 1; time <= 3; time += 1) {
    expect(world.agent('a').failed).toBeNull();
    world.says('a', newAnswer('third'), vote('agent2'));
  }
  expect(world.all('enforcement').map(({ data }) => [data.reason, data.attempt])).toEqual([
    ['vote_and_answer', 1],
    ['vote_and_answer', 2],
  ]);
  expect(world.agent('a').failed?.class).toBe('no_decision');
  expect(world.state.answers.map((answer) => answer.label)).toEqual(['agent1.1', 'agent2.1']);
  world.votes('b', 'agent2');
  expect(world.last('coordination_complete')).toMatchObject({ rule: 'all_voted', live: ['b'], failed: ['a'] });
  expect(world.state.winner?.agentId).toBe('b');
});

test('Tie 1–1: first in config order; marked as tie everywhere.', () => {
  const world = bothAnswered();
  world.votes('b', 'agent2');
  world.votes('a', 'agent1');
  expect(world.last('winner_selected')).toMatchObject({ winner_id: 'a', is_tie: true, tied: ['a', 'b'] });
  expect(world.state.winner).toEqual({ agentId: 'a', isTie: true, counts: { a: 1, b: 1 } });
  expect(world.last('final_presentation_start')).toMatchObject({ is_tie: true });
  expect(world.appends('a')).toMatchObject([{ context: { votes: { tie: true } } }]);
});
