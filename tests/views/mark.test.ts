import { describe, expect, test } from 'vitest';

import { initialState } from '../../src/coordination/initial.ts';
import { agentId } from '../../src/coordination/ids.ts';
import { DEFAULT_SETTINGS } from '../../src/coordination/settings.ts';
import type { AgentState } from '../../src/coordination/state.ts';
import type { AgentPhase } from '../../src/coordination/vocabulary.ts';
import type { Activity } from '../../src/views/activity.ts';
import { NO_ACTIVITY } from '../../src/views/activity.ts';
import { UNICODE_GLYPHS } from '../../src/views/glyphs.ts';
import type { Mark } from '../../src/views/mark.ts';
import { markOf } from '../../src/views/mark.ts';

const id = agentId('agent_a');
const state = initialState({ ...DEFAULT_SETTINGS, agents: [{ id, subtask: null }] }, [], 's');

function mark(change: Partial<AgentState>, activity: Activity = NO_ACTIVITY): Mark {
  const agent = state.agents[id];
  if (agent === undefined) throw new Error('no agent');
  const context = { glyphs: UNICODE_GLYPHS, spin: UNICODE_GLYPHS.busy, nowMs: 10_000 };
  return markOf(state, { ...agent, ...change }, activity, context);
}

const streamingWith = (activity: Activity): Mark => mark({ phase: 'streaming' }, activity);

const failureWord = (kind: string): string =>
  mark({ phase: 'failed', failed: { class: kind as never, message: '', draft: null } }).word;

const phases: readonly (readonly [AgentPhase, string, string])[] = [
  ['idle', 'wait', '◦wait'],
  ['starting', 'start', '●start'],
  ['streaming', 'think', '●think'],
  ['tool_running', 'tool', '●tool'],
  ['enforcing', 'once more', '●again'],
  ['answered', 'a1.2', '◆1.2'],
  ['stopped', 'stopped', '■stop'],
  ['restarting', 'r2', '↻r2'],
  ['paused_fairness', 'paused', '◦paused'],
  ['waiting_all_answers', 'wait', '◦wait'],
  ['rate_limited', 'rate limit', '↻limit'],
  ['presenting', 'presents', '●★'],
  ['evaluating', 'evaluates', '●eval'],
  ['failed', 'error', '✗error'],
  ['timed_out', 'timeout', '✗timeout'],
  ['cancelled', 'cancelled', '⊘cancelled'],
  ['completed', 'done', '✓done'],
];

describe('the state of an agent', () => {
  test.each(phases)('%s is told with a word and a sign', (phase, word, badge) => {
    expect(mark({ phase, revision: 2, round: 0 })).toMatchObject({ word, badge });
  });

  test('what it does this moment says more than its phase', () => {
    expect(streamingWith({ kind: 'writing', sinceMs: 9000 })).toMatchObject({ word: 'write', time: '' });
    expect(streamingWith({ kind: 'writing', sinceMs: 2000 })).toMatchObject({ word: 'write', time: '8s' });
    expect(streamingWith({ kind: 'tool', name: 'search', sinceMs: 2000 })).toMatchObject({
      word: 'tool:search',
      badge: '●tool',
    });
  });

  test('a retry counts down to its time and never below', () => {
    const retry = { kind: 'retrying', attempt: 1, maxAttempts: 3, sinceMs: 0 } as const;
    expect(mark({ phase: 'streaming' }, { ...retry, untilMs: 13_500 })).toMatchObject({
      word: 'retry 1/3 in 4s',
      badge: '↻4s',
    });
    expect(mark({ phase: 'streaming' }, { ...retry, untilMs: 5000 }).word).toBe('retry 1/3 in 0s');
  });

  test('a vote stays visible after the turn', () => {
    const vote = { voter: id, target: id, label: 'agent2.1', voteLabel: 'agent1.vote1', reason: '', atMs: 0 } as never;
    expect(mark({ phase: 'voted', vote })).toMatchObject({ word: 'voted 2.1', badge: '✓→2.1' });
    expect(mark({ phase: 'completed', vote }).badge).toBe('✓→2.1');
  });

  test('a failure is told by its class, in the same word wherever there is room for one', () => {
    expect(
      ['auth', 'quota', 'context_overflow', 'no_decision', 'round_timeout', 'refusal', 'internal'].map(failureWord),
    ).toEqual(['no access', 'no quota', 'too long', 'undecided', 'timeout', 'refused', 'error']);
  });
});
