import { describe, expect, test } from 'vitest';
import { checkWorld } from './check-world.ts';
import { BLIND, runWorld } from './driver.ts';
import { randomWorld } from './random-world.ts';

const decisions = (telemetry: boolean, seed: number): readonly unknown[] =>
  runWorld({ ...randomWorld(seed, 4), telemetry }, BLIND)
    .events.filter(({ event_type }) =>
      ['answer_submitted', 'vote', 'winner_selected', 'answer_locked'].includes(event_type),
    )
    .map(({ event_type, agent_id, data }) => ({ event_type, agent_id, data }));

/** Some worlds of one agent: it stops without an answer more often than several do. */
const agentsOf = (seed: number): number | null => (seed % 3 === 0 ? 1 : null);

describe('seeded worlds', () => {
  test.each([1, 2, 3, 5, 8, null])('with %s agents keep every invariant', (agents) => {
    const broken = Array.from({ length: 120 }, (_, index) =>
      checkWorld(randomWorld(9_000 + index, agents), index % 4 === 0),
    ).flatMap((checked, index) => checked.broken.map((what) => ({ seed: 9_000 + index, ...what })));
    expect(broken).toEqual([]);
  });

  test('meet every kind of end, every mode and every kind of trouble', () => {
    const seen = new Set<string>();
    for (let seed = 1; seed <= 2_500; seed += 1) {
      const { events, last } = runWorld(randomWorld(seed, agentsOf(seed)), BLIND);
      seen.add(`outcome ${last.outcome}`);
      for (const { event_type, data } of events) {
        seen.add(event_type);
        if (event_type === 'coordination_complete') seen.add(`rule ${data.rule}`);
        if (event_type === 'winner_selected') seen.add(`winner by ${data.rule}`);
        if (event_type === 'agent_restart') seen.add(`restart for ${data.reason}`);
        if (event_type === 'enforcement') seen.add(`enforced ${data.reason}`);
        if (event_type === 'post_evaluation' && data.phase === 'end') seen.add(`judged ${data.how}`);
        if (event_type === 'agent_paused') seen.add(`paused for ${data.gate}`);
        if (event_type === 'error') seen.add(`failed ${data.class}`);
        if (event_type === 'answer_locked' && data.origin !== undefined) seen.add('answer of an earlier attempt');
        if (event_type === 'injection_skipped') seen.add(`skipped ${data.reason}`);
      }
    }
    const wanted = [
      ...['answered', 'timeout', 'cancelled', 'failed', 'no_answer'].map((name) => `outcome ${name}`),
      ...['all_voted', 'all_answered', 'no_live_agents', 'early_majority', 'skipped', 'timeout'].map(
        (name) => `rule ${name}`,
      ),
      ...['votes', 'first_answer', 'newest_answer', 'presenter', 'debug'].map((name) => `winner by ${name}`),
      ...['new_answers', 'deferred_updates', 'vote_ignored', 'nothing_offered', 'context_overflow'].map(
        (name) => `restart for ${name}`,
      ),
      ...[
        'no_tool_calls',
        'answer_limit',
        'vote_and_answer',
        'vote_no_answers',
        'vote_too_early',
        'invalid_vote_id',
        'answer_novelty',
        'invalid_arguments',
        'no_workflow_tool',
      ].map((name) => `enforced ${name}`),
      ...['tool', 'json', 'auto_no_tool', 'auto_error', 'auto_budget'].map((name) => `judged ${name}`),
      ...['fairness', 'wait_all', 'rate_limit', 'mode', 'backoff', 'gather'].map((name) => `paused for ${name}`),
      ...['transient', 'auth', 'context_overflow', 'no_decision', 'round_timeout', 'refusal'].map(
        (name) => `failed ${name}`,
      ),
      ...['first_answer', 'cap', 'timeout_close', 'disabled', 'deferred'].map((name) => `skipped ${name}`),
      'soft_timeout',
      'hard_timeout',
      'tool_blocked',
      'model_call_aborting',
      'deadline_warning',
      'human_input_delivered',
      'answer of an earlier attempt',
    ];
    expect(wanted.filter((name) => !seen.has(name))).toEqual([]);
  });

  test('the runtime’s own events change no decision', () => {
    for (let seed = 1; seed <= 60; seed += 1) expect(decisions(true, seed)).toEqual(decisions(false, seed));
  });
});
