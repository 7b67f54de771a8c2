import type { Effect } from '../coordination/effects.ts';
import type { AgentId } from '../coordination/ids.ts';
import { assertNever } from '../shared/never.ts';
import type { AgentLoop } from './agent-loop.ts';
import type { Deadlines } from './deadlines.ts';

type EffectOf<Type extends Effect['type']> = Extract<Effect, { type: Type }>;

/** Who does what the rules ask for. */
export interface Performers {
  loopOf(agentId: AgentId): AgentLoop;
  readonly deadlines: Pick<Deadlines, 'set' | 'clear'>;
  snapshot(effect: EffectOf<'snapshot'>): void;
  savePartial(): void;
  newAttempt(attempt: number): void;
  turnOver(): void;
}

/** Hands one effect to whoever does it. Nothing is waited for: results come back as inputs. */
export function perform(effect: Effect, by: Performers): void {
  switch (effect.type) {
    case 'call_model':
      return by.loopOf(effect.agentId).callModel(effect);
    case 'abort_model':
      return by.loopOf(effect.agentId).abort('model', effect.callId);
    case 'run_tools':
      return by.loopOf(effect.agentId).runTools(effect);
    case 'abort_tools':
      return by.loopOf(effect.agentId).abort('tools', effect.callId);
    case 'snapshot':
      return by.snapshot(effect);
    case 'set_timer':
      return by.deadlines.set(effect.name, effect.agentId, effect.atMs);
    case 'clear_timer':
      return by.deadlines.clear(effect.name, effect.agentId);
    case 'save_partial':
      return by.savePartial();
    case 'new_attempt':
      return by.newAttempt(effect.attempt);
    case 'turn_over':
      return by.turnOver();
    default:
      return assertNever(effect);
  }
}
