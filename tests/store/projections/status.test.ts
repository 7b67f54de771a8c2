import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { agentId, answerLabel } from '../../../src/coordination/ids.ts';
import { answer, ending, opening, roundEnd, roundStart, sampleRun, vote } from '../sample-run.ts';
import { draft, START_MS, watchedAttempt } from '../support.ts';

const NAMES = ['agent_a', 'agent_b', 'agent_c'];

interface Status {
  readonly finish_reason: string;
  readonly finish_reason_details: string;
  readonly is_complete: boolean;
  readonly meta: Readonly<Record<string, unknown>>;
  readonly coordination: {
    readonly phase: string;
    readonly active_agent: string | null;
    readonly active_agents: readonly string[];
    readonly completion_percentage: number;
    readonly is_final_presentation: boolean;
  };
  readonly agents: Readonly<
    Record<
      string,
      {
        readonly status: string;
        readonly vote_cast: { readonly voted_for_label: string } | null;
        readonly error: { readonly type: string; readonly message: string } | null;
        readonly token_usage: unknown;
        readonly reliability: { readonly total_enforcement_retries: number } | null;
        readonly round_history: readonly { readonly outcome: string }[];
      }
    >
  >;
  readonly costs: Readonly<Record<string, number | null>>;
  readonly results: {
    readonly votes: object;
    readonly winner: string | null;
    readonly final_answer_preview: string | null;
  };
}

/** Shows status.json after any events, as a live run would write it. */
function watched() {
  const attempt = watchedAttempt(NAMES);
  return { ...attempt, show: (final = false): Status => attempt.status(final) as Status };
}

test('before anything was said everything waits and nothing is known', () => {
  const run = watched();
  run.add(...opening(NAMES));
  const status = run.show();
  expect(status).toMatchObject({
    finish_reason: 'in_progress',
    is_complete: false,
    coordination: { phase: 'initial_answer', active_agent: null, completion_percentage: 0 },
    results: { votes: {}, winner: null, final_answer_preview: null },
    // Unknown is not zero.
    costs: { total_estimated_cost: null, total_input_tokens: null },
    meta: { session_id: 'attempt_1', session_name: 'session_x', turn: 1, attempt: 1, pid: 4711 },
  });
  expect(status.agents['agent_a']).toMatchObject({
    status: 'waiting',
    token_usage: null,
    reliability: null,
    error: null,
  });
});

test('agents at work are streaming and active, in configuration order', () => {
  const run = watched();
  run.add(...opening(NAMES), roundStart('agent_c', 0, 'initial', []), roundStart('agent_b', 0, 'initial', []));
  expect(run.show().coordination).toMatchObject({ active_agent: 'agent_b', active_agents: ['agent_b', 'agent_c'] });
  expect(run.show().agents['agent_b']?.status).toBe('streaming');
});

test('results count the votes in force, vote_cast is the newest an agent cast', () => {
  const run = watched();
  run.add(...opening(NAMES), ...NAMES.map((name) => roundStart(name, 0, 'initial', [])));
  run.add(answer('agent_a', 1, 1, 'A', null), answer('agent_b', 2, 1, 'B', null));
  run.add(vote('agent_c', 3, 'agent_a', 1, 'first'), vote('agent_a', 1, 'agent_b', 2, 'second'));
  expect(run.show().results.votes).toEqual({ 'agent1.1': 1, 'agent2.1': 1 });
  expect(run.show().coordination.phase).toBe('enforcement');
  const cleared = [{ voter: agentId('agent_c'), target: agentId('agent_a') }];
  run.add(draft('votes_reset', null, null, { by_label: answerLabel(2, 1), cleared, woken: [] }));
  expect(run.show().results.votes).toEqual({});
  expect(run.show().agents['agent_c']).toMatchObject({
    status: 'restarting',
    vote_cast: { voted_for_label: 'agent1.1' },
  });
  run.add(vote('agent_c', 3, 'agent_b', 2, 'third'));
  expect(run.show().agents['agent_c']?.vote_cast?.voted_for_label).toBe('agent2.1');
});

test('the winner shows while the presentation runs, and completion only when it is final', () => {
  const run = watched();
  run.add(...sampleRun(NAMES));
  expect(run.show()).toMatchObject({
    is_complete: false,
    finish_reason: 'in_progress',
    results: { winner: 'agent_a', final_answer_preview: 'The final words.' },
    coordination: { phase: 'presentation', is_final_presentation: true, completion_percentage: 95 },
  });
  expect(run.show(true)).toMatchObject({
    is_complete: true,
    finish_reason: 'completed',
    finish_reason_details: 'Winner: agent_a',
    coordination: { completion_percentage: 100 },
  });
  expect(Object.values(run.show(true).agents).map((agent) => agent.status)).toEqual(NAMES.map(() => 'completed'));
  expect(run.show(true).agents['agent_a']?.round_history.map((round) => round.outcome)).toEqual([
    'answer',
    'vote',
    'presentation',
  ]);
});

test.each([
  ['no_answer', 'error'],
  ['failed', 'error'],
  ['timeout', 'timeout'],
  ['cancelled', 'cancelled'],
] as const)('a turn that ended with %s has the reason %s and is no longer in progress', (outcome, reason) => {
  const run = watched();
  run.add(...opening(NAMES), ...ending('agent_a', 0, outcome).slice(-1));
  expect(run.show(true)).toMatchObject({ is_complete: true, finish_reason: reason });
  expect(run.show(true).coordination.completion_percentage).toBeLessThan(100);
});

test('an agent that failed says why, and the run says who failed', () => {
  const run = watched();
  const failed = { class: 'auth', message: '401: no such key', retries: 2, draft: null, at_ms: START_MS } as const;
  const late = { ...failed, class: 'round_timeout', message: 'too slow' } as const;
  run.add(...opening(NAMES), draft('error', 'agent_a', 0, failed), draft('error', 'agent_b', 0, late));
  run.add(...ending('agent_a', 0, 'failed').slice(-1));
  const status = run.show(true);
  expect(status.agents['agent_a']).toMatchObject({
    status: 'error',
    error: { type: 'error', message: '401: no such key' },
  });
  expect(status.agents['agent_b']?.error?.type).toBe('timeout');
  expect(status.finish_reason_details).toBe('Agent(s) encountered errors: agent_a, agent_b');
});

test('corrections of an agent are counted', () => {
  const run = watched();
  const enforcement = draft('enforcement', 'agent_a', 0, {
    reason: 'no_workflow_tool',
    attempt: 1,
    max_attempts: 3,
    tool_calls: ['search'],
    unknown_tools: ['search'],
    error_message: 'use a tool',
    buffer_preview: 'so far',
    buffer_chars: 6,
    at_ms: START_MS,
  });
  const other = draft('enforcement', 'agent_a', 0, {
    reason: 'vote_and_answer',
    attempt: 2,
    max_attempts: 3,
    tool_calls: ['new_answer', 'vote'],
    error_message: 'both',
    buffer_preview: '',
    buffer_chars: 0,
    at_ms: START_MS,
  });
  run.add(...opening(NAMES), roundStart('agent_a', 0, 'initial', []), enforcement, other);
  expect(run.show().agents['agent_a']?.reliability).toMatchObject({
    total_enforcement_retries: 2,
    by_round: { 0: { count: 2, reasons: ['no_workflow_tool', 'vote_and_answer'] } },
    unknown_tools: ['search'],
    workflow_errors: ['vote_and_answer'],
    total_buffer_chars_lost: 6,
  });
});

test('the percentage never falls and stays below 100 until the end, whatever happens in whatever order', () => {
  const steps = NAMES.flatMap((name, index) => [
    roundStart(name, 0, 'initial', []),
    answer(name, index + 1, 1, 'x', null),
    roundEnd(name, 0, 'answer'),
    vote(name, index + 1, 'agent_a', 1, 'why'),
    draft('votes_reset', null, null, { by_label: answerLabel(1, 1), cleared: [], woken: [] }),
    draft('agent_restart', name, 0, { reason: 'context_overflow' }),
    draft('error', name, 0, { class: 'auth', message: '', retries: 0, draft: null, at_ms: 0 }),
  ]);
  const extra = ending('agent_a', 1).slice(0, 3);
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...steps, ...extra), { maxLength: 30 }), (drafts) => {
      const run = watched();
      run.add(...opening(NAMES));
      let before = 0;
      for (const item of drafts) {
        run.add(item);
        const percent = run.show().coordination.completion_percentage;
        expect(percent).toBeGreaterThanOrEqual(before);
        expect(percent).toBeLessThan(100);
        before = percent;
      }
    }),
    { numRuns: 60 },
  );
});

test('an agent whose time was used up says so, with the reason of the turn', () => {
  const run = watched();
  run.add(...opening(NAMES), roundStart('agent_a', 0, 'initial', []));
  expect(run.show().agents['agent_a']?.error).toBeNull();
  run.add(
    draft('orchestrator_timeout', null, null, {
      timeout_reason: 'Time limit exceeded (9s/9s)',
      elapsed_ms: 9000,
      limit_ms: 9000,
      available_answers: 0,
      selected_agent: null,
      selection_reason: 'no answers available',
      agent_answer_summary: {},
    }),
    draft('status', 'agent_a', 0, {
      status: 'agent_state_changed',
      from: 'streaming',
      to: 'timed_out',
      reason: 'orchestrator_timeout',
    }),
  );
  expect(run.show().agents['agent_a']).toMatchObject({
    status: 'timeout',
    error: { type: 'timeout', message: 'Time limit exceeded (9s/9s)' },
  });
});

test('a cancelled run says where it was, not only that it is over', () => {
  const run = watched();
  const ended = ending('agent_a', 0, 'cancelled').at(-1);
  if (ended === undefined) throw new Error('an ending has a last event');
  run.add(...opening(NAMES), draft('cancel_requested', null, null, { source: 'sigint', level: 1 }), ended);
  expect(run.show(true)).toMatchObject({ finish_reason: 'cancelled', finish_reason_details: 'Phase: coordinating' });
});

test('an answer that came in time is whole, though the deadline ended the run', () => {
  const run = watched();
  const events = sampleRun(NAMES);
  run.add(...events.slice(0, -1), ...ending('agent_a', 3, 'timeout').slice(-1));
  expect(run.show(true)).toMatchObject({ finish_reason: 'timeout', coordination: { completion_percentage: 100 } });
});

test('times_restarted is the number of the round, as MassGen counts it', () => {
  const run = watched();
  run.add(...opening(NAMES));
  expect(run.show().agents['agent_a']).toMatchObject({ times_restarted: 0 });
  run.add(...sampleRun(NAMES).slice(opening(NAMES).length));
  expect(run.show().agents).toMatchObject({ agent_a: { times_restarted: 2 }, agent_b: { times_restarted: 1 } });
});
