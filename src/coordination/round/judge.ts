import type { Rejection } from '../append.ts';
import type { AgentId, ModelCallId } from '../ids.ts';
import { parseAnswer, parseVote } from '../rules/arguments.ts';
import { answerBar } from '../rules/limits.ts';
import { isVotingOpen } from '../rules/offer.ts';
import { agentOf } from '../rules/roster.ts';
import type { State } from '../state.ts';
import { proposeAnswer } from './answers.ts';
import { enforce } from './enforcement.ts';
import { isWorkflowCall, toolResults } from './message.ts';
import type { MessageCall } from './message.ts';
import { refuse } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import { castVote, stopAgent } from './votes.ts';
import { emit } from './work.ts';
import type { Work } from './work.ts';

/** Of several votes in one message the last is meant. */
function decisiveCalls(calls: readonly MessageCall[]): readonly MessageCall[] {
  const lastVote = calls.findLast((call) => call.name === 'vote');
  return calls.filter((call) => isWorkflowCall(call) && (call.name !== 'vote' || call === lastVote));
}

/** Judges the workflow calls of a message: one decision ends the round, anything else is turned down as a whole. */
export function judge(work: Work, id: AgentId, callId: ModelCallId, text: string, calls: readonly MessageCall[]): void {
  const offered = agentOf(work.state, id).current?.offered ?? [];
  const decisive = decisiveCalls(calls);
  const isBoth = answersAndConcludes(decisive);
  const stray = isBoth ? undefined : decisive.find((call) => !(offered as readonly string[]).includes(call.name));
  const culprit = stray ?? decisive[0];
  if (culprit === undefined) return;
  let refusal: Refusal | null;
  if (isBoth) refusal = refuse('vote_and_answer', 'either answer or conclude, not both');
  else if (stray !== undefined) refusal = notOffered(work.state, id, stray);
  else refusal = decide(work, id, callId, text, culprit);
  if (refusal !== null) turnDown(work, id, text, calls, culprit, refusal);
}

/** Both at once is one mistake, whichever of the two was on offer. */
const answersAndConcludes = (decisive: readonly MessageCall[]): boolean =>
  decisive.some((call) => call.name === 'new_answer') &&
  decisive.some((call) => call.name === 'vote' || call.name === 'stop');

function decide(work: Work, id: AgentId, callId: ModelCallId, text: string, call: MessageCall): Refusal | null {
  if (call.name === 'new_answer') return proposeAnswer(work, id, callId, call, text);
  return call.name === 'vote' ? castVote(work, id, call) : stopAgent(work, id, call);
}

function notOffered(state: State, id: AgentId, call: MessageCall): Refusal {
  if (call.name === 'new_answer' && answerBar(state, id) !== null) {
    return refuse('answer_limit', 'no more answers are taken', { measured: state.answers.length });
  }
  if (call.name === 'vote' && state.settings.mode === 'voting') {
    if (state.answers.length === 0) return refuse('vote_no_answers', 'nobody has answered yet');
    if (!isVotingOpen(state)) return refuse('vote_too_early', 'votes are not taken yet');
    if (agentOf(state, id).visible.length === 0) {
      return refuse('vote_target_unseen', 'it voted before it was shown an answer');
    }
  }
  return refuse('no_workflow_tool', `${call.name} was not offered`);
}

function turnDown(
  work: Work,
  id: AgentId,
  text: string,
  calls: readonly MessageCall[],
  culprit: MessageCall,
  refusal: Refusal,
): void {
  const { reason, message, measured, nearest } = refusal;
  if (culprit.name === 'new_answer') {
    emit(work, 'answer_rejected', id, { check: reason, measured, nearest_label: nearest, message });
  } else if (culprit.name === 'vote') {
    const valid = agentOf(work.state, id).visible.length === 0 ? [] : shownAuthors(work.state, id);
    const vote = parseVote(culprit);
    const requested = vote.ok ? vote.value.target : '';
    emit(work, 'vote_rejected', id, { code: reason, requested, valid_options: valid });
  }
  enforce(work, id, {
    reason,
    message,
    toolCalls: calls.map((call) => call.name),
    text,
    draft: turnedDownAnswer(calls, text),
    results: ({ offered, voteTargets }) => {
      const detail = reason === 'invalid_arguments' ? message : null;
      const similarity = reason === 'answer_novelty' ? measured : null;
      const rejection: Rejection = { reason, offered, validTargets: voteTargets, similarity, nearest, detail };
      return toolResults(calls, offered, { rejection, culprit: culprit.id });
    },
  });
}

/** The last answer among the calls, else the text: work that must not be lost with the agent. */
function turnedDownAnswer(calls: readonly MessageCall[], text: string): string {
  const answer = calls.findLast((call) => call.name === 'new_answer');
  const content = answer === undefined ? null : parseAnswer(answer, text);
  return content?.ok === true ? content.value : text;
}

const shownAuthors = (state: State, id: AgentId): readonly ReturnType<typeof agentOf>['anonymousId'][] => {
  const visible = new Set(agentOf(state, id).visible);
  return state.order
    .map((one) => agentOf(state, one))
    .filter((one) => state.answers.some((answer) => answer.agentId === one.id && visible.has(answer.label)))
    .map((one) => one.anonymousId);
};
