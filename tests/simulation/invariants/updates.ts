import { agentFacts } from './facts.ts';
import type { EventChecks } from './check.ts';

/** How news reaches a running agent: 17, 18, 20. */
export const updateChecks: EventChecks = {
  injection_received: ({ agent_id, data }, facts, report) => {
    const agent = agentFacts(facts, agent_id);
    if (agent.revision === 0) report(17, `${agent.id} is injected before its first answer`);
    if (facts.settings.disableInjection) report(17, 'injected though injection is off');
    if (facts.settings.deferPeerUpdatesUntilRestart) report(17, 'injected though updates are deferred');
    if (data.source_agents.includes(agent.id)) report(18, `${agent.id} is told its own answer`);
    const cap = facts.settings.maxInjectionsPerRound ?? Infinity;
    if (agent.injected + data.source_agents.length > cap) report(20, `${agent.id} gets more than ${cap} updates`);
  },
  context_delivered: ({ agent_id, data }, facts, report) => {
    const agent = agentFacts(facts, agent_id);
    for (const label of data.added) {
      const answer = facts.answers.get(label);
      if (answer === undefined) report(18, `${label} does not exist`);
      else if ((agent.seen.get(answer.author) ?? 0) >= answer.revision) report(18, `${label} is shown again`);
    }
  },
  agent_restart: ({ agent_id, data }, facts, report) => {
    const agent = agentFacts(facts, agent_id);
    const isForNews = data.reason === 'new_answers' || data.reason === 'deferred_updates';
    // An agent that may not answer any more has no first answer to protect.
    if (isForNews && agent.revision === 0 && agent.roundKind !== 'vote_only') report(17, `${agent.id} is preempted`);
  },
  round_start: ({ agent_id, data }, facts, report) => {
    const agent = agentFacts(facts, agent_id);
    const authors = new Set<string>();
    for (const label of data.visible_labels) {
      const answer = facts.answers.get(label);
      if (answer === undefined) {
        report(18, `${label} does not exist`);
        continue;
      }
      if (authors.has(answer.author)) report(18, `two answers of ${answer.author} are shown`);
      authors.add(answer.author);
      if (answer.revision < (agent.seen.get(answer.author) ?? 0)) report(18, `${label} is older than what was seen`);
    }
  },
};
