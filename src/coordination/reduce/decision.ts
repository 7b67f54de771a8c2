import type { DecisionEvents } from '../events/decision.ts';
import { finalLabel } from '../ids.ts';
import type { AgentState, Answer, Vote } from '../state.ts';
import { keep, mapAgents, onAgent, onRound, withAgent } from './reducer.ts';
import type { Reducer, ReducersOf } from './reducer.ts';

const answerSubmitted: Reducer<'answer_submitted'> = (state, { agent_id: author, data }, seq) => {
  const agent = author === null ? undefined : state.agents[author];
  if (author === null || agent === undefined) return state;
  const answer: Answer = {
    label: data.answer_label,
    agentId: author,
    revision: data.answer_number,
    content: data.content,
    path: data.workspace_path,
    atMs: data.at_ms,
    seq,
  };
  const next = {
    ...agent,
    phase: 'answered' as const,
    revision: data.answer_number,
    streak: agent.streak + 1,
    lastActivityMs: data.at_ms,
    current: agent.current === null ? null : { ...agent.current, proposed: null },
  };
  return { ...state, answers: [...state.answers, answer], agents: withAgent(state, next) };
};

const voteAccepted: Reducer<'vote'> = (state, { agent_id: voter, data }) => {
  const agent = voter === null ? undefined : state.agents[voter];
  if (voter === null || agent === undefined) return state;
  const vote: Vote = {
    voter,
    target: data.target_id,
    label: data.voted_for_label,
    voteLabel: data.vote_label,
    reason: data.reason,
    atMs: data.at_ms,
  };
  const next = { ...agent, phase: 'voted' as const, vote, voteCount: agent.voteCount + 1, lastActivityMs: data.at_ms };
  const others = state.votes.filter((earlier) => earlier.voter !== voter);
  return { ...state, votes: [...others, vote], agents: withAgent(state, next) };
};

const votesReset: Reducer<'votes_reset'> = (state) => ({
  ...state,
  votes: [],
  epoch: state.epoch + 1,
  agents: mapAgents(state, (agent) =>
    agent.vote === null && agent.stopped === null
      ? agent
      : { ...agent, vote: null, stopped: null, phase: agent.failed === null ? 'restarting' : agent.phase },
  ),
});

/** Its part in the turn is over; how it ended early, if it did, stays to be seen. */
const completed = (agent: AgentState): AgentState =>
  agent.failed !== null || agent.phase === 'timed_out' ? agent : { ...agent, phase: 'completed' };

const presentationStart: Reducer<'final_presentation_start'> = (state, { agent_id: presenter, data }) =>
  presenter === null
    ? state
    : {
        ...state,
        presentation: { agentId: presenter, strategy: data.strategy },
        agents: mapAgents(state, (agent) =>
          agent.id === presenter && agent.failed === null ? { ...agent, phase: 'presenting' } : completed(agent),
        ),
      };

const presentationEnd: Reducer<'final_presentation_end'> = (state, { agent_id: presenter, data }) => {
  const number = presenter === null ? undefined : state.agents[presenter]?.number;
  return number === undefined
    ? state
    : { ...state, finalAnswer: { content: data.content, locked: false, label: finalLabel(number), origin: null } };
};

/** An answer of an earlier attempt names its author as the winner and says nothing of how the agents fared in this one. */
const answerLocked: Reducer<'answer_locked'> = (state, { agent_id: presenter, data }) => {
  const { content, label } = data;
  const origin = typeof data.origin === 'string' ? data.origin : null; // a log may say anything
  const locked = { ...state, finalAnswer: { content, locked: true, label, origin } };
  if (origin === null) return { ...locked, agents: mapAgents(state, completed) };
  return presenter === null ? locked : { ...locked, winner: { agentId: presenter, isTie: false, counts: {} } };
};

export const decisionReducers: ReducersOf<keyof DecisionEvents> = {
  answer_proposed: onRound((round, data) => ({
    ...round,
    proposed: { callId: data.call_id, label: data.answer_label, content: data.content },
  })),
  answer_submitted: answerSubmitted,
  answer_rejected: keep,
  vote: voteAccepted,
  vote_rejected: keep,
  votes_reset: votesReset,
  agent_stopped: onAgent((agent, data) => ({
    ...agent,
    phase: 'stopped',
    stopped: { summary: data.summary, status: data.status },
    lastActivityMs: data.at_ms,
  })),
  limit_reached: keep,
  coordination_complete: keep,
  winner_selected: (state, { data }) => ({
    ...state,
    winner: { agentId: data.winner_id, isTie: data.is_tie, counts: data.vote_counts },
  }),
  final_presentation_start: presentationStart,
  final_presentation_chunk: keep,
  final_presentation_end: presentationEnd,
  post_evaluation: keep,
  restart_banner: (state, { data }) => ({
    ...state,
    restartPending: { reason: data.reason, instructions: data.instructions },
  }),
  answer_locked: answerLocked,
  workspace_snapshot: keep,
};
