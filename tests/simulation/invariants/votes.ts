import type { AgentId } from '../../../src/coordination/ids.ts';
import type { EventChecks, Report } from './check.ts';
import { agentFacts, liveFacts, unseen } from './facts.ts';
import type { Facts } from './facts.ts';

const tally = (facts: Facts, isCounted: (voter: AgentId, target: AgentId) => boolean): Map<AgentId, number> => {
  const counts = new Map<AgentId, number>();
  for (const [voter, target] of facts.votes) {
    if (isCounted(voter, target)) counts.set(target, (counts.get(target) ?? 0) + 1);
  }
  return counts;
};

const everyVote = (): boolean => true;

/** First of the most voted, in configuration order. */
const leader = (facts: Facts, counts: Map<AgentId, number>, candidates: readonly AgentId[]): AgentId | undefined => {
  let best: AgentId | undefined;
  for (const id of facts.order) {
    if (!candidates.includes(id)) continue;
    if (best === undefined || (counts.get(id) ?? 0) > (counts.get(best) ?? 0)) best = id;
  }
  return best;
};

const checkEarlyStop = (facts: Facts, report: Report): void => {
  const live = liveFacts(facts);
  const outstanding = live.filter((agent) => !agent.concluded).length;
  const candidates = facts.order.filter((id) => agentFacts(facts, id).revision > 0);
  const counts = tally(facts, everyVote);
  const now = leader(facts, counts, candidates);
  for (const rival of candidates) {
    const all = new Map(counts).set(rival, (counts.get(rival) ?? 0) + outstanding);
    if (leader(facts, all, candidates) !== now) report(13, `stopped early although ${rival} could still win`);
  }
  const { maxNewAnswersGlobal } = facts.settings;
  const isFull = maxNewAnswersGlobal !== null && facts.answers.size >= maxNewAnswersGlobal;
  if (!isFull && live.some((agent) => agent.revision === 0)) report(13, 'stopped early before every first answer');
};

/** What a vote is worth, and what follows from the votes: 9, 10, 11, 12, 13, 21. */
export const voteChecks: EventChecks = {
  vote: ({ agent_id, data }, facts, report) => {
    const voter = agentFacts(facts, agent_id);
    const shown = voter.shown.get(data.target_id);
    if (shown === undefined) report(9, `${voter.id} votes for ${data.target_id}, whose answer it was not shown`);
    if (shown !== data.voted_for_label) report(9, `${data.voted_for_label} is recorded, ${shown} was shown`);
    if (!data.visible_labels.includes(data.voted_for_label)) report(9, 'the label is not among the visible ones');
    const isCutOff = voter.hard || voter.lastCall;
    if (unseen(facts, voter).length > 0 && !isCutOff) report(21, `${voter.id} votes with unseen answers`);
    if (data.hard_timeout !== unseen(facts, voter).length > 0) report(9, 'hard_timeout does not tell the truth');
    if (voter.concluded) report(10, `${voter.id} votes twice`);
    if (!voter.offered.includes('vote')) report(23, `${voter.id} votes though it was not offered`);
  },
  status: ({ agent_id, data }, facts, report) => {
    if (data.status !== 'vote_ignored') return;
    const voter = agentFacts(facts, agent_id);
    if (data.unseen_labels.length === 0) report(14, `a vote of ${voter.id} is thrown away for nothing`);
    for (const label of data.unseen_labels) {
      if (voter.ignoredLabels.has(label)) report(14, `${label} costs ${voter.id} a second vote`);
    }
  },
  answer_submitted: (_event, facts, report) => {
    if (facts.complete && !facts.timedOut) report(10, 'an answer after coordination was complete');
  },
  coordination_complete: ({ data }, facts, report) => {
    const live = liveFacts(facts);
    const isAllConcluded = live.every((agent) => agent.concluded);
    const limit = facts.settings.maxNewAnswersGlobal;
    const isFull = limit !== null && facts.answers.size >= limit;
    const isAllAnswered = live.every((agent) => agent.revision > 0 || isFull);
    if (data.rule === 'all_voted' && !isAllConcluded) report(13, 'somebody live has not concluded');
    if (data.rule === 'all_answered' && !(facts.settings.skipVoting && isAllAnswered)) report(13, 'not all answered');
    if (data.rule === 'synthesize_quick' && !isAllAnswered) report(13, 'not all answered');
    if (data.rule === 'no_live_agents' && live.some((agent) => agent.inRound)) report(13, 'agents are at work');
    if (data.rule === 'early_majority') checkEarlyStop(facts, report);
  },
  winner_selected: ({ data }, facts, report) => {
    const isLive = (id: AgentId): boolean => !agentFacts(facts, id).failed;
    const timedOut = facts.timedOut;
    const isCounted = (voter: AgentId, target: AgentId): boolean => !timedOut || (isLive(voter) && isLive(target));
    const counts = facts.settings.mode === 'voting' ? tally(facts, isCounted) : new Map<AgentId, number>();
    if (data.rule === 'debug') return;
    for (const id of facts.order) {
      const told = data.vote_counts[id] ?? 0;
      if (told !== (counts.get(id) ?? 0)) report(11, `${id} has ${counts.get(id) ?? 0} votes, ${told} are told`);
    }
    if (facts.answers.size === 0) report(12, 'a winner though nobody answered');
    if (facts.settings.mode === 'decomposition') return;
    if (agentFacts(facts, data.winner_id).revision === 0) report(12, 'the winner has no answer');
    const candidates = facts.order.filter((id) => agentFacts(facts, id).revision > 0 && (!timedOut || isLive(id)));
    const expected = leader(facts, counts, candidates);
    const isByVotes = counts.size > 0 || !timedOut;
    if (isByVotes && expected !== undefined && expected !== data.winner_id) {
      report(12, `${expected} should have won, not ${data.winner_id}`);
    }
    const isDecided = [...counts.values()].filter((count) => count === counts.get(data.winner_id)).length < 2;
    if (counts.size > 0 && data.is_tie === isDecided) report(12, 'the tie is told wrongly');
  },
};
