import type { Append } from '../../../src/coordination/append.ts';
import { answerLabel } from '../../../src/coordination/ids.ts';
import type { EffectCheck, EventChecks, Report } from './check.ts';
import type { Facts } from './facts.ts';

const checkShown = (append: Append, facts: Facts, report: Report): void => {
  const answers = append.kind === 'round_context' ? append.context.answers : [];
  for (const { author, anonymousId, label, content } of answers) {
    if (facts.anonymity.get(anonymousId) !== author) report(7, `${author} is shown as ${anonymousId}`);
    if (!label.startsWith(`${anonymousId}.`)) report(7, `${label} is shown as ${anonymousId}`);
    if (facts.answers.get(label)?.content !== content) report(19, `${label} is not shown whole`);
  }
};

/** The fields a prompt may never be made of, taken out; what is left is what a model may come to read. */
const withoutAuthors = (_key: string, value: unknown): unknown => value;
const hidden = new Set(['author']);

/** No peer's real name in anything a model may come to read: 8. Costly, so it is asked of some worlds only. */
export const namesCheck: EffectCheck = (effect, facts, report) => {
  if (effect.type !== 'call_model') return;
  const text = JSON.stringify(effect.appends, (key, value: unknown) =>
    hidden.has(key) ? undefined : withoutAuthors(key, value),
  );
  for (const id of facts.order) if (text.includes(id)) report(8, `a model can read the name ${id}`);
};

/** One numbering everywhere: 7; and what is shown is shown whole: 19. */
export const identityCheck: EffectCheck = (effect, facts, report) => {
  if (effect.type === 'call_model') {
    for (const append of effect.appends) checkShown(append, facts, report);
    const agent = facts.agents.get(effect.agentId);
    for (const target of effect.voteTargets) {
      const author = facts.anonymity.get(target);
      if (author === undefined || agent?.shown.get(author) === undefined)
        report(7, `${target} can be voted for unseen`);
    }
    if (effect.offered.includes('vote') && effect.voteTargets.length === 0) report(7, 'a vote without candidates');
  } else if (effect.type === 'snapshot') {
    const agent = facts.agents.get(effect.agentId);
    const name = [...facts.anonymity].find(([, id]) => id === effect.agentId)?.[0] ?? '';
    const number = Number(name.slice('agent'.length));
    if (agent !== undefined && effect.label !== answerLabel(number, agent.revision + 1)) {
      report(7, `the snapshot of ${effect.agentId} is called ${effect.label}`);
    }
  }
};

export const identityChecks: EventChecks = {
  attempt_started: ({ data }, facts, report) => {
    const named = new Set(Object.values(data.anonymity));
    const names = Object.keys(data.anonymity);
    const isWhole = named.size === facts.order.length && names.length === facts.order.length;
    if (!isWhole || facts.order.some((id) => !named.has(id))) report(7, 'the names are no bijection');
    if (names.some((name, index) => name !== `agent${index + 1}`)) report(7, 'the names are not agent1 … agentN');
  },
};
