import { assertNever } from '../shared/never.ts';
import { accept } from './accept.ts';
import type { Command } from './commands.ts';
import type { Effect } from './effects.ts';
import type { EventDraft } from './events.ts';
import { commitAnswer } from './round/answers.ts';
import { cancelTurn } from './turn/cancel.ts';
import { onDeadline, onDeadlineWarning } from './turn/deadline.ts';
import { onEvaluationTimeout } from './turn/evaluation.ts';
import { onBackoffOver } from './round/failure.ts';
import { queueHumanInput } from './round/human-input.ts';
import { onRateLimitWait } from './round/rate-limit.ts';
import { onModelEnded, onToolEnded } from './turn/respond.ts';
import { onGatherOver, settle } from './turn/settle.ts';
import { onHardTimer, onSoftTimer, softTimeoutDue } from './round/timeouts.ts';
import { onAttemptOpened, onTurnRequested } from './turn/turn-start.ts';
import type { Work } from './round/work.ts';
import type { AgentId } from './ids.ts';
import type { Input, TimerName } from './inputs.ts';
import type { Rng } from './rng.ts';
import type { State } from './state.ts';

export interface Step {
  readonly events: readonly EventDraft[];
  readonly effects: readonly Effect[];
  /** The fold of `events` over the state given, numbered on from its `seq`. */
  readonly state: State;
}

/**
 * Everything the rules do: one input, and what follows from it. Pure. Inputs that fit nothing that is open (a late
 * result, a timer of an earlier round, a command that is refused) give no events.
 */
export function step(state: State, input: Input, nowMs: number, rng: Rng): Step {
  const work: Work = { state, nowMs, rng, events: [], effects: [] };
  const isHeard = state.outcome === null || input.type === 'turn_requested';
  if (isHeard) handle(work, input);
  // A step that changed nothing leaves nothing to settle.
  if (work.events.length > 0) settle(work);
  return { events: work.events, effects: work.effects, state: work.state };
}

function handle(work: Work, input: Input): void {
  switch (input.type) {
    case 'turn_requested':
      onTurnRequested(work, input);
      break;
    case 'attempt_opened':
      onAttemptOpened(work, input);
      break;
    case 'model_ended':
      onModelEnded(work, input);
      break;
    case 'tool_ended':
      onToolEnded(work, input);
      break;
    case 'snapshot_ended': {
      const proposed = work.state.agents[input.agentId]?.current?.proposed ?? null;
      if (proposed?.callId === input.callId) commitAnswer(work, input.agentId, input.path);
      break;
    }
    case 'rate_limit_wait':
      onRateLimitWait(work, input);
      break;
    case 'timer':
      onTimer(work, input.name, input.agentId);
      break;
    case 'command':
      onCommand(work, input.command);
      break;
    default:
      assertNever(input);
  }
}

function onTimer(work: Work, name: TimerName, agentId: AgentId | null): void {
  if (name === 'orchestrator_deadline') onDeadline(work);
  else if (name === 'deadline_warning') onDeadlineWarning(work);
  else if (name === 'evaluation_deadline') {
    if (work.state.presentation !== null) onEvaluationTimeout(work, work.state.presentation.agentId);
  } else if (agentId !== null) {
    if (name === 'round_soft') onSoftTimer(work, agentId);
    else if (name === 'round_hard') onHardTimer(work, agentId);
    else if (name === 'agent_backoff') onBackoffOver(work, agentId);
    else onGatherOver(work, agentId);
  }
}

function onCommand(work: Work, command: Command): void {
  if (!accept(work.state, command).ok) return;
  if (command.type === 'cancel') cancelTurn(work, command);
  else if (command.type === 'answer_now') softTimeoutDue(work, command.agentId, true);
  else queueHumanInput(work, command);
}
