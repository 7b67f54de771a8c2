import type { Append, Rejection } from '../coordination/append.ts';
import { toolChoice } from './offers.ts';

const percent = (share: number): string => `${Math.round(share * 100)} %`;

function cause({ reason, validTargets, similarity, nearest, detail }: Rejection): string {
  const like = nearest === null ? 'an existing answer' : nearest;
  switch (reason) {
    case 'answer_limit':
      return 'No further answer is accepted from you.';
    case 'vote_and_answer':
      return 'A vote and an answer exclude each other; neither was counted.';
    case 'vote_no_answers':
      return 'There is no answer to vote for yet.';
    case 'vote_too_early':
      return 'It is too early to vote: more answers are needed first.';
    case 'vote_target_unseen':
      return 'You cannot vote for an answer you have not been shown.';
    case 'invalid_vote_id':
      return `agent_id must be one of: ${validTargets.length === 0 ? 'none at present' : validTargets.join(', ')}.`;
    case 'answer_novelty':
      return `Your answer is too close to ${like}${similarity === null ? '' : ` (${percent(similarity)} of the words are shared)`}. Differ in substance, or back that answer.`;
    case 'answer_duplicate':
      return `Your answer is the same as ${like}. Differ in substance, or back that answer.`;
    case 'invalid_arguments':
      return `The arguments could not be used: ${detail ?? 'they do not fit the schema'}.`;
    case 'no_workflow_tool':
      return 'That tool is not offered in this call.';
    case 'no_tool_calls':
    case 'api_error':
    case 'connection_recovery':
      return 'The call could not be used.';
  }
}

/** Why a workflow call was turned down and what is possible now; the calls beside the first get only the second half. */
export function rejectionText(rejection: Rejection, primary: boolean): string {
  const way = `Call ${toolChoice(rejection.offered)}.`;
  return primary
    ? `${cause(rejection)} ${way}`
    : `Not counted: another call of the same message was turned down. ${way}`;
}

/** From this many refusals in a row on, the model is told that its round is about to fail. */
const WARN_FROM_DENIAL = 3;

/** Why a tool was not run after the hard time limit of a round. */
export function blockedText({
  denials,
  offered,
}: Extract<Extract<Append, { kind: 'tool_result' }>['outcome'], { kind: 'blocked' }>): string {
  const warning = denials >= WARN_FROM_DENIAL ? ' If you go on like this, the round is lost.' : '';
  return `Not run: the time of this round is over (refusal ${denials}). Only ${toolChoice(offered)} is possible.${warning}`;
}
