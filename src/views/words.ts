import type { AgentFailureClass, EnforcementReason, RestartReason } from '../coordination/vocabulary.ts';

/** Why an agent is out, as short as a badge needs it. */
export const FAILURE_WORDS: Readonly<Record<AgentFailureClass, string>> = {
  transient: 'error',
  auth: 'no access',
  config: 'settings',
  quota: 'no quota',
  request: 'error',
  context_overflow: 'too long',
  no_decision: 'undecided',
  round_timeout: 'timeout',
  refusal: 'refused',
  internal: 'error',
};

/** The same in a sentence about the agent. */
export const FAILURE_CAUSES: Readonly<Record<AgentFailureClass, string>> = {
  transient: 'the provider could not be reached',
  auth: 'no access',
  config: 'its settings cannot be used',
  quota: 'the quota is used up',
  request: 'the provider turned the request down',
  context_overflow: 'the conversation is too long',
  no_decision: 'it came to no decision',
  round_timeout: 'its time was up',
  refusal: 'the model refused',
  internal: 'a fault inside massgen',
};

/** Why an agent begins a round anew. */
export const RESTART_WORDS: Readonly<Record<RestartReason, string>> = {
  new_answers: 'there are new answers',
  deferred_updates: 'new answers were waiting for it',
  vote_ignored: 'it had not read all answers',
  nothing_offered: 'there was nothing it could do',
  context_overflow: 'the conversation was too long',
};

/** Why an agent is asked once more. */
export const ENFORCEMENT_WORDS: Readonly<Record<EnforcementReason, string>> = {
  no_tool_calls: 'it neither answered nor voted',
  no_workflow_tool: 'it used a tool that decides nothing here',
  answer_limit: 'it may give no more answers',
  vote_and_answer: 'it voted and answered at once',
  vote_no_answers: 'there is no answer to vote for yet',
  vote_too_early: 'it voted too early',
  vote_target_unseen: 'it voted for an answer it has not read',
  invalid_vote_id: 'it voted for nobody',
  answer_novelty: 'its answer is too much like another',
  answer_duplicate: 'its answer is there already',
  invalid_arguments: 'it filled in the form wrongly',
  api_error: 'the provider had an error',
  connection_recovery: 'the connection was lost',
};

const RETRY_WORDS: Readonly<Record<string, string>> = {
  network: 'connection failed',
  interrupted: 'connection lost',
  timeout: 'no reply in time',
  rate_limit: 'rate limit',
  rate_limited: 'rate limit',
  overloaded: 'provider overloaded',
  server: 'provider error',
};

/** Why a model call is tried again, in two or three words; classes this table does not know are spelt out. */
export const retryWords = (failureClass: string): string =>
  RETRY_WORDS[failureClass] ?? failureClass.replaceAll('_', ' ');
