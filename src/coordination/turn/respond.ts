import type { AgentId, ModelCallId } from '../ids.ts';
import type { Input, ModelOutcome } from '../inputs.ts';
import { isPastHardLimit } from '../rules/hard-limit.ts';
import { agentOf } from '../rules/roster.ts';
import { NO_OFFER } from '../round/calls.ts';
import { enforce } from '../round/enforcement.ts';
import { EVALUATION_OFFER, hasEvaluationCall, onEvaluated, submit } from './evaluation.ts';
import { failAgent, roundFailed } from '../round/failure.ts';
import { judge } from '../round/judge.ts';
import { heldToMessageCall, isWorkflowCall, toolResults } from '../round/message.ts';
import type { MessageCall } from '../round/message.ts';
import { onPresentationFailed, onPresented } from './presentation.ts';
import { continueRound } from '../round/proceed.ts';
import { MAX_IDLE, continueStage } from './stage-round.ts';
import { MAX_DENIALS, noteHardLimit, onStoppedForTime } from '../round/timeouts.ts';
import { blockTools, runTools, takeToolResult } from '../round/tools.ts';
import { emit } from '../round/work.ts';
import type { Work } from '../round/work.ts';

type InputOf<Type extends Input['type']> = Extract<Input, { readonly type: Type }>;
type Finished = Extract<ModelOutcome, { readonly kind: 'finished' }>;

/** A finished message with its tool calls done: what there is to decide from. */
interface Response {
  readonly callId: ModelCallId;
  readonly text: string;
  readonly calls: readonly MessageCall[];
  readonly refused: boolean;
  /** A tool did something, or there was none. */
  readonly progress: boolean;
  /** Names the message called that no tool has. */
  readonly unknownTools: readonly string[];
}

/** A model call ended. Results of a call that is no longer open are dropped. */
export function onModelEnded(work: Work, { agentId: id, callId, outcome }: InputOf<'model_ended'>): void {
  const { modelCall, roundKind } = agentOf(work.state, id);
  if (modelCall?.id !== callId) return;
  noteHardLimit(work, id);
  if (outcome.kind === 'finished') {
    onFinished(work, id, callId, outcome);
    return;
  }
  emit(work, 'model_call_closed', id, {
    call_id: callId,
    how: outcome.kind,
    held: [],
    held_text: '',
    at_ms: work.nowMs,
  });
  if (roundKind === 'presentation') onPresentationFailed(work, id, troubleOf(outcome));
  else if (roundKind === 'evaluation') submit(work, id, 'auto_error');
  else if (modelCall.aborting) onStoppedForTime(work, id, outcome.text);
  else if (outcome.kind === 'failed') roundFailed(work, id, outcome.failure, outcome.message, outcome.text);
  else roundFailed(work, id, 'transient', troubleOf(outcome), outcome.text);
}

const troubleOf = (outcome: Exclude<ModelOutcome, Finished>): string =>
  outcome.kind === 'failed' ? outcome.message : 'the call was stopped from outside';

function onFinished(work: Work, id: AgentId, callId: ModelCallId, { text, calls, refused }: Finished): void {
  const hasTools = calls.some((call) => !isWorkflowCall(call));
  const isBlocked = isPastHardLimit(agentOf(work.state, id));
  if (hasTools && !isBlocked) {
    runTools(work, id, callId, text, calls);
    return;
  }
  emit(work, 'model_call_closed', id, { call_id: callId, how: 'finished', held: [], held_text: '', at_ms: work.nowMs });
  const judged = hasTools
    ? blockTools(work, id, calls)
    : calls.map((call): MessageCall => ({ ...call, outcome: null }));
  const isLooping = (agentOf(work.state, id).current?.denials ?? 0) >= MAX_DENIALS;
  if (isLooping && !judged.some(isWorkflowCall)) {
    failAgent(work, id, 'round_timeout', `${MAX_DENIALS} tool calls after the time limit`, text);
    return;
  }
  onResponse(work, id, { callId, text, calls: judged, refused, progress: false, unknownTools: [] });
}

/** One tool of a message is done; when it was the last, the message is decided upon. */
export function onToolEnded(work: Work, input: InputOf<'tool_ended'>): void {
  const message = takeToolResult(work, input);
  if (message === null) return;
  noteHardLimit(work, input.agentId);
  onResponse(work, input.agentId, {
    callId: message.callId,
    text: message.text,
    calls: message.calls.map(heldToMessageCall),
    refused: false,
    progress: message.calls.some((call) => call.result?.progress === true),
    unknownTools: message.calls.flatMap((call) => (call.result?.unknown === true ? call.name : [])),
  });
}

function onResponse(work: Work, id: AgentId, response: Response): void {
  const { roundKind, current } = agentOf(work.state, id);
  const { text, calls, callId, progress } = response;
  const idle = progress ? 0 : (current?.idle ?? 0) + 1;
  const isToolsOnly = calls.length > 0 && !calls.some(isWorkflowCall);
  const goesOn = isToolsOnly && idle < MAX_IDLE;
  if (roundKind === 'presentation') {
    if (response.refused) onPresentationFailed(work, id, DECLINED);
    else if (goesOn) continueStage(work, id, 'presentation', toolResults(calls, [], null), NO_OFFER, idle);
    else onPresented(work, id, text, calls);
  } else if (roundKind === 'evaluation') {
    const { offered } = EVALUATION_OFFER;
    const results = toolResults(calls, offered, null);
    if (goesOn && !hasEvaluationCall(calls))
      continueStage(work, id, 'post_evaluation', results, EVALUATION_OFFER, idle);
    else onEvaluated(work, id, text, calls);
  } else if (calls.some(isWorkflowCall)) {
    judge(work, id, callId, text, calls);
  } else if (isToolsOnly) {
    afterTools(work, id, response, idle);
  } else {
    withoutTool(work, id, response, idle);
  }
}

const DECLINED = 'the model declined';
const NO_DECISION = `neither an answer nor a vote in ${MAX_IDLE} responses in a row: the model may not be able to call tools`;

/**
 * Only other tools: that is progress when one of them did something; otherwise it is counted (§1.6). A message that
 * calls none there is, is a message without a decision.
 */
function afterTools(work: Work, id: AgentId, { calls, text, unknownTools }: Response, idle: number): void {
  const { current, roundKind } = agentOf(work.state, id);
  const results: Parameters<typeof continueRound>[2]['results'] = ({ offered }) => toolResults(calls, offered, null);
  const toolCalls = calls.map((call) => call.name);
  const missing = { reason: 'no_workflow_tool', toolCalls, unknownTools, text, results, needsReminder: true } as const;
  const isUnknown = unknownTools.length === calls.length;
  const unknown = `there is no tool called ${[...new Set(unknownTools)].join(', ')}`;
  if (calls.some((call) => call.outcome?.kind === 'blocked')) {
    continueRound(work, id, { results, idle: current?.idle ?? 0 });
  } else if (idle >= MAX_IDLE) {
    failAgent(work, id, 'no_decision', isUnknown ? unknown : NO_DECISION, text);
  } else if (isUnknown || (idle > 0 && roundKind === 'vote_only')) {
    enforce(work, id, { ...missing, message: isUnknown ? unknown : 'only a vote is left', idle });
  } else {
    continueRound(work, id, { results, idle });
  }
}

function withoutTool(work: Work, id: AgentId, { text, refused }: Response, idle: number): void {
  const isEmpty = text.trim() === '';
  const empty = isEmpty ? (agentOf(work.state, id).current?.empty ?? 0) + 1 : 0;
  if (refused) failAgent(work, id, 'refusal', DECLINED, text);
  else if (empty >= 2) roundFailed(work, id, 'transient', 'two empty responses in a row', '');
  else if (idle >= MAX_IDLE) failAgent(work, id, 'no_decision', NO_DECISION, text);
  else enforce(work, id, { reason: 'no_tool_calls', message: 'no tool was called', toolCalls: [], text, idle, empty });
}
