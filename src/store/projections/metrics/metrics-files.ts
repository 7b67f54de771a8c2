import { basename } from 'node:path';
import type { State } from '../../../coordination/state.ts';
import { epochSeconds } from '../../local-time.ts';
import { toolTotals } from './metrics.ts';
import type { ApiTiming, Metrics } from './metrics.ts';
import type { Attempt, Projection } from '../projection.ts';
import { roundHistory, roundTotals, tokenNumbers } from './round-history.ts';

const round2 = (value: number): number => Math.round(value * 100) / 100;

/** `metrics_summary.json` and the raw records behind it, `metrics_events.json`. */
export const projectMetrics = (attempt: Attempt, metrics: Metrics): Projection => ({
  on: {},
  finish(state) {
    attempt.output.json('metrics_summary.json', () => summary(attempt, state, metrics));
    attempt.output.json('metrics_events.json', () => ({
      meta: { generated_at: epochSeconds(attempt.now()), session_id: basename(attempt.dir), question: state.question },
      tool_executions: metrics.executions,
      round_completions: state.order.flatMap((id) => roundHistory(id, state.agents[id]?.rounds ?? [], metrics)),
    }));
  },
});

function summary(attempt: Attempt, state: State, metrics: Metrics): unknown {
  const rounds = roundTotals(state);
  const agents = state.order.flatMap((id) => state.agents[id] ?? []);
  const { input, output, reasoning, cost } = state.usage;
  return {
    meta: {
      generated_at: epochSeconds(attempt.now()),
      session_id: basename(attempt.dir),
      question: state.question,
      num_agents: agents.length,
      winner: state.winner?.agentId ?? null,
    },
    totals: {
      estimated_cost: cost,
      agent_cost: cost,
      subagent_cost: 0,
      input_tokens: input,
      output_tokens: output,
      reasoning_tokens: reasoning,
    },
    // MassGen's sharing reads this block, its viewer the one above.
    costs: { total_estimated_cost: cost, total_input_tokens: input, total_output_tokens: output },
    tools: toolTotals(metrics.executions),
    rounds: {
      total_rounds: rounds.total,
      by_outcome: rounds.byOutcome,
      total_input_tokens: rounds.usage.input,
      total_output_tokens: rounds.usage.output,
      total_reasoning_tokens: rounds.usage.reasoning,
      total_estimated_cost: rounds.usage.cost,
      avg_context_usage_pct: null,
    },
    api_timing: apiTiming(metrics),
    agents: Object.fromEntries(
      agents.map((agent) => [
        agent.id,
        {
          tool_metrics: toolTotals(metrics.executions.filter((execution) => execution.agent_id === agent.id)),
          round_history: roundHistory(agent.id, agent.rounds, metrics),
          token_usage: tokenNumbers(agent.usage),
        },
      ]),
    ),
    subagents: {
      total_subagents: 0,
      total_input_tokens: 0,
      total_output_tokens: 0,
      total_estimated_cost: 0,
      total_api_time_ms: 0,
      total_api_calls: 0,
      subagents: [],
    },
  };
}

function apiTiming(metrics: Metrics): unknown {
  const all = [...metrics.byBackend.values()];
  const calls = all.reduce((total, timing) => total + timing.calls, 0);
  const time = all.reduce((total, timing) => total + timing.time_ms, 0);
  const firstTokens = all.reduce((total, timing) => total + timing.ttft_calls, 0);
  const waited = all.reduce((total, timing) => total + timing.ttft_ms, 0);
  const entry = ({ calls: count, time_ms, ttft_ms }: ApiTiming) => ({
    calls: count,
    time_ms: round2(time_ms),
    ttft_ms: round2(ttft_ms),
  });
  return {
    total_calls: calls,
    total_time_ms: round2(time),
    avg_time_ms: calls === 0 ? 0 : round2(time / calls),
    avg_ttft_ms: firstTokens === 0 ? null : round2(waited / firstTokens),
    by_round: Object.fromEntries([...metrics.byRound].map(([round, timing]) => [`round_${round}`, entry(timing)])),
    by_backend: Object.fromEntries([...metrics.byBackend].map(([name, timing]) => [name, entry(timing)])),
  };
}
