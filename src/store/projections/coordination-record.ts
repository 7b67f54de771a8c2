import type { CoordinationEvent } from '../../coordination/events.ts';
import type { AgentId, AnswerLabel } from '../../coordination/ids.ts';
import type { State } from '../../coordination/state.ts';
import { epochSeconds } from '../local-time.ts';
import type { Projection } from './projection.ts';
import { STATUS_WORDS } from './status/status-words.ts';

/** One entry of `coordination_events.json`: MassGen's words for what happened between the agents. */
export interface CoordinationRecord {
  /** Seconds since the epoch. */
  readonly timestamp: number;
  readonly event_type: RecordType;
  readonly agent_id: AgentId | null;
  readonly details: string;
  readonly context: Readonly<Record<string, unknown>> & { readonly iteration: number; readonly round: number };
}

type RecordType =
  | 'session_start'
  | 'session_end'
  | 'iteration_start'
  | 'status_change'
  | 'context_received'
  | 'restart_triggered'
  | 'restart_completed'
  | 'new_answer'
  | 'vote_cast'
  | 'final_agent_selected'
  | 'final_round_start'
  | 'final_answer'
  | 'agent_error'
  | 'agent_timeout'
  | 'agent_cancelled'
  | 'agent_stopped'
  | 'update_injected'
  | 'vote_ignored';

/** The entries of an attempt so far. Read by the events file, the table, the votes and the snapshot map. */
export interface CoordinationRecords extends Projection {
  readonly records: readonly CoordinationRecord[];
  /** MassGen counts passes of its loop; here every round that starts is one. */
  readonly iteration: number;
}

export function recordCoordination(): CoordinationRecords {
  const records: CoordinationRecord[] = [];
  const words = new Map<AgentId, string>();
  let iteration = 0;
  let hasHistory = false;
  let selection: Readonly<Record<string, unknown>> = {};

  const add = (
    event: CoordinationEvent,
    state: State,
    type: RecordType,
    details: string,
    extra: Readonly<Record<string, unknown>> = {},
    agent: AgentId | null = event.agent_id,
  ): void => {
    const own = agent === null ? undefined : state.agents[agent]?.round;
    const round = Math.max(0, event.round_number ?? own ?? highestRound(state));
    const timestamp = epochSeconds(Date.parse(event.timestamp));
    records.push({
      timestamp,
      event_type: type,
      agent_id: agent,
      details,
      context: { ...extra, iteration, round },
    });
  };

  return {
    records,
    get iteration() {
      return iteration;
    },
    on: {
      system_status(event, state) {
        if (event.data.status === 'turn_started') hasHistory = event.data.history_length > 0;
        else {
          const seconds = (event.data.duration_ms / 1000).toFixed(1);
          add(event, state, 'session_end', `Session ended after ${seconds}s: ${event.data.outcome}`);
        }
      },
      restart_banner(event, state) {
        add(event, state, 'session_end', `Attempt ended, to be begun again: ${event.data.reason}`);
      },
      attempt_started(event, state) {
        add(event, state, 'session_start', `Agents: ${state.order.join(', ')}`);
      },
      round_start(event, state) {
        const labels = event.data.visible_labels;
        if (event.data.kind === 'presentation' || event.data.kind === 'evaluation') return;
        iteration += 1;
        const available = { available_answers: state.answers.map((answer) => answer.label) };
        add(event, state, 'iteration_start', `Iteration ${iteration}`, available, null);
        add(event, state, 'context_received', `Received context with ${labels.length} answers`, {
          available_answers: labels.map(authorOf),
          available_answer_labels: labels,
          answer_count: labels.length,
          has_conversation_history: hasHistory,
        });
      },
      status(event, state) {
        const { data } = event;
        if (data.status === 'agent_state_changed') {
          const word = STATUS_WORDS[data.to];
          const key = event.agent_id ?? ('' as AgentId);
          // Several of our states share one word: a change that MassGen would not see is none.
          if (words.get(key) !== word) add(event, state, 'status_change', `Changed to status: ${word}`);
          words.set(key, word);
        } else {
          const unseen = data.unseen_labels.join(', ');
          add(event, state, 'vote_ignored', `VOTE_IGNORED: vote for ${data.target_id}: ${data.reason} (${unseen})`);
        }
      },
      agent_restart(event, state) {
        const round = Math.max(0, state.agents[event.agent_id ?? ('' as AgentId)]?.restarts ?? 0);
        const details = `Restart ${round} completed: ${event.data.reason}`;
        add(event, state, 'restart_completed', details, { agent_round: round });
      },
      answer_submitted(event, state) {
        const label = event.data.answer_label;
        add(event, state, 'new_answer', `Provided answer ${label}`, { label });
      },
      vote(event, state) {
        const { data } = event;
        add(event, state, 'vote_cast', `Voted for ${data.voted_for_label}`, {
          voted_for: data.target_id,
          voted_for_label: data.voted_for_label,
          reason: data.reason,
          available_answers: data.visible_labels,
        });
      },
      votes_reset(event, state) {
        const affected = event.data.cleared.map((cleared) => cleared.voter);
        const author = state.answers.findLast((answer) => answer.label === event.data.by_label)?.agentId ?? null;
        const details = `Triggered restart affecting ${affected.length} agents`;
        const extra = { affected_agents: affected, triggering_agent: author };
        add(event, state, 'restart_triggered', details, extra, author);
      },
      injection_received(event, state) {
        const { labels, via } = event.data;
        add(event, state, 'update_injected', `UPDATE_INJECTED: ${labels.join(', ')} by ${via}`);
      },
      agent_stopped(event, state) {
        add(event, state, 'agent_stopped', `STOPPED: ${event.data.summary}`);
      },
      error(event, state) {
        const { class: kind, message } = event.data;
        const late = kind === 'round_timeout';
        add(event, state, late ? 'agent_timeout' : 'agent_error', `${late ? 'TIMEOUT' : 'ERROR'}: ${message}`);
      },
      cancel_requested(event, state) {
        for (const id of state.order) {
          if (state.agents[id]?.phase !== 'cancelled') continue;
          add(event, state, 'agent_cancelled', `CANCELLED: by ${event.data.source}`, {}, id);
        }
      },
      winner_selected(event, state) {
        const counts = Object.entries(event.data.vote_counts).map(([id, votes]) => `${id}: ${votes}`);
        selection = {
          vote_summary: counts.length === 0 ? 'No votes' : `Votes: ${counts.join(', ')}`,
          all_answers: state.answers.map((answer) => answer.label),
          answers_for_context: Object.fromEntries(state.answers.map((answer) => [answer.label, answer.content])),
        };
        const { winner_id: winner, rule } = event.data;
        add(event, state, 'final_agent_selected', `Selected as final presenter by ${rule}`, selection, winner);
      },
      final_presentation_start(event, state) {
        // The event comes before the round; an answer that is presented as it stands needs none.
        const before = state.agents[event.agent_id ?? ('' as AgentId)]?.round ?? highestRound(state);
        const round = event.data.strategy === 'winner_reuse' ? before : before + 1;
        const extra = { round_type: 'final', final_round: round };
        const details = `Starting final presentation round ${round}`;
        add({ ...event, round_number: round }, state, 'final_round_start', details, extra);
      },
      answer_locked(event, state) {
        const { label, origin } = event.data;
        const agent = event.agent_id ?? state.winner?.agentId ?? null;
        add(event, state, 'final_answer', origin ?? `Presented final answer ${label}`, { label, ...selection }, agent);
      },
    },
  };
}

/** `agent1` of `agent1.2`. */
const authorOf = (label: AnswerLabel): string => label.slice(0, label.indexOf('.'));

const highestRound = (state: State): number =>
  Object.values(state.agents).reduce((highest, agent) => Math.max(highest, agent.round), 0);
