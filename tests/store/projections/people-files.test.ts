import { expect, test } from 'vitest';
import { modelCallId, toolCallId } from '../../../src/coordination/ids.ts';
import { opening, roundStart, sampleRun } from '../sample-run.ts';
import { agentId, draft, watchedAttempt } from '../support.ts';

const NAMES = ['agent_a', 'agent_b'];
const call = modelCallId(agentId('agent_a'), 1);
const say = (text: string) => draft('text', 'agent_a', 0, { call_id: call, channel: 'content', text });

test('agent_outputs holds the words as they came, and acts on lines of their own', () => {
  const run = watchedAttempt(NAMES);
  run.add(...sampleRun(NAMES));
  run.finish();
  const lines = run.read('agent_outputs/agent_a.txt').split('\n');
  expect(lines.slice(0, 2)).toEqual(['=== AGENT_A OUTPUT LOG ===', '']);
  expect(lines).toContain('words of agent_a');
  expect(lines.filter((line) => /^\[\d\d:\d\d:\d\d\] /.test(line)).map((line) => line.slice(11))).toEqual([
    '🔄 Round 0: initial',
    '✨ Answer agent1.1 (18 characters)',
    '🔄 Round 1: refine',
    '🗳️ Vote for agent1.1: It is complete and checks out.',
    '🔄 Round 2: presentation',
  ]);
  expect(lines.at(-1)).toBe('The final words.');
});

test('an act in the middle of a line does not stick to the words before it', () => {
  const run = watchedAttempt(NAMES);
  const tool = { tool_id: toolCallId('t'), tool_name: 'search', server_name: null, at_ms: 1, args: {} };
  run.add(
    ...opening(NAMES),
    say('half a line'),
    draft('tool_start', 'agent_a', 0, { ...tool, kind: 'mcp' }),
    say('on'),
  );
  run.finish();
  expect(run.read('agent_outputs/agent_a.txt')).toMatch(/half a line\n\[.*\] 🔧 search\non$/);
});

test('escape sequences of a model do nothing to the terminal of who reads the file', () => {
  const run = watchedAttempt(NAMES);
  run.add(...opening(NAMES), say('red \u001b[31m and title \u001b]0;x\u0007 end\n'));
  run.finish();
  const text = run.read('agent_outputs/agent_a.txt');
  expect(text).toContain('red [31m and title ]0;x end');
  expect(text).not.toContain('\u001b');
});

test('text is handed on at the tick, not with every piece', () => {
  const run = watchedAttempt(NAMES);
  run.add(...opening(NAMES), say('one '), say('two '));
  expect(run.read('agent_outputs/agent_a.txt')).not.toContain('one');
  run.tick();
  expect(run.read('agent_outputs/agent_a.txt')).toContain('one two ');
});

test('a lot of text does not wait for the tick', () => {
  const run = watchedAttempt(NAMES);
  run.add(...opening(NAMES), say('x'.repeat(20_000)));
  expect(run.read('agent_outputs/agent_a.txt')).toContain('xxx');
});

test('the final presentation has its own file, with a link to the newest', () => {
  const run = watchedAttempt(NAMES);
  run.add(...sampleRun(NAMES));
  run.finish();
  const lines = run.read('agent_outputs/final_presentation_agent_a.txt').split('\n');
  expect(lines[0]).toBe('=== FINAL PRESENTATION FROM AGENT_A ===');
  expect(lines[1]).toMatch(/^Generated at: \d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  expect(lines[2]).toBe('='.repeat(60));
  expect(lines).toContain('The final words.');
  expect(lines.slice(-3)).toEqual(['='.repeat(60), 'End of Final Presentation', '']);
  expect(run.read('agent_outputs/final_presentation_agent_a_latest.txt')).toBe('→ final_presentation_agent_a.txt');
});

test('system_status.txt says how things stand and what happened', () => {
  const run = watchedAttempt(NAMES);
  run.add(...opening(NAMES), roundStart('agent_a', 0, 'initial', []));
  run.tick();
  const early = run.read('agent_outputs/system_status.txt');
  expect(early.split('\n')[0]).toBe('=== SYSTEM STATUS LOG ===');
  expect(early).toContain('Agents: 1 streaming, 1 waiting');
  expect(early).toContain('Final presentation: not started');
  run.add(...sampleRun(NAMES).slice(4));
  run.finish();
  expect(run.read('agent_outputs/system_status.txt')).toContain('Final presentation: done');
  expect(run.read('agent_outputs/system_status.txt')).toMatch(/• \[.*\] agent_b: Voted for agent1\.1/);
});

test('massgen.log has one line per fact, with its level', () => {
  const run = watchedAttempt(NAMES);
  const drafts = sampleRun(NAMES);
  const warning = draft('backend_retry', 'agent_a', 0, {
    call_id: call,
    class: 'rate_limit',
    attempt: 1,
    max_attempts: 3,
    delay_ms: 500,
    source: 'header',
    message: 'line one\nline two',
  });
  run.add(...drafts, warning);
  run.finish();
  const lines = run.read('massgen.log').trimEnd().split('\n');
  const streamed = ['text', 'final_presentation_chunk'];
  expect(lines).toHaveLength(drafts.filter((item) => !streamed.includes(item.event_type)).length + 1);
  for (const line of lines) expect(line).toMatch(/^\d\d:\d\d:\d\d \| [A-Z ]{8} \| /);
  expect(lines.at(-1)).toMatch(/\| WARNING  \| \[agent_a\] backend_retry .*message=line one line two/);
});

/** One finished call of a tool. */
const toolUse = (id: string, name: string, kind: 'mcp' | 'workflow', isError: boolean) => {
  const tool = { tool_id: toolCallId(id), tool_name: name };
  const args = { q: 'abcd' };
  return [
    draft('tool_start', 'agent_a', 0, { ...tool, args, kind, server_name: null, at_ms: 1 }),
    draft('tool_complete', 'agent_a', 0, {
      ...tool,
      result: 'r'.repeat(40),
      elapsed_seconds: 0.5,
      status: isError ? 'error' : 'ok',
      is_error: isError,
      async_id: null,
      progress: true,
      at_ms: 2,
    }),
  ];
};

test('tools are counted by name, workflow tools are not', () => {
  const run = watchedAttempt(NAMES);
  run.add(...opening(NAMES), ...toolUse('1', 'search', 'mcp', false), ...toolUse('2', 'search', 'mcp', true));
  run.add(...toolUse('3', 'new_answer', 'workflow', false));
  expect(run.status(false)).toMatchObject({
    tools: {
      total_calls: 2,
      total_failures: 1,
      total_execution_time_ms: 1000,
      by_tool: {
        search: {
          call_count: 2,
          success_count: 1,
          avg_execution_time_ms: 500,
          total_input_chars: 24,
          total_output_chars: 80,
          output_tokens_est: 20,
          tool_type: 'mcp',
        },
      },
    },
    agents: { agent_a: { tool_metrics: { total_calls: 2 } }, agent_b: { tool_metrics: { total_calls: 0 } } },
  });
});

test('metrics_summary.json sums tokens, rounds and the time of the calls', () => {
  const run = watchedAttempt(NAMES);
  run.add(...sampleRun(NAMES));
  run.finish();
  expect(JSON.parse(run.read('metrics_summary.json'))).toMatchObject({
    meta: { num_agents: 2, winner: 'agent_a' },
    totals: { input_tokens: 2000, output_tokens: 100, estimated_cost: 0.5 },
    costs: { total_input_tokens: 2000, total_estimated_cost: 0.5 },
    rounds: { total_rounds: 5, by_outcome: { answer: 2, vote: 2, presentation: 1 } },
    api_timing: {
      total_calls: 2,
      total_time_ms: 1600,
      avg_ttft_ms: 200,
      by_round: { round_0: { calls: 2 } },
      by_backend: { chatcompletion: { calls: 2, time_ms: 1600, ttft_ms: 400 } },
    },
  });
});

test('an attempt that is begun again says so to people, and nobody in it is still writing', () => {
  const run = watchedAttempt(NAMES);
  run.add(
    ...sampleRun(NAMES).slice(0, -2),
    draft('post_evaluation', 'agent_a', 2, { phase: 'start' }),
    roundStart('agent_a', 3, 'evaluation', []),
    draft('status', 'agent_a', 3, { status: 'agent_state_changed', from: 'presenting', to: 'evaluating', reason: '' }),
    draft('post_evaluation', 'agent_a', 3, {
      phase: 'end',
      decision: 'restart',
      reason: 'Too thin.',
      instructions: 'Name sources.',
      how: 'tool',
    }),
  );
  expect(run.status(false)).toMatchObject({ agents: { agent_a: { status: 'streaming' } } });
  const again = { reason: 'Too thin.', instructions: 'Name sources.', next_attempt: 2, max_attempts: 2 };
  run.add(draft('restart_banner', null, null, again));
  run.finish();
  expect(run.status(true)).toMatchObject({ finish_reason: 'restarted', agents: { agent_a: { status: 'completed' } } });
  const told = run.read('agent_outputs/system_status.txt');
  expect(told).toMatch(/^Agents: .*\d completed/m);
  expect(told).not.toContain('streaming');
  expect(told).toContain('Attempt ended, to be begun again: Too thin.');
  expect(run.read('agent_outputs/agent_a.txt')).toContain('⚖️ Judged: restart: Too thin.');
  expect(run.read('final/agent_a/execution_trace.md')).toMatch(/### Judged: restart\n\*\*Reason\*\*: Too thin\.\n$/);
  const { session_metadata: metadata, events } = JSON.parse(run.read('coordination_events.json')) as {
    readonly session_metadata: { readonly end_time: number };
    readonly events: readonly { readonly event_type: string; readonly timestamp: number }[];
  };
  expect(events.at(-1)).toMatchObject({ event_type: 'session_end', timestamp: metadata.end_time });
});
