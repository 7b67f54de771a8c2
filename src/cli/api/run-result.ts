import { dirname } from 'node:path';
import type { State } from '../../coordination/state.ts';
import type { TurnOutcome } from '../../coordination/vocabulary.ts';
import type { TurnResult } from '../../runtime/ports/session.ts';
import { withOutputFile } from '../exit-code.ts';
import { answerFileOf } from '../faces/answer-file.ts';

/** How the votes fell, in MassGen's words. */
export interface VoteResults {
  readonly vote_counts: Readonly<Record<string, number>>;
  readonly voter_details: Readonly<Record<string, readonly { readonly voter: string; readonly reason: string }[]>>;
  readonly winner: string | null;
  readonly is_tie: boolean;
  readonly total_votes: number;
  readonly agents_with_answers: number;
  readonly agents_voted: number;
  /** Anonymous id → agent id. */
  readonly agent_mapping: Readonly<Record<string, string>>;
}

/** What a run came to (`cli-sessions-logs.md` §16; MassGen's names; `outcome`, `exit_code` and `problems` added). */
export interface RunResult {
  readonly final_answer: string | null;
  readonly config_used: string;
  readonly session_id: string;
  readonly log_directory: string;
  readonly final_answer_path: string | null;
  readonly selected_agent: string | null;
  readonly vote_results: VoteResults;
  readonly answers: readonly {
    readonly label: string;
    readonly agent_id: string;
    /** The folder of the snapshot; null when it could not be written. */
    readonly answer_path: string | null;
    readonly content: string;
  }[];
  /** Null is unknown, not zero. */
  readonly usage: {
    readonly prompt_tokens: number | null;
    readonly completion_tokens: number | null;
    readonly total_tokens: number | null;
    readonly estimated_cost: number | null;
  };
  readonly outcome: TurnOutcome;
  /** What the command line would end with: 2 also when `output_file` could not be written. */
  readonly exit_code: number;
  /** Files that could not be written, each as one sentence; the run is not the worse for it. */
  readonly problems: readonly string[];
}

export function runResult(
  result: TurnResult,
  configUsed: string,
  problems: readonly string[],
  isOutputWritten: boolean,
): RunResult {
  const { state } = result;
  const { input, output, cost } = state.usage;
  return {
    final_answer: state.finalAnswer?.content ?? null,
    config_used: configUsed,
    session_id: state.sessionId,
    log_directory: result.logDir,
    final_answer_path: answerFileOf(result),
    selected_agent: state.winner?.agentId ?? null,
    vote_results: voteResults(state),
    answers: state.answers.map(({ label, agentId, path, content }) => ({
      label,
      agent_id: agentId,
      answer_path: path?.endsWith('.txt') === true ? dirname(path) : path,
      content,
    })),
    usage: {
      prompt_tokens: input,
      completion_tokens: output,
      total_tokens: input === null || output === null ? null : input + output,
      estimated_cost: cost,
    },
    outcome: result.outcome,
    exit_code: withOutputFile(result.exitCode, isOutputWritten),
    problems,
  };
}

function voteResults(state: State): VoteResults {
  const details = Map.groupBy(state.votes, (vote) => vote.target);
  return {
    vote_counts: Object.fromEntries([...details].map(([target, votes]) => [target, votes.length])),
    voter_details: Object.fromEntries(
      [...details].map(([target, votes]) => [target, votes.map(({ voter, reason }) => ({ voter, reason }))]),
    ),
    winner: state.winner?.agentId ?? null,
    is_tie: state.winner?.isTie ?? false,
    total_votes: state.votes.length,
    agents_with_answers: new Set(state.answers.map(({ agentId }) => agentId)).size,
    agents_voted: state.votes.length,
    agent_mapping: Object.fromEntries(
      state.order.flatMap((id) => {
        const agent = state.agents[id];
        return agent === undefined ? [] : [[agent.anonymousId, id]];
      }),
    ),
  };
}
