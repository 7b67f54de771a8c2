import type { ModelEvents } from '../events/model.ts';
import { toolCallId } from '../ids.ts';
import type { CurrentRound, HeldCall, HeldMessage } from '../state.ts';
import { addUsage } from '../usage.ts';
import { isWorkflowTool } from '../vocabulary.ts';
import { keep, onAgent, onRound } from './reducer.ts';
import type { Reducer, ReducersOf } from './reducer.ts';

const requested = onAgent<'model_call_requested'>((agent, data) => ({
  ...agent,
  phase: agent.phase === 'presenting' || agent.phase === 'evaluating' ? agent.phase : 'streaming',
  lastActivityMs: data.at_ms,
  callNumber: data.call_number,
  modelCall: { id: data.call_id, stage: data.stage, startedAtMs: data.at_ms, aborting: false },
  current:
    agent.current === null
      ? null
      : {
          ...agent.current,
          offered: data.offered,
          idle: data.idle,
          empty: data.empty,
          lastCall: data.terminal_tools_only,
          deadlineWarningDue: agent.current.deadlineWarningDue && !data.notes.includes('deadline_warning'),
          message: null,
          modelCalls: agent.current.modelCalls + 1,
        },
}));

const closed = onAgent<'model_call_closed'>((agent, data) => {
  if (agent.modelCall?.id !== data.call_id || agent.current === null) return agent;
  const held = (call: (typeof data.held)[number]): HeldCall => ({
    id: toolCallId(call.id),
    name: call.name,
    workflow: isWorkflowTool(call.name),
    args: call.args,
    argsError: call.argsError,
    startedAtMs: data.at_ms,
    result: null,
  });
  const message =
    data.held.length === 0 ? null : { callId: data.call_id, text: data.held_text, calls: data.held.map(held) };
  return {
    ...agent,
    modelCall: null,
    retry: null,
    lastActivityMs: data.at_ms,
    current: message === null ? agent.current : { ...agent.current, message },
  };
});

/** The result goes to the first call of that id still without one; ids a hostile model repeats are taken in order. */
function withResult(message: HeldMessage, id: string, result: HeldCall['result']): HeldMessage {
  const at = message.calls.findIndex((call) => call.id === id && call.result === null && !call.workflow);
  const call = message.calls[at];
  return call === undefined ? message : { ...message, calls: message.calls.with(at, { ...call, result }) };
}

const toolComplete: Reducer<'tool_complete'> = onAgent((agent, data) => {
  const { current } = agent;
  const result = {
    text: data.result,
    isError: data.is_error,
    progress: data.progress,
    unknown: data.unknown === true,
  };
  const round = (now: CurrentRound): CurrentRound => ({
    ...now,
    toolCalls: now.toolCalls + 1,
    lastToolAtMs: data.at_ms,
    message: now.message === null ? null : withResult(now.message, data.tool_id, result),
  });
  return {
    ...agent,
    toolCalls: agent.toolCalls + 1,
    toolFailures: agent.toolFailures + (data.is_error ? 1 : 0),
    lastActivityMs: data.at_ms,
    current: current === null ? null : round(current),
  };
});

const usageUpdated: Reducer<'usage_updated'> = (state, event, seq) => {
  const next = onAgent<'usage_updated'>((agent, data) => ({
    ...agent,
    usage: addUsage(agent.usage, data.usage),
    current: agent.current === null ? null : { ...agent.current, usage: addUsage(agent.current.usage, data.usage) },
  }))(state, event, seq);
  return { ...next, usage: addUsage(state.usage, event.data.usage) };
};

export const modelReducers: ReducersOf<keyof ModelEvents> = {
  model_call_requested: requested,
  model_call_aborting: onAgent((agent, data) =>
    agent.modelCall?.id === data.call_id ? { ...agent, modelCall: { ...agent.modelCall, aborting: true } } : agent,
  ),
  model_call_closed: closed,
  prompt_built: keep,
  model_call_started: onAgent((agent, data) =>
    agent.modelCall?.id === data.call_id ? { ...agent, model: data.model, lastActivityMs: data.at_ms } : agent,
  ),
  model_call_ended: keep,
  text: keep,
  thinking: keep,
  answer_draft: keep,
  reasoning_done: keep,
  message_committed: onAgent((agent, data) => (data.text === '' ? agent : { ...agent, draft: data.text })),
  stream_interrupted: keep,
  backend_retry: onAgent((agent, data) =>
    agent.modelCall?.id !== data.call_id
      ? agent
      : {
          ...agent,
          retry: {
            attempt: data.attempt,
            maxAttempts: data.max_attempts,
            delayMs: data.delay_ms,
            message: data.message,
          },
        },
  ),
  context_compressed: keep,
  usage_updated: usageUpdated,
  tool_start: onAgent((agent, data) => ({
    ...agent,
    phase: agent.inRound && agent.phase === 'streaming' ? 'tool_running' : agent.phase,
    lastActivityMs: data.at_ms,
  })),
  tool_output: keep,
  tool_complete: toolComplete,
  tool_blocked: onRound((round, data) =>
    data.by === 'round_timeout' ? { ...round, denials: round.denials + 1 } : round,
  ),
};
