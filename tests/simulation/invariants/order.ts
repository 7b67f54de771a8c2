import { agentFacts } from './facts.ts';
import type { EventChecks } from './check.ts';

const START_AFTER_CANCEL = 'after a cancellation nothing of a winner may begin';

/** Who may be at work, when, and what may follow what: 1, 3, 4, 5, 26, 30, 31, 32, and that what was presented is never lost: 42. */
export const orderChecks: EventChecks = {
  attempt_started: ({ data }, facts, report) => {
    if (facts.attemptsStarted !== data.attempt)
      report(31, `attempt ${data.attempt} is number ${facts.attemptsStarted}`);
    if (data.attempt > facts.settings.maxOrchestrationRestarts) report(31, 'more attempts than allowed');
    if (data.attempt > 0 && !facts.attemptOver) report(31, 'a new attempt without a restart');
  },
  system_status: ({ data }, facts, report) => {
    if (data.status === 'turn_ended' && facts.turnsEnded > 0) report(1, 'the turn ended twice');
    if (data.status !== 'turn_ended') return;
    for (const agent of facts.agents.values()) if (agent.inRound) report(4, `${agent.id} is still in a round`);
    if (facts.evaluationOpen) report(30, 'the evaluation was left open');
    const isLost = facts.presentedBefore !== null && facts.presented === null && facts.locks === 0;
    if (isLost || (facts.attemptOver && facts.locks === 0)) report(42, 'a presented answer is lost');
    const hasAnswer = facts.locks > 0;
    if (hasAnswer && data.exit_code !== (facts.cancelled ? 4 : 0)) report(42, `answered, but exit ${data.exit_code}`);
    if (hasAnswer === Object.keys(data.reasons).length > 0) report(42, 'reasons are for turns without an answer');
  },
  round_start: ({ agent_id, data }, facts, report) => {
    const agent = agentFacts(facts, agent_id);
    if (agent.inRound) report(3, `${agent.id} is in two rounds`);
    if (agent.failed) report(26, `${agent.id} failed and starts a round`);
    if (data.kind !== 'presentation' && data.kind !== 'evaluation') {
      if (agent.backingOff) report(26, `${agent.id} starts before it recovered`);
      if (facts.complete) report(5, 'a coordination round after coordination');
      if (agent.concluded) report(3, `${agent.id} has concluded and starts a round`);
    } else if (facts.cancelled) report(32, START_AFTER_CANCEL);
  },
  round_ended: ({ agent_id }, facts, report) => {
    if (!agentFacts(facts, agent_id).inRound) report(4, `${agent_id} ended a round it was not in`);
  },
  model_call_requested: ({ agent_id, data }, facts, report) => {
    const agent = agentFacts(facts, agent_id);
    if (agent.call !== null) report(3, `${agent.id} has two model calls`);
    if (!agent.inRound) report(3, `${agent.id} calls its model outside a round`);
    if (data.idle >= 3) report(22, `${agent.id}: ${data.idle} calls without progress`);
  },
  coordination_complete: (_event, facts, report) => {
    if (facts.complete) report(5, 'coordination completed twice');
    if (facts.cancelled) report(32, START_AFTER_CANCEL);
  },
  winner_selected: (_event, facts, report) => {
    if (facts.winners > 0) report(30, 'a second winner');
    if (facts.cancelled) report(32, START_AFTER_CANCEL);
  },
  final_presentation_start: (_event, facts, report) => {
    if (facts.presentations > 0) report(30, 'a second presentation');
    if (facts.cancelled) report(32, START_AFTER_CANCEL);
  },
  post_evaluation: ({ data }, facts, report) => {
    if (data.phase !== 'start') return;
    if (facts.cancelled) report(32, START_AFTER_CANCEL);
    if (facts.evaluations > 0) report(30, 'a second evaluation');
    if (facts.attempt >= facts.settings.maxOrchestrationRestarts) report(31, 'the last attempt is not evaluated');
    if (facts.presented === null) report(30, 'evaluation before the presentation');
  },
  answer_locked: ({ data }, facts, report) => {
    if (facts.locks > 0) report(30, 'locked twice');
    if (facts.evaluationOpen) report(30, 'locked before the evaluation decided');
    const presented = facts.presented ?? facts.presentedBefore;
    if (data.content !== presented) report(30, 'the locked text is not what was presented');
    const isEarlier = facts.presented === null || facts.attemptOver;
    if (isEarlier !== (data.origin !== undefined)) report(42, 'which attempt the answer is of is told wrongly');
  },
  agent_paused: ({ agent_id, data }, facts, report) => {
    const agent = agentFacts(facts, agent_id);
    if (data.gate === 'backoff' && agent.retries >= 2) report(26, `${agent.id} is tried again too often`);
  },
};
