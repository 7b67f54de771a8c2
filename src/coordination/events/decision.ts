import type { AgentId, AnonymousId, AnswerLabel, ModelCallId, VoteLabel } from '../ids.ts';
import type { EnforcementReason } from '../vocabulary.ts';

/** What was decided: answers, votes, winner, presentation, evaluation. */
export interface DecisionEvents {
  /** The answer passed the checks and its files are being written; it is not yet one that counts. */
  readonly answer_proposed: {
    readonly call_id: ModelCallId;
    readonly answer_label: AnswerLabel;
    readonly content: string;
  };
  readonly answer_submitted: {
    readonly answer_label: AnswerLabel;
    readonly answer_number: number;
    readonly content: string;
    readonly chars: number;
    /** Folder of the snapshot; null when it could not be written. */
    readonly workspace_path: string | null;
    readonly supersedes: AnswerLabel | null;
    readonly at_ms: number;
  };
  readonly answer_rejected: {
    readonly check: EnforcementReason;
    /** Similarity 0–1 for novelty, the count for limits. */
    readonly measured: number | null;
    readonly nearest_label: AnswerLabel | null;
    readonly message: string;
  };
  readonly vote: {
    readonly target_id: AgentId;
    readonly voted_for_label: AnswerLabel;
    readonly reason: string;
    readonly vote_label: VoteLabel;
    readonly visible_labels: readonly AnswerLabel[];
    /** Accepted at the hard cut-off although updates were unseen. */
    readonly hard_timeout: boolean;
    readonly at_ms: number;
  };
  readonly vote_rejected: {
    readonly code: EnforcementReason;
    readonly requested: string;
    readonly valid_options: readonly AnonymousId[];
  };
  readonly votes_reset: {
    readonly by_label: AnswerLabel;
    readonly cleared: readonly { readonly voter: AgentId; readonly target: AgentId }[];
    /** Decomposition: agents that had stopped and go on. */
    readonly woken: readonly AgentId[];
  };
  readonly agent_stopped: {
    readonly summary: string;
    readonly status: 'complete' | 'blocked';
    readonly automatic: boolean;
    readonly at_ms: number;
  };
  readonly limit_reached: { readonly limit: 'per_agent' | 'global' | 'lead'; readonly value: number };
  readonly coordination_complete: {
    readonly rule:
      'all_voted' | 'all_answered' | 'no_live_agents' | 'early_majority' | 'synthesize_quick' | 'skipped' | 'timeout';
    readonly live: readonly AgentId[];
    readonly failed: readonly AgentId[];
    readonly duration_ms: number;
    /** Rounds that were cancelled because the outcome was decided (early stop). */
    readonly saved_rounds: number;
  };
  readonly winner_selected: {
    readonly winner_id: AgentId;
    readonly rule: 'votes' | 'first_answer' | 'newest_answer' | 'presenter' | 'debug' | 'fallback';
    readonly vote_counts: Readonly<Record<AgentId, number>>;
    readonly is_tie: boolean;
    readonly tied: readonly AgentId[];
    readonly votes: readonly { readonly voter: AgentId; readonly target: AgentId; readonly label: AnswerLabel }[];
    readonly candidates: readonly AgentId[];
  };
  readonly final_presentation_start: {
    readonly strategy: 'winner_reuse' | 'winner_present' | 'synthesize';
    readonly vote_counts: Readonly<Record<AgentId, number>>;
    readonly answer_labels: readonly AnswerLabel[];
    readonly is_tie: boolean;
    readonly write_paths: readonly string[];
  };
  readonly final_presentation_chunk: { readonly text: string };
  readonly final_presentation_end: {
    readonly source: 'new_answer' | 'text' | 'stored';
    readonly content: string;
    readonly interrupted: boolean;
  };
  readonly post_evaluation:
    | { readonly phase: 'start' }
    | {
        readonly phase: 'end';
        readonly decision: 'submit' | 'restart' | 'cancelled';
        readonly reason: string;
        readonly instructions: string;
        readonly how: 'tool' | 'json' | 'auto_timeout' | 'auto_no_tool' | 'auto_error' | 'auto_repeat' | 'auto_budget';
      };
  readonly restart_banner: {
    readonly reason: string;
    readonly instructions: string;
    /** As a person counts: the second attempt is 2. */
    readonly next_attempt: number;
    readonly max_attempts: number;
  };
  readonly answer_locked: {
    readonly label: AnswerLabel;
    readonly content: string;
    readonly paths: readonly string[];
    /** Only where this attempt gave no answer: a sentence that says of which attempt this one is, and why. */
    readonly origin?: string;
  };
  readonly workspace_snapshot: {
    readonly label: AnswerLabel;
    readonly path: string;
    readonly files: number;
    readonly bytes: number;
  };
}
