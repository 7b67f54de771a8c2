import type { AgentId } from '../../../coordination/ids.ts';
import type { RoundRecord, State } from '../../../coordination/state.ts';
import type { RoundKind, RoundOutcome } from '../../../coordination/vocabulary.ts';
import { addUsage, UNKNOWN_USAGE } from '../../../coordination/usage.ts';
import type { Usage } from '../../../coordination/usage.ts';
import { epochSeconds } from '../../local-time.ts';
import type { Metrics } from './metrics.ts';

/** MassGen's words for what a round was for. */
const ROUND_TYPES = {
  initial: 'initial_answer',
  refine: 'voting',
  vote_only: 'voting',
  presentation: 'presentation',
  evaluation: 'post_evaluation',
} as const satisfies Record<RoundKind, string>;

/** MassGen's words for how a round ended; `cancelled` and `stopped` are additions. */
const ROUND_OUTCOMES = {
  answer: 'answer',
  vote: 'vote',
  stop: 'stopped',
  preempted: 'restarted',
  error: 'error',
  cancelled: 'cancelled',
  timeout: 'timeout',
  presented: 'presentation',
  evaluated: 'post_evaluation',
} as const satisfies Record<RoundOutcome, string>;

const round2 = (value: number): number => Math.round(value * 100) / 100;

/** The token numbers of MassGen's files. What no provider told stays null. */
export const tokenNumbers = (usage: Usage) => ({
  input_tokens: usage.input,
  output_tokens: usage.output,
  reasoning_tokens: usage.reasoning,
  cached_input_tokens: usage.cacheRead,
  estimated_cost: usage.cost,
});

/** `agents.<id>.round_history` of status.json and metrics_summary.json: the rounds that have ended. */
export function roundHistory(agentId: AgentId, rounds: readonly RoundRecord[], metrics: Metrics) {
  return rounds.flatMap((round) => {
    if (round.outcome === null) return [];
    const timing = metrics.roundTiming(agentId, round.number);
    return [
      {
        round_number: round.number,
        agent_id: agentId,
        round_type: ROUND_TYPES[round.kind],
        outcome: ROUND_OUTCOMES[round.outcome],
        ...tokenNumbers(round.usage),
        context_window_size: null,
        context_usage_pct: null,
        tool_calls_count: round.toolCalls,
        token_source: round.usage.input === null ? 'unknown' : 'api',
        start_time: epochSeconds(round.startedAtMs),
        end_time: epochSeconds(round.startedAtMs + (round.durationMs ?? 0)),
        duration_ms: round2(round.durationMs ?? 0),
        api_calls_count: timing.calls,
        api_time_ms: round2(timing.time_ms),
        avg_ttft_ms: timing.ttft_calls === 0 ? null : round2(timing.ttft_ms / timing.ttft_calls),
      },
    ];
  });
}

/** How many rounds of all agents ended how, and what they used together. */
export function roundTotals(state: State) {
  const byOutcome: Record<string, number> = {
    answer: 0,
    vote: 0,
    presentation: 0,
    post_evaluation: 0,
    restarted: 0,
    error: 0,
    timeout: 0,
  };
  let usage: Usage = UNKNOWN_USAGE;
  let total = 0;
  for (const agent of Object.values(state.agents)) {
    for (const round of agent.rounds) {
      if (round.outcome === null) continue;
      const outcome = ROUND_OUTCOMES[round.outcome];
      byOutcome[outcome] = (byOutcome[outcome] ?? 0) + 1;
      usage = addUsage(usage, round.usage);
      total += 1;
    }
  }
  return { total, byOutcome, usage };
}
