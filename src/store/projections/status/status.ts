import { basename, join } from 'node:path';
import type { AgentId } from '../../../coordination/ids.ts';
import type { AgentState, State } from '../../../coordination/state.ts';
import { epochSeconds } from '../../local-time.ts';
import { agentStatus } from './agent-status.ts';
import type { AgentFacts } from './agent-status.ts';
import { toolTotals } from '../metrics/metrics.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Attempt, Projection } from '../projection.ts';
import { roundTotals } from '../metrics/round-history.ts';

/** `status.json`: what a script polls. The archive decides when it is written. */
export interface StatusProjection extends Projection {
  /**
   * The document. `final` is asked for once, when every other file of the attempt is written: only then is it complete,
   * has a final reason, and may show 100 %.
   */
  render(state: State, final: boolean): unknown;
}

export function projectStatus(attempt: Attempt, metrics: Metrics): StatusProjection {
  const votes = new Map<AgentId, AgentFacts['vote']>();
  const failedAt = new Map<AgentId, number>();
  let percent = 0;
  let voted = false;
  let restartReason: string | null = null;
  let timeout: AgentFacts['timeout'] = null;
  /** Where the turn was before it ended. */
  let lastPhase: State['phase'] | null = null;

  const ending = (state: State, final: boolean): readonly [reason: string, details: string] => {
    if (!final) return ['in_progress', `Phase: ${state.phase}`];
    const failure = attempt.logFailure();
    if (failure !== null) return ['error', failure];
    if (restartReason !== null) return ['restarted', `Restarted: ${attempt.output.preview(restartReason, 500)}`];
    switch (state.outcome) {
      case 'answered':
        return [
          'completed',
          `Winner: ${state.winner?.agentId ?? 'none'}${timeout === null ? '' : ` (${timeout.reason})`}`,
        ];
      case 'timeout':
        return ['timeout', timeout?.reason ?? 'The time of the turn was used up'];
      case 'cancelled':
        return ['cancelled', `Phase: ${lastPhase ?? state.phase}`];
      case 'no_answer':
      case 'failed':
        return ['error', failureDetails(state)];
      case null:
        return ['error', 'The attempt ended without an outcome'];
    }
  };
  const finish = (state: State, final: boolean): readonly [reason: string, details: string] => {
    const [reason, details] = ending(state, final);
    const origin = state.finalAnswer?.origin ?? null;
    return [reason, origin === null ? details : `${details}. ${origin}`];
  };

  return {
    on: {
      vote({ agent_id, data }) {
        if (agent_id === null) return;
        voted = true;
        votes.set(agent_id, { target: data.target_id, label: data.voted_for_label, reason: data.reason });
      },
      error({ agent_id, data }) {
        if (agent_id !== null) failedAt.set(agent_id, data.at_ms);
      },
      restart_banner({ data }) {
        restartReason = data.reason;
      },
      orchestrator_timeout({ data, timestamp }) {
        timeout = { reason: data.timeout_reason, atMs: Date.parse(timestamp) };
      },
      phase_changed({ data }) {
        if (data.to !== 'ended') lastPhase = data.to;
      },
    },
    render(state, final) {
      const agents = state.order.flatMap((id) => state.agents[id] ?? []);
      const presenting = state.winner !== null || state.phase === 'presenting' || state.phase === 'evaluating';
      const rounds = roundTotals(state);
      const [reason, details] = finish(state, final);
      const isWhole = final && (reason === 'completed' || (reason === 'timeout' && state.finalAnswer !== null));
      percent = isWhole ? 100 : Math.max(percent, progress(agents, presenting));
      const now = attempt.now();
      const active = agents.filter((agent) => agent.inRound).map((agent) => agent.id);
      const { output } = attempt;
      return {
        finish_reason: reason,
        finish_reason_details: details,
        is_complete: final,
        review_pending: false,
        meta: {
          last_updated: epochSeconds(now),
          session_id: basename(attempt.dir),
          log_dir: attempt.dir,
          question: state.question,
          start_time: epochSeconds(state.startedAtMs),
          elapsed_seconds: Math.max(0, now - state.startedAtMs) / 1000,
          orchestrator_paths: { snapshot_storage: null, temp_workspace_parent: null },
          eval_criteria: null,
          context_paths: null,
          docker_enabled: false,
          session_name: attempt.sessionId,
          turn: attempt.turn,
          attempt: attempt.attempt,
          pid: attempt.pid,
        },
        costs: {
          total_estimated_cost: state.usage.cost,
          total_input_tokens: state.usage.input,
          total_output_tokens: state.usage.output,
        },
        tools: toolTotals(metrics.executions),
        rounds: {
          total_rounds: rounds.total,
          by_outcome: rounds.byOutcome,
          total_round_input_tokens: rounds.usage.input,
          total_round_output_tokens: rounds.usage.output,
          total_round_cost: rounds.usage.cost,
        },
        coordination: {
          phase: presenting ? 'presentation' : voted ? 'enforcement' : 'initial_answer',
          active_agent: active[0] ?? null,
          active_agents: active,
          completion_percentage: percent,
          is_final_presentation: presenting,
        },
        agents: Object.fromEntries(
          agents.map((agent) => {
            const facts = { vote: votes.get(agent.id), failedAtMs: failedAt.get(agent.id), timeout, over: final };
            return [agent.id, agentStatus(agent, state, facts, metrics, output)];
          }),
        ),
        historical_workspaces: state.answers.flatMap((answer) => {
          if (answer.path === null) return [];
          const stamp = basename(answer.path);
          return [
            {
              answerId: `${answer.agentId}-${stamp}`,
              agentId: answer.agentId,
              answerNumber: answer.revision,
              answerLabel: answer.label,
              timestamp: stamp,
              workspacePath: join(answer.path, 'workspace'),
            },
          ];
        }),
        results: {
          votes: votesInForce(state),
          winner: state.winner?.agentId ?? null,
          final_answer_preview: state.finalAnswer === null ? null : output.preview(state.finalAnswer.content, 200),
        },
        schema_version: 1,
      };
    },
  };
}

/** Label → how many votes stand for it now. */
function votesInForce(state: State): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const vote of state.votes) counts[vote.label] = (counts[vote.label] ?? 0) + 1;
  return counts;
}

/** Half of an agent's part is its answer, half its vote; coordination is 90 of 100, the presentation ends at 99. */
function progress(agents: readonly AgentState[], presenting: boolean): number {
  if (presenting) return 95;
  const parts = agents.map((agent) => {
    if (agent.vote !== null || agent.stopped !== null || agent.failed !== null) return 1;
    return agent.revision > 0 ? 0.5 : 0;
  });
  const done = parts.reduce((total: number, part) => total + part, 0);
  return agents.length === 0 ? 0 : Math.floor((90 * done) / agents.length);
}

function failureDetails(state: State): string {
  const failed = state.order.filter((id) => state.agents[id]?.failed !== null);
  return failed.length === 0 ? 'No answer was given' : `Agent(s) encountered errors: ${failed.join(', ')}`;
}
