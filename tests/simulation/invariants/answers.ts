import { agentFacts, liveFacts } from './facts.ts';
import type { EventChecks } from './check.ts';

/** What may become an answer: 6, 15, 16, 23. */
export const answerChecks: EventChecks = {
  answer_submitted: ({ agent_id, data }, facts, report) => {
    const { settings } = facts;
    const author = agentFacts(facts, agent_id);
    if (facts.answers.has(data.answer_label)) report(6, `${data.answer_label} was given twice`);
    if (data.answer_number !== author.revision + 1)
      report(6, `revision ${data.answer_number} after ${author.revision}`);
    const name = [...facts.anonymity].find(([, id]) => id === author.id)?.[0];
    if (data.answer_label !== `${name}.${data.answer_number}`) report(6, `${data.answer_label} is not of ${name}`);
    const counted = settings.mode === 'decomposition' ? author.streak : author.revision;
    if (counted >= (settings.maxNewAnswersPerAgent ?? Infinity)) report(15, `${author.id} is over its limit`);
    if (facts.answers.size >= (settings.maxNewAnswersGlobal ?? Infinity)) report(15, 'over the global limit');
    if (!author.offered.includes('new_answer')) report(23, `${author.id} answers though it was not offered`);
  },
  answer_proposed: ({ agent_id }, facts, report) => {
    const { fairnessLeadCap, disableInjection } = facts.settings;
    const author = agentFacts(facts, agent_id);
    if (fairnessLeadCap === null || disableInjection || author.revision === 0 || author.hard || author.lastCall) return;
    const active = liveFacts(facts).filter((agent) => agent !== author && !agent.concluded);
    const slowest = Math.min(...active.map((agent) => agent.revision));
    if (active.length > 0 && author.revision + 1 - slowest > fairnessLeadCap) report(16, `${author.id} runs ahead`);
  },
  agent_stopped: ({ agent_id, data }, facts, report) => {
    const agent = agentFacts(facts, agent_id);
    if (facts.settings.mode !== 'decomposition') report(23, 'stopped in voting mode');
    if (!data.automatic && !agent.offered.includes('stop')) report(23, `${agent.id} stops though it was not offered`);
  },
};
