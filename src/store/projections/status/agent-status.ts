import type { AgentState, State, Vote } from '../../../coordination/state.ts';
import { epochSeconds } from '../../local-time.ts';
import { toolTotals } from '../metrics/metrics.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Output } from '../projection.ts';
import { roundHistory, tokenNumbers } from '../metrics/round-history.ts';
import { statusWord } from './status-words.ts';

/** What status.json says of an agent besides the state. */
export interface AgentFacts {
  /** The newest vote the agent cast, also when a later answer cleared it. */
  readonly vote: Pick<Vote, 'target' | 'label' | 'reason'> | undefined;
  /** When it failed, ms since the epoch. */
  readonly failedAtMs: number | undefined;
  /** Why and when the time of the turn was used up; null when it was not. */
  readonly timeout: { readonly reason: string; readonly atMs: number } | null;
  /** The attempt is over. */
  readonly over: boolean;
}

/** `agents.<id>` of status.json. */
export function agentStatus(agent: AgentState, state: State, facts: AgentFacts, metrics: Metrics, output: Output) {
  const { id } = agent;
  const word = statusWord(agent, state);
  const done = facts.over && state.outcome === 'answered' && agent.failed === null;
  const latest = state.answers.findLast((answer) => answer.agentId === id);
  const { vote } = facts;
  const usageKnown = agent.usage.input !== null || agent.usage.output !== null;
  return {
    status: done ? 'completed' : word,
    answer_count: agent.revision,
    latest_answer_label: latest?.label ?? null,
    vote_cast:
      vote === undefined
        ? null
        : {
            voted_for_agent: vote.target,
            voted_for_label: vote.label,
            reason_preview: output.preview(vote.reason, 100),
          },
    // MassGen counts rounds here, also those that no restart began.
    times_restarted: Math.max(0, agent.round),
    last_activity: epochSeconds(agent.lastActivityMs || state.startedAtMs),
    error: errorOf(agent, facts, output),
    workspace_paths: null,
    token_usage: usageKnown ? tokenNumbers(agent.usage) : null,
    tool_metrics: toolTotals(metrics.executions.filter((execution) => execution.agent_id === id)),
    round_history: roundHistory(id, agent.rounds, metrics),
    round_timing:
      agent.roundStartedAtMs === null
        ? null
        : { round_number: agent.round, round_start_time: epochSeconds(agent.roundStartedAtMs) },
    reliability: reliability(agent, output),
  };
}

function errorOf(agent: AgentState, { failedAtMs, timeout }: AgentFacts, output: Output) {
  if (agent.failed !== null) {
    return {
      type: agent.failed.class === 'round_timeout' ? 'timeout' : 'error',
      message: output.preview(agent.failed.message, 500),
      timestamp: epochSeconds(failedAtMs ?? agent.lastActivityMs),
    };
  }
  if (agent.phase !== 'timed_out' || timeout === null) return null;
  return { type: 'timeout', message: output.preview(timeout.reason, 500), timestamp: epochSeconds(timeout.atMs) };
}

/** Null for an agent that never had to be corrected. */
function reliability(agent: AgentState, output: Output) {
  const { enforcements } = agent;
  if (enforcements.length === 0) return null;
  const byRound: Record<string, { count: number; reasons: string[] }> = {};
  for (const { round, reason } of enforcements) {
    const entry = (byRound[round] ??= { count: 0, reasons: [] });
    entry.count += 1;
    entry.reasons.push(reason);
  }
  return {
    enforcement_attempts: enforcements.map((item) => ({
      round: item.round,
      attempt: item.attempt,
      max_attempts: item.maxAttempts,
      reason: item.reason,
      tool_calls: item.toolCalls,
      error_message: output.preview(item.message, 500),
      buffer_preview: output.preview(item.bufferPreview, 500),
      buffer_chars: item.bufferChars,
      timestamp: epochSeconds(item.atMs),
    })),
    by_round: byRound,
    unknown_tools: [...new Set(enforcements.flatMap((item) => item.unknownTools))],
    workflow_errors: enforcements.filter((item) => item.unknownTools.length === 0).map((item) => item.reason),
    total_enforcement_retries: enforcements.length,
    total_buffer_chars_lost: enforcements.reduce((total, item) => total + item.bufferChars, 0),
    outcome: agent.failed === null ? 'ok' : 'failed',
  };
}
