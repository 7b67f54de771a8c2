import type { CoordinationEvent } from '../../coordination/events.ts';
import type { AgentId, AnswerLabel } from '../../coordination/ids.ts';
import type { State } from '../../coordination/state.ts';
import { oneLine } from './one-line.ts';

/** `agent2.1` is spoken as `2.1`. */
export const spoken = (label: AnswerLabel): string => label.replace(/^agent/, '');

/** `Agent 2, gemini-3-pro`: the number is the one in every label. */
export function agentName(state: State, id: AgentId | null): string {
  const agent = id === null ? undefined : state.agents[id];
  if (agent === undefined) return 'An agent';
  return agent.model === '' ? `Agent ${agent.number}` : `Agent ${agent.number}, ${oneLine(agent.model, 60)}`;
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** What an event means to a person who reads line by line; null when it is not worth a sentence. */
export function sentenceFor(event: CoordinationEvent, state: State): string | null {
  const name = agentName(state, event.agent_id);
  switch (event.event_type) {
    case 'round_start':
      return event.round_number === 0 ? `${name}, starts working.` : null;
    case 'answer_submitted':
      return event.data.supersedes === null
        ? `${name}, gave answer ${spoken(event.data.answer_label)}.`
        : `${name}, improved its answer: ${spoken(event.data.answer_label)} replaces ${spoken(event.data.supersedes)}.`;
    case 'vote':
      return `${name}, voted for answer ${spoken(event.data.voted_for_label)}: ${oneLine(event.data.reason, 300)}`;
    case 'votes_reset':
      return event.data.cleared.length === 0
        ? null
        : `Answer ${spoken(event.data.by_label)} is new, so ${event.data.cleared.length} earlier ${event.data.cleared.length === 1 ? 'vote no longer counts' : 'votes no longer count'}.`;
    case 'injection_received':
      return `${name}, was shown ${event.data.labels.map(spoken).join(' and ')} while working.`;
    case 'agent_stopped':
      return `${name}, finished its part: ${oneLine(event.data.summary, 300)}`;
    case 'enforcement':
      return `${name}, was asked again (${event.data.attempt} of ${event.data.max_attempts}): ${oneLine(event.data.error_message, 200)}`;
    case 'backend_retry':
      return `${name}, waits ${seconds(event.data.delay_ms)} and tries again (${event.data.attempt} of ${event.data.max_attempts}): ${oneLine(event.data.message, 200)}`;
    case 'agent_paused':
      return event.data.gate === 'backoff'
        ? `${name}, begins its round again in ${seconds((event.data.until_ms ?? event.data.at_ms) - event.data.at_ms)}: ${oneLine(event.data.detail, 300)}`
        : null;
    case 'soft_timeout':
      return `${name}, was asked to wrap up after ${seconds(event.data.elapsed_ms)}.`;
    case 'error':
      return `${name}, is out: ${oneLine(event.data.message, 400)}`;
    case 'deadline_warning':
      return `The deadline is ${seconds(event.data.remaining_ms)} away.`;
    case 'orchestrator_timeout':
      return `The deadline passed: ${oneLine(event.data.timeout_reason, 200)}.`;
    case 'winner_selected':
      return winnerSentence(event.data, state);
    case 'restart_banner':
      return `Restarting: attempt ${event.data.next_attempt} of ${event.data.max_attempts}. ${oneLine(event.data.reason, 300)}`;
    case 'cancel_requested':
      return 'Cancelling. What was written is kept.';
    case 'status_message':
      return event.data.level === 'info' ? null : oneLine(event.data.text, 400);
    case 'internal_error':
      return `A fault inside massgen (${oneLine(event.data.where, 60)}): ${oneLine(event.data.message, 300)}`;
    default:
      return null;
  }
}

/** What a run has cost, as far as it is known. */
export function costSentence({ usage }: State): string {
  const tokens =
    usage.input === null && usage.output === null ? 'unknown' : `${(usage.input ?? 0) + (usage.output ?? 0)}`;
  return `Tokens: ${tokens}. Cost: ${usage.cost === null ? 'unknown' : `$${usage.cost.toFixed(4)}`}.`;
}

function winnerSentence(
  data: {
    readonly winner_id: AgentId;
    readonly vote_counts: Readonly<Record<AgentId, number>>;
    readonly is_tie: boolean;
  },
  state: State,
): string {
  const total = Object.values(data.vote_counts).reduce((sum, count) => sum + count, 0);
  const own = data.vote_counts[data.winner_id] ?? 0;
  const name = agentName(state, data.winner_id);
  if (total === 0) return `${name}, presents.`;
  return `${name}, won with ${own} of ${total} votes${data.is_tie ? ' (a tie, decided by the order of the configuration)' : ''}.`;
}
