import type { Effect } from '../../src/coordination/effects.ts';
import { toolCallId } from '../../src/coordination/ids.ts';
import type { ModelOutcome, RequestedCall } from '../../src/coordination/inputs.ts';
import type { AgentFailureClass } from '../../src/coordination/vocabulary.ts';
import type { Chance } from './chance.ts';
import type { Profile } from './profiles.ts';

export type ModelCall = Extract<Effect, { readonly type: 'call_model' }>;

/** One scripted model and what it remembers. */
export interface ScriptedModel {
  readonly profile: Profile;
  answered: number;
  calls: number;
}

export interface Reply {
  readonly outcome: ModelOutcome;
  readonly latencyMs: number;
}

/** A call that never sends a byte is ended by the runtime's watchdog after this long. */
const WATCHDOG_MS = 60_000;

/** A call that sends on and on: only somebody else ends it. */
export const ENDLESS_MS = 10_000_000_000;

const WORDS = ['river', 'stone', 'light', 'north', 'cloud', 'ember', 'field', 'glass', 'harbour', 'iron'] as const;
const OVERSIZED = 'word '.repeat(4_000);

const finished = (text: string, calls: readonly RequestedCall[], refused = false, truncated = false): ModelOutcome => ({
  kind: 'finished',
  text,
  calls,
  refused,
  truncated,
});

const failed = (failure: AgentFailureClass, text = ''): ModelOutcome => ({
  kind: 'failed',
  failure,
  message: `scripted ${failure}`,
  text,
});

let issued = 0;
const call = (name: string, args: unknown, argsError: string | null = null): RequestedCall => {
  issued += 1;
  return { id: toolCallId(`t${issued}`), name, args, argsError };
};

/** Ids begin anew with every world, so that a seed alone decides every byte of its log. */
export const resetToolIds = (): void => {
  issued = 0;
};

const prose = (chance: Chance, calls: number): string =>
  `${chance.pick(WORDS)} ${chance.pick(WORDS)} ${chance.pick(WORDS)} ${calls}`;

const answer = (model: ScriptedModel, chance: Chance): RequestedCall => {
  const text = chance.happens(0.002) ? OVERSIZED : prose(chance, model.calls);
  return call('new_answer', { content: text });
};

const vote = (request: ModelCall, chance: Chance): RequestedCall =>
  call('vote', { agent_id: chance.some(request.voteTargets) ?? 'agent1', reason: 'it is good' });

const stop = (chance: Chance): RequestedCall =>
  call('stop', { summary: 'my part is done', status: chance.happens(0.1) ? 'blocked' : 'complete' });

const tools = (chance: Chance): readonly RequestedCall[] =>
  Array.from({ length: chance.happens(0.3) ? chance.between(2, 3) : 1 }, () =>
    call(chance.pick(['read_file', 'write_file', 'mcp__web__search', 'no_such_tool']), { path: 'notes.md' }),
  );

function decision(model: ScriptedModel, request: ModelCall, chance: Chance): RequestedCall {
  const { offered } = request;
  const mayAnswer = offered.includes('new_answer');
  const mayConclude = offered.includes('vote') || offered.includes('stop');
  if (mayAnswer && (model.answered < model.profile.answers || !mayConclude)) {
    model.answered += 1;
    return answer(model, chance);
  }
  return offered.includes('stop') ? stop(chance) : vote(request, chance);
}

/** Something a model should not do. */
function mistake(model: ScriptedModel, request: ModelCall, chance: Chance): ModelOutcome {
  const { kind } = model.profile;
  const text = prose(chance, model.calls);
  if (kind === 'broken') return failed(chance.pick(['auth', 'config', 'quota', 'request', 'internal']));
  if (kind === 'flaky') return failed(chance.pick(['transient', 'transient', 'context_overflow']), text);
  if (kind === 'mute') return finished('', []);
  if (kind === 'stubborn') return finished(text, []);
  switch (chance.between(0, 12)) {
    case 0:
      return finished(text, []);
    case 1:
      return finished(text, [answer(model, chance), vote(request, chance)]);
    case 2:
      return finished('', [call('vote', { agent_id: 'agent99', reason: '' })]);
    case 3:
      return finished('', [vote(request, chance), vote(request, chance), vote(request, chance)]);
    case 4:
      return finished('', [call('vote', null, 'unexpected end'), call('read_file', {})]);
    case 5:
      return finished('', [call('new_answer', { content: chance.pick<unknown>([42, '', '   ']) })]);
    case 6:
      return finished('', [call(chance.pick(['submit', 'stop', 'vote', 'restart_orchestration', 'new_answer']), {})]);
    case 7:
      return finished(text, [], true);
    case 8:
      return failed('transient', text);
    case 9:
      return failed('context_overflow');
    case 10:
      return { kind: 'aborted', text };
    case 11:
      return finished('', [...tools(chance), answer(model, chance)]);
    default:
      return finished(OVERSIZED, [], false, true);
  }
}

function coordinationReply(model: ScriptedModel, request: ModelCall, chance: Chance): ModelOutcome {
  const { profile } = model;
  if (chance.happens(profile.badRate)) return mistake(model, request, chance);
  if (!chance.happens(profile.toolRate)) return finished('', [decision(model, request, chance)]);
  const used = tools(chance);
  return finished('', chance.happens(0.2) ? [...used, decision(model, request, chance)] : used);
}

function presentationReply(model: ScriptedModel, chance: Chance): ModelOutcome {
  const dice = chance.next();
  if (dice < 0.8) return finished(`final ${prose(chance, model.calls)}`, []);
  if (dice < 0.85) return finished('', []);
  if (dice < 0.9) return failed('transient', 'half a sent');
  if (dice < 0.95) return finished('', tools(chance));
  return finished('', [answer(model, chance)]);
}

function evaluationReply(model: ScriptedModel, chance: Chance): ModelOutcome {
  const restart = { reason: 'thin', instructions: chance.pick(['look deeper', `more ${model.calls}`]) };
  const dice = chance.next();
  if (dice < 0.4) return finished('', [call('submit', { confirmed: true })]);
  if (dice < 0.7) return finished('', [call('restart_orchestration', restart)]);
  if (dice < 0.78)
    return finished(`so: {"action_type":"restart_orchestration","restart_data":${JSON.stringify(restart)}}`, []);
  if (dice < 0.86) return finished('it is fine', []);
  if (dice < 0.93) return finished('', tools(chance));
  return failed('transient');
}

/** What a model does with one call, and how long it takes. */
export function replyTo(model: ScriptedModel, request: ModelCall, chance: Chance): Reply {
  model.calls += 1;
  const { profile } = model;
  const latencyMs = chance.between(profile.fastestMs, profile.slowestMs);
  if (profile.kind === 'endless') {
    if (request.stage === 'presentation') return { outcome: presentationReply(model, chance), latencyMs };
    const outcome = coordinationReply({ ...model, profile: { ...profile, badRate: 0 } }, request, chance);
    return { outcome, latencyMs: chance.happens(profile.badRate) ? ENDLESS_MS : latencyMs };
  }
  if (profile.badRate > 0 && chance.happens(0.03)) {
    // A stall: the watchdog ends it. A slow stream: it just takes very long.
    return chance.happens(0.5)
      ? { outcome: failed('transient'), latencyMs: WATCHDOG_MS }
      : { outcome: coordinationReply(model, request, chance), latencyMs: latencyMs * 40 };
  }
  if (request.stage === 'presentation') return { outcome: presentationReply(model, chance), latencyMs };
  if (request.stage === 'post_evaluation') return { outcome: evaluationReply(model, chance), latencyMs };
  return { outcome: coordinationReply(model, request, chance), latencyMs };
}
