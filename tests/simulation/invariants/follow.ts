import type { EventDraft } from '../../../src/coordination/events.ts';
import type { AgentId, AnswerLabel } from '../../../src/coordination/ids.ts';
import type { AgentFacts, Facts } from './facts.ts';

const showLabels = (facts: Facts, agent: AgentFacts, labels: readonly AnswerLabel[]): void => {
  for (const label of labels) {
    const answer = facts.answers.get(label);
    if (answer === undefined) continue;
    agent.shown.set(answer.author, label);
    if (answer.author !== agent.id && (agent.seen.get(answer.author) ?? 0) < answer.revision) agent.streak = 0;
    agent.seen.set(answer.author, Math.max(agent.seen.get(answer.author) ?? 0, answer.revision));
  }
};

const beginRound = (facts: Facts, agent: AgentFacts, kind: string, labels: readonly AnswerLabel[]): void => {
  agent.inRound = true;
  agent.roundKind = kind;
  agent.softAtMs = null;
  agent.hard = false;
  agent.lastCall = false;
  agent.enforcements = 0;
  agent.injected = 0;
  agent.shown.clear();
  showLabels(facts, agent, labels);
};

const beginAttempt = (facts: Facts, attempt: number, anonymity: Readonly<Record<string, AgentId>>): void => {
  facts.attempt = attempt;
  facts.attemptsStarted += 1;
  facts.attemptOver = false;
  facts.anonymity = new Map(Object.entries(anonymity));
  facts.answers.clear();
  facts.votes.clear();
  facts.complete = false;
  facts.winners = 0;
  facts.presentations = 0;
  facts.evaluating = false;
  facts.evaluations = 0;
  facts.evaluationOpen = false;
  facts.locks = 0;
  facts.presentedBefore = facts.presented ?? facts.presentedBefore;
  facts.presented = null;
  for (const agent of facts.agents.values()) {
    agent.revision = 0;
    agent.seen.clear();
    agent.shown.clear();
    agent.inRound = false;
    agent.call = null;
    agent.concluded = false;
    agent.failed = false;
    agent.backingOff = false;
    agent.retries = 0;
    agent.streak = 0;
    agent.ignoredLabels.clear();
  }
};

/** Takes one event into the facts. Runs after the checks of that event, which see what was before. */
export function follow(facts: Facts, event: EventDraft): void {
  const agent = event.agent_id === null ? undefined : facts.agents.get(event.agent_id);
  switch (event.event_type) {
    case 'attempt_started':
      beginAttempt(facts, event.data.attempt, event.data.anonymity);
      return;
    case 'system_status':
      if (event.data.status === 'turn_ended') facts.turnsEnded += 1;
      return;
    case 'restart_banner':
      facts.attemptOver = true;
      return;
    case 'cancel_requested':
      facts.cancelled = true;
      return;
    case 'orchestrator_timeout':
      facts.timedOut = true;
      return;
    case 'coordination_complete':
      facts.complete = true;
      return;
    case 'winner_selected':
      facts.winners += 1;
      return;
    case 'final_presentation_start':
      facts.presentations += 1;
      return;
    case 'final_presentation_end':
      facts.presented = event.data.content;
      return;
    case 'post_evaluation':
      facts.evaluationOpen = event.data.phase === 'start';
      if (event.data.phase === 'start') facts.evaluations += 1;
      return;
    case 'answer_locked':
      facts.locks += 1;
      return;
    case 'votes_reset':
      facts.votes.clear();
      for (const other of facts.agents.values()) other.concluded = false;
      return;
    default:
      if (agent !== undefined) followAgent(facts, agent, event);
  }
}

function followAgent(facts: Facts, agent: AgentFacts, event: EventDraft): void {
  switch (event.event_type) {
    case 'round_start':
      beginRound(facts, agent, event.data.kind, event.data.visible_labels);
      break;
    case 'round_ended':
      agent.inRound = false;
      agent.call = null;
      break;
    case 'model_call_requested':
      agent.call = { id: event.data.call_id, offered: event.data.offered };
      agent.offered = event.data.offered;
      agent.lastCall = event.data.terminal_tools_only;
      break;
    case 'model_call_closed':
      agent.call = null;
      break;
    case 'context_delivered':
      showLabels(facts, agent, event.data.added);
      break;
    case 'injection_received':
      agent.injected += event.data.source_agents.length;
      break;
    case 'answer_submitted':
      agent.revision = event.data.answer_number;
      agent.streak += 1;
      facts.answers.set(event.data.answer_label, {
        author: agent.id,
        revision: event.data.answer_number,
        content: event.data.content,
      });
      break;
    case 'vote':
      facts.votes.set(agent.id, event.data.target_id);
      agent.concluded = true;
      break;
    case 'agent_stopped':
      agent.concluded = true;
      break;
    case 'status':
      if (event.data.status === 'vote_ignored')
        for (const label of event.data.unseen_labels) agent.ignoredLabels.add(label);
      break;
    case 'enforcement':
      agent.enforcements = event.data.attempt;
      break;
    case 'soft_timeout':
      agent.softAtMs = event.data.fired_at_ms;
      break;
    case 'hard_timeout':
      agent.hard = true;
      break;
    case 'agent_paused':
      agent.backingOff = event.data.gate === 'backoff';
      if (event.data.gate === 'backoff') agent.retries += 1;
      break;
    case 'agent_recovered':
      agent.backingOff = false;
      break;
    case 'error':
      agent.failed = true;
      break;
    default:
      break;
  }
}
