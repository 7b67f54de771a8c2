import { join } from 'node:path';
import type { EventOf } from '../../coordination/events.ts';
import type { State } from '../../coordination/state.ts';
import { CONTEXT_NAME, VOTE_NAME } from '../files/file-names.ts';
import { epochSeconds, folderStamp } from '../local-time.ts';
import type { CoordinationRecords } from './coordination-record.ts';
import type { Attempt, Projection } from './projection.ts';

/** Name of a vote's folder; from the event alone, so that it is the same when files are rebuilt. */
export const voteStamp = (event: EventOf<'vote'>): string => folderStamp(event.data.at_ms, event.seq);

/** The folder of a vote, relative to the attempt's. */
export const voteFolder = (attempt: Attempt, event: EventOf<'vote'>): string =>
  join(event.agent_id === null ? '_' : attempt.nameOf(event.agent_id), voteStamp(event));

/** `<agent>/<time>/vote.json` and `context.txt`, one folder per accepted vote. */
export const projectVotes = (attempt: Attempt, records: CoordinationRecords): Projection => ({
  on: {
    vote(event, state) {
      if (event.agent_id === null) return;
      const folder = voteFolder(attempt, event);
      const { iteration } = records;
      attempt.output.json(join(folder, VOTE_NAME), () => voteDocument(event, state, iteration));
      const context = attempt.contextOf(event.agent_id);
      if (context !== '') attempt.output.text(join(folder, CONTEXT_NAME), () => context);
    },
  },
});

/** One numbering in every file, that of the configuration; `agent_mapping` says so. */
function voteDocument(event: EventOf<'vote'>, state: State, iteration: number): unknown {
  const { data } = event;
  const voter = event.agent_id === null ? undefined : state.agents[event.agent_id];
  const agents = state.order.flatMap((id) => state.agents[id] ?? []);
  const answered = agents.filter((agent) => agent.revision > 0);
  // What the voter could choose from, in configuration order: the three lists of options are read side by side.
  const authors = new Map(state.answers.map(({ label, agentId }) => [label, agentId]));
  const labels = Map.groupBy(data.visible_labels, (label) => authors.get(label));
  const options = agents.flatMap((agent) => (labels.get(agent.id) ?? []).map((label) => ({ label, agent })));
  return {
    voter_id: event.agent_id,
    voter_anon_id: voter?.anonymousId ?? null,
    voted_for: data.target_id,
    voted_for_label: data.voted_for_label,
    voted_for_anon: state.agents[data.target_id]?.anonymousId ?? null,
    reason: data.reason,
    timestamp: voteStamp(event),
    unix_timestamp: epochSeconds(data.at_ms),
    iteration,
    coordination_round: agents.reduce((highest, agent) => Math.max(highest, agent.round), 0),
    available_options: options.map(({ agent }) => agent.id),
    available_options_labels: options.map(({ label }) => label),
    answer_label_to_agent: Object.fromEntries(options.map(({ label, agent }) => [label, agent.id])),
    available_options_anon: options.map(({ agent }) => agent.anonymousId),
    agent_mapping: Object.fromEntries(agents.map((agent) => [agent.anonymousId, agent.id])),
    vote_context: {
      total_agents: agents.length,
      agents_with_answers: answered.length,
      current_task: state.question,
    },
  };
}
