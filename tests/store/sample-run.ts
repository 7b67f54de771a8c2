import type { EventDraft } from '../../src/coordination/events.ts';
import { agentId, answerLabel, finalLabel, modelCallId, voteLabel } from '../../src/coordination/ids.ts';
import type { AnonymousId } from '../../src/coordination/ids.ts';
import { anonymousId } from '../../src/coordination/ids.ts';
import { DEFAULT_SETTINGS } from '../../src/coordination/settings.ts';
import type { RoundKind, RoundOutcome, TurnOutcome } from '../../src/coordination/vocabulary.ts';
import { cardsOf, draft, START_MS } from './support.ts';

const QUESTION = 'Explain how a hash map works.';
const usage = { input: 1000, cacheRead: 100, cacheWrite: 0, output: 50, reasoning: 10, cost: 0.25 };

/** The beginning every log has. */
export function opening(names: readonly string[], question = QUESTION): EventDraft[] {
  const agents = names.map((name) => ({ id: agentId(name), subtask: null }));
  const anonymity = Object.fromEntries(agents.map((agent, index) => [anonymousId(index + 1), agent.id])) as Readonly<
    Record<AnonymousId, (typeof agents)[number]['id']>
  >;
  return [
    draft('run_started', null, null, {
      schema_version: 1,
      config_hash: 'c0ffee',
      versions: { massgen: '0.1.0' },
      agents: cardsOf(...names),
      seed: 1,
      settings: { ...DEFAULT_SETTINGS, agents },
      session_id: 'session_20261121_125322',
    }),
    draft('system_status', null, null, {
      status: 'turn_started',
      turn: 1,
      question,
      history_length: 0,
      context_paths: [],
      started_at_ms: START_MS,
    }),
    draft('attempt_started', null, null, {
      attempt: 0,
      max_attempts: 1,
      restart: null,
      anonymity,
      started_at_ms: START_MS,
      first_attempt_ms: null,
    }),
    draft('phase_changed', null, null, { from: 'idle', to: 'coordinating', reason: 'started' }),
  ];
}

export const roundStart = (name: string, round: number, kind: RoundKind, labels: readonly string[]): EventDraft =>
  draft('round_start', name, round, {
    kind,
    visible_labels: labels as never,
    offered: ['new_answer', 'vote'],
    started_at_ms: START_MS + round * 1000,
    soft_deadline_ms: null,
    hard_deadline_ms: null,
  });

export const roundEnd = (name: string, round: number, outcome: RoundOutcome): EventDraft =>
  draft('round_ended', name, round, { outcome, duration_ms: 900, usage });

/** One model call that says `text`. */
export function speech(
  name: string,
  round: number,
  text: string,
  stage: 'initial_answer' | 'presentation',
): EventDraft[] {
  const call = modelCallId(agentId(name), round + 1);
  return [
    draft('model_call_started', name, round, {
      call_id: call,
      stage,
      attempt: 1,
      model: 'mock',
      message_count: 2,
      tools: [],
      request_bytes: 4000,
      at_ms: START_MS,
    }),
    draft('text', name, round, { call_id: call, channel: 'content', text }),
    draft('usage_updated', name, round, { usage, cumulative: usage, model: 'mock' }),
    draft('model_call_ended', name, round, {
      call_id: call,
      stage,
      attempt: 1,
      request_id: null,
      finish: 'stop',
      usage,
      duration_ms: 800,
      first_token_ms: 200,
      retryable: false,
      error: null,
    }),
    draft('message_committed', name, round, {
      call_id: call,
      role: 'assistant',
      stage,
      text,
      reasoning: null,
      tool_calls: [],
    }),
  ];
}

export const answer = (name: string, number: number, revision: number, content: string, path: string | null) =>
  draft('answer_submitted', name, revision - 1, {
    answer_label: answerLabel(number, revision),
    answer_number: revision,
    content,
    chars: content.length,
    workspace_path: path,
    supersedes: revision > 1 ? answerLabel(number, revision - 1) : null,
    at_ms: START_MS + 1000 + number,
  });

export const vote = (name: string, number: number, target: string, targetNumber: number, reason: string) =>
  draft('vote', name, 1, {
    target_id: agentId(target),
    voted_for_label: answerLabel(targetNumber, 1),
    reason,
    vote_label: voteLabel(number, 1),
    visible_labels: [answerLabel(targetNumber, 1)],
    hard_timeout: false,
    at_ms: START_MS + 2000 + number,
  });

/** Every agent answers, all vote for the first, which presents. */
export function sampleRun(names: readonly string[], answerPath: (name: string) => string | null = () => null) {
  const [first = ''] = names;
  const labels = names.map((_, index) => answerLabel(index + 1, 1));
  return [
    ...opening(names),
    ...names.map((name) => roundStart(name, 0, 'initial', [])),
    ...names.flatMap((name, index) => [
      ...speech(name, 0, `words of ${name}\n`, 'initial_answer'),
      answer(name, index + 1, 1, `Answer of ${name}.`, answerPath(name)),
      roundEnd(name, 0, 'answer'),
    ]),
    ...names.map((name) => roundStart(name, 1, 'refine', labels)),
    ...names.flatMap((name, index) => [
      vote(name, index + 1, first, 1, 'It is complete and checks out.'),
      roundEnd(name, 1, 'vote'),
    ]),
    ...ending(first, names.length),
  ];
}

/** The winner is chosen, presents, and the turn ends. */
export function ending(winner: string, votes: number, outcome: TurnOutcome = 'answered'): EventDraft[] {
  const id = agentId(winner);
  return [
    draft('winner_selected', winner, null, {
      winner_id: id,
      rule: 'votes',
      vote_counts: { [id]: votes },
      is_tie: false,
      tied: [],
      votes: [],
      candidates: [id],
    }),
    draft('phase_changed', null, null, { from: 'coordinating', to: 'presenting', reason: 'winner selected' }),
    draft('final_presentation_start', winner, 1, {
      strategy: 'winner_present',
      vote_counts: { [id]: votes },
      answer_labels: [answerLabel(1, 1)],
      is_tie: false,
      write_paths: [],
    }),
    roundStart(winner, 2, 'presentation', [answerLabel(1, 1)]),
    draft('final_presentation_chunk', winner, 2, { text: 'The final ' }),
    draft('final_presentation_chunk', winner, 2, { text: 'words.' }),
    draft('final_presentation_end', winner, 2, { source: 'text', content: 'The final words.', interrupted: false }),
    roundEnd(winner, 2, 'presented'),
    draft('answer_locked', winner, 2, { label: finalLabel(1), content: 'The final words.', paths: [] }),
    draft('system_status', null, null, {
      status: 'turn_ended',
      outcome,
      exit_code: 0,
      duration_ms: 5000,
      reasons: {},
      totals: usage,
    }),
  ];
}
