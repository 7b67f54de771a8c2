import type { AgentState, State } from '../coordination/state.ts';
import type { Activity } from './activity.ts';
import type { Glyphs } from './glyphs.ts';
import { shortLabel, shortTime } from './numbers.ts';
import type { Role } from './span.ts';
import { FAILURE_WORDS } from './words.ts';

/** An agent's state as it is drawn: a sign, always with a word, so that colour is never needed to tell states apart. */
export interface Mark {
  readonly glyph: string;
  /** `write`, `tool:web_search`, `voted 1.2` */
  readonly word: string;
  /** The shortest that still tells the state: `⠹write`, `✓→1.2`, `◆2.1`. */
  readonly badge: string;
  readonly role: Role;
  /** Time in the state, `8s`; empty where it would say nothing. */
  readonly time: string;
  readonly working: boolean;
}

export interface MarkContext {
  readonly glyphs: Glyphs;
  /** Frame of the spinner, or what stands in its place when nothing may move. */
  readonly spin: string;
  readonly nowMs: number;
}

const LONG_ENOUGH_MS = 3000;

const still = (glyph: string, word: string, role: Role, badge = `${glyph}${word}`): Mark => ({
  glyph,
  word,
  badge,
  role,
  time: '',
  working: false,
});

function votedMark(agent: AgentState, glyphs: Glyphs): Mark {
  const choice = agent.vote === null ? '' : shortLabel(agent.vote.label);
  return still(glyphs.done, `voted ${choice}`, 'success', `${glyphs.done}${glyphs.arrow}${choice}`);
}

/** How an agent's state is drawn now. */
export function markOf(state: State, agent: AgentState, activity: Activity, context: MarkContext): Mark {
  const { glyphs, spin, nowMs } = context;
  const busy = (word: string, short: string, role: Role = 'accent'): Mark => {
    const spent = nowMs - activity.sinceMs;
    const time = activity.sinceMs > 0 && spent >= LONG_ENOUGH_MS ? shortTime(spent) : '';
    return { glyph: spin, word, badge: `${spin}${short}`, role, time, working: true };
  };
  const streaming = (otherwise: Mark): Mark => {
    if (activity.kind === 'tool') return busy(`tool:${activity.name}`, 'tool');
    if (activity.kind === 'writing') return busy('write', 'write');
    if (agent.roundKind === 'vote_only') return busy('vote', 'vote');
    return activity.kind === 'thinking' ? busy('think', 'think') : otherwise;
  };
  if (activity.kind === 'retrying') {
    const left = shortTime(Math.max(0, activity.untilMs - nowMs) + 999);
    const word = `retry ${activity.attempt}/${activity.maxAttempts} in ${left}`;
    return {
      ...busy(word, `retry ${left}`, 'warning'),
      glyph: glyphs.again,
      badge: `${glyphs.again}${left}`,
      time: '',
    };
  }
  if (state.winner?.agentId === agent.id && agent.phase !== 'presenting') {
    return still(glyphs.winner, 'winner', 'winner', glyphs.winner);
  }
  switch (agent.phase) {
    case 'idle':
    case 'waiting_all_answers':
      return still(glyphs.waiting, 'wait', 'muted');
    case 'paused_fairness':
      return still(glyphs.waiting, 'paused', 'muted');
    case 'starting':
      return busy('start', 'start');
    case 'streaming':
      return streaming(busy('think', 'think'));
    case 'tool_running':
      return streaming(busy('tool', 'tool'));
    case 'enforcing':
      return busy('once more', 'again');
    case 'answered':
      return still(glyphs.answered, `a${ownLabel(agent)}`, 'success', `${glyphs.answered}${ownLabel(agent)}`);
    case 'voted':
      return votedMark(agent, glyphs);
    case 'stopped':
      return still(glyphs.stopped, 'stopped', 'success', `${glyphs.stopped}stop`);
    case 'restarting':
      return still(glyphs.again, `r${agent.round + 2}`, 'info');
    case 'rate_limited':
      return still(glyphs.again, 'rate limit', 'warning', `${glyphs.again}limit`);
    case 'presenting':
      return { ...busy('presents', 'present', 'winner'), badge: `${spin}${glyphs.winner}` };
    case 'evaluating':
      return busy('evaluates', 'eval', 'special');
    case 'failed':
      return still(glyphs.failed, FAILURE_WORDS[agent.failed?.class ?? 'internal'], 'error');
    case 'timed_out':
      return still(glyphs.failed, 'timeout', 'error');
    case 'cancelled':
      return still(glyphs.cancelled, 'cancelled', 'warning', `${glyphs.cancelled}cancelled`);
    case 'completed':
      if (agent.vote !== null) return votedMark(agent, glyphs);
      return still(glyphs.done, 'done', 'success');
  }
}

const ownLabel = (agent: AgentState): string => `${agent.number}.${agent.revision}`;

/** Before there is a state: every agent waits. */
export const waitingMark = (glyphs: Glyphs): Mark => ({
  glyph: glyphs.waiting,
  word: 'wait',
  badge: `${glyphs.waiting}wait`,
  role: 'muted',
  time: '',
  working: false,
});
