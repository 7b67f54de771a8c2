import { agentFacts } from './facts.ts';
import type { EventChecks } from './check.ts';

const TERMINAL = new Set(['new_answer', 'vote', 'stop', 'submit', 'restart_orchestration']);

/** Tries and time limits: 22, 25. */
export const timeChecks: EventChecks = {
  enforcement: ({ agent_id, data }, facts, report) => {
    const agent = agentFacts(facts, agent_id);
    if (data.attempt !== agent.enforcements + 1) report(22, `${agent.id} jumps to attempt ${data.attempt}`);
    if (data.attempt > 3) report(22, `${agent.id} is asked ${data.attempt} times`);
  },
  soft_timeout: ({ agent_id }, facts, report) => {
    if (agentFacts(facts, agent_id).softAtMs !== null) report(25, `${agent_id} is warned twice in a round`);
  },
  hard_timeout: ({ agent_id }, facts, report) => {
    const { softAtMs } = agentFacts(facts, agent_id);
    const graceMs = facts.settings.roundTimeoutGraceMs;
    if (softAtMs === null) report(25, `${agent_id} is cut off without a warning`);
    else if (facts.nowMs - softAtMs < graceMs) report(25, `${agent_id} had ${facts.nowMs - softAtMs} ms of grace`);
  },
  tool_blocked: ({ agent_id, data }, facts, report) => {
    const agent = agentFacts(facts, agent_id);
    if (!agent.hard && !agent.lastCall) report(25, `a tool of ${agent.id} is blocked before its time`);
    const name = data.reason.split(' ')[0] ?? '';
    if (TERMINAL.has(name)) report(25, `${name} is blocked`);
  },
};
