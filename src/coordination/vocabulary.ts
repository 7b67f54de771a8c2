/** Words with a fixed spelling: tool names, reasons, states (`coordination.md` §1.1, §1.5, §1.6, §11.3). */

export const WORKFLOW_TOOL_NAMES = ['new_answer', 'vote', 'stop', 'submit', 'restart_orchestration'] as const;
/** A tool the coordination itself consumes. */
export type WorkflowToolName = (typeof WORKFLOW_TOOL_NAMES)[number];

/** A name of one of them; other names are tools of the runtime, or of nobody. */
export const isWorkflowTool = (name: string): name is WorkflowToolName =>
  (WORKFLOW_TOOL_NAMES as readonly string[]).includes(name);

/** What a model call is for. */
export type Stage = 'initial_answer' | 'enforcement' | 'presentation' | 'post_evaluation';

/** What a round is for; the first three are rounds of the coordination itself. */
export type RoundKind = 'initial' | 'refine' | 'vote_only' | 'presentation' | 'evaluation';

/** How a round ended; `preempted`: it was given up for a fresh one. */
export type RoundOutcome =
  'answer' | 'vote' | 'stop' | 'preempted' | 'error' | 'cancelled' | 'timeout' | 'presented' | 'evaluated';

/** How an agent stands, as faces show it. */
export type AgentPhase =
  | 'idle'
  | 'starting'
  | 'streaming'
  | 'tool_running'
  | 'enforcing'
  | 'answered'
  | 'voted'
  | 'stopped'
  | 'restarting'
  | 'paused_fairness'
  | 'waiting_all_answers'
  | 'rate_limited'
  | 'presenting'
  | 'evaluating'
  | 'failed'
  | 'timed_out'
  | 'cancelled'
  | 'completed';

/** Why a model was asked again instead of its message being taken. */
export type EnforcementReason =
  | 'no_tool_calls'
  | 'no_workflow_tool'
  | 'answer_limit'
  | 'vote_and_answer'
  | 'vote_no_answers'
  | 'vote_too_early'
  | 'vote_target_unseen'
  | 'invalid_vote_id'
  | 'answer_novelty'
  | 'answer_duplicate'
  | 'invalid_arguments'
  | 'api_error'
  | 'connection_recovery';

/** Why an agent is out for the attempt (§3.3). */
export type AgentFailureClass =
  | 'transient'
  | 'auth'
  | 'config'
  | 'quota'
  | 'request'
  | 'context_overflow'
  | 'no_decision'
  | 'round_timeout'
  | 'refusal'
  | 'internal';

/** How a turn ended. `timeout` may have an answer; `no_answer`: agents were left, but nobody could present one. */
export type TurnOutcome = 'answered' | 'no_answer' | 'timeout' | 'cancelled' | 'failed';

/** Who asked for a turn to be cancelled. */
export type CancelSource = 'sigint' | 'sigterm' | 'ui' | 'api';

/** What keeps an agent from starting a round, or a running call from going on. */
export type PauseGate = 'fairness' | 'wait_all' | 'rate_limit' | 'mode' | 'backoff' | 'gather';

/** Why news of an answer was not put into a running round (§1.16). */
export type InjectionSkip =
  'first_answer' | 'cap' | 'timeout_close' | 'vote_only' | 'disabled' | 'deferred' | 'backend';

/** Why a round was given up for a fresh one. */
export type RestartReason =
  'new_answers' | 'deferred_updates' | 'vote_ignored' | 'nothing_offered' | 'context_overflow';
