import type { AgentId } from '../../../coordination/ids.ts';
import type { AgentCard } from '../../../coordination/events/run.ts';
import type { Projection } from '../projection.ts';

/** One finished tool call, as `metrics_events.json` lists it. */
export interface ToolExecution {
  readonly tool_name: string;
  readonly tool_type: string;
  readonly agent_id: AgentId;
  readonly round_number: number;
  readonly start_time: number;
  readonly end_time: number;
  readonly execution_time_ms: number;
  readonly success: boolean;
  readonly input_chars: number;
  readonly output_chars: number;
}

/** Model calls and what they waited for. */
export interface ApiTiming {
  calls: number;
  time_ms: number;
  ttft_ms: number;
  /** Calls that gave a first token at all. */
  ttft_calls: number;
}

/** Numbers that the state does not keep, gathered from the events of an attempt. Read by status and metrics files. */
export interface Metrics extends Projection {
  readonly executions: readonly ToolExecution[];
  /** Timing of the calls of one agent's round. */
  roundTiming(agentId: AgentId, round: number): ApiTiming;
  readonly byRound: ReadonlyMap<number, ApiTiming>;
  readonly byBackend: ReadonlyMap<string, ApiTiming>;
}

const noTiming = (): ApiTiming => ({ calls: 0, time_ms: 0, ttft_ms: 0, ttft_calls: 0 });

export function collectMetrics(agents: readonly AgentCard[]): Metrics {
  const backends = new Map(agents.map((agent) => [agent.id, agent.backend]));
  const executions: ToolExecution[] = [];
  const open = new Map<string, { readonly kind: string; readonly inputChars: number }>();
  const byAgentRound = new Map<string, ApiTiming>();
  const byRound = new Map<number, ApiTiming>();
  const byBackend = new Map<string, ApiTiming>();

  return {
    executions,
    byRound,
    byBackend,
    roundTiming: (agentId, round) => byAgentRound.get(`${agentId}/${round}`) ?? noTiming(),
    on: {
      model_call_ended({ agent_id, round_number, data }) {
        if (agent_id === null) return;
        const round = round_number ?? 0;
        for (const timing of [
          entry(byAgentRound, `${agent_id}/${round}`),
          entry(byRound, round),
          entry(byBackend, backends.get(agent_id) ?? 'unknown'),
        ]) {
          timing.calls += 1;
          timing.time_ms += data.duration_ms;
          if (data.first_token_ms !== null) {
            timing.ttft_ms += data.first_token_ms;
            timing.ttft_calls += 1;
          }
        }
      },
      tool_start({ agent_id, data }) {
        // Votes and answers are the game itself; MassGen counts only tools that do work.
        if (data.kind === 'workflow') return;
        const inputChars = JSON.stringify(data.args ?? '').length;
        open.set(`${agent_id}/${data.tool_id}`, { kind: data.kind, inputChars });
      },
      tool_complete({ agent_id, round_number, timestamp, data }) {
        const key = `${agent_id}/${data.tool_id}`;
        const started = open.get(key);
        if (started === undefined || agent_id === null) return;
        open.delete(key);
        const endedAt = Date.parse(timestamp) / 1000;
        executions.push({
          tool_name: data.tool_name,
          tool_type: started.kind,
          agent_id,
          round_number: round_number ?? 0,
          start_time: endedAt - data.elapsed_seconds,
          end_time: endedAt,
          execution_time_ms: data.elapsed_seconds * 1000,
          success: !data.is_error,
          input_chars: started.inputChars,
          output_chars: data.result.length,
        });
      },
    },
  };
}

function entry<Key>(map: Map<Key, ApiTiming>, key: Key): ApiTiming {
  const found = map.get(key);
  if (found !== undefined) return found;
  const fresh = noTiming();
  map.set(key, fresh);
  return fresh;
}

/** MassGen's block of tool numbers (`tools` of status.json, `tool_metrics` of an agent). */
export function toolTotals(executions: readonly ToolExecution[]): unknown {
  const names = new Set(executions.map((execution) => execution.tool_name));
  const totals = sum(executions);
  return {
    total_calls: totals.call_count,
    total_failures: totals.failure_count,
    total_execution_time_ms: totals.total_execution_time_ms,
    by_tool: Object.fromEntries(
      [...names].map((name) => {
        const own = executions.filter((execution) => execution.tool_name === name);
        return [name, { ...sum(own), tool_type: own[0]?.tool_type ?? 'unknown' }];
      }),
    ),
  };
}

function sum(executions: readonly ToolExecution[]): ToolSums {
  const add = (value: (execution: ToolExecution) => number): number =>
    executions.reduce((total, execution) => total + value(execution), 0);
  const calls = executions.length;
  const failures = add((execution) => (execution.success ? 0 : 1));
  const time = Math.round(add((execution) => execution.execution_time_ms) * 100) / 100;
  const inputChars = add((execution) => execution.input_chars);
  const outputChars = add((execution) => execution.output_chars);
  return {
    call_count: calls,
    success_count: calls - failures,
    failure_count: failures,
    total_execution_time_ms: time,
    avg_execution_time_ms: calls === 0 ? 0 : Math.round((time / calls) * 100) / 100,
    total_input_chars: inputChars,
    total_output_chars: outputChars,
    // Four characters a token, as MassGen estimates it.
    input_tokens_est: Math.floor(inputChars / 4),
    output_tokens_est: Math.floor(outputChars / 4),
  };
}

interface ToolSums {
  readonly call_count: number;
  readonly success_count: number;
  readonly failure_count: number;
  readonly total_execution_time_ms: number;
  readonly avg_execution_time_ms: number;
  readonly total_input_chars: number;
  readonly total_output_chars: number;
  readonly input_tokens_est: number;
  readonly output_tokens_est: number;
}
