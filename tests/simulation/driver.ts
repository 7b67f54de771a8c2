import type { Effect } from '../../src/coordination/effects.ts';
import type { EventDraft } from '../../src/coordination/events.ts';
import type { AgentId, ModelCallId } from '../../src/coordination/ids.ts';
import { initialState } from '../../src/coordination/initial.ts';
import type { Input } from '../../src/coordination/inputs.ts';
import { fold } from '../../src/coordination/reduce.ts';
import type { State } from '../../src/coordination/state.ts';
import { step } from '../../src/coordination/step.ts';
import type { CancelSource } from '../../src/coordination/vocabulary.ts';
import { createChance } from './chance.ts';
import { ENDLESS_MS, replyTo, resetToolIds } from './model-script.ts';
import type { ModelCall, ScriptedModel } from './model-script.ts';
import type { World } from './random-world.ts';
import { callEnded, callStarted } from './telemetry.ts';
import { createTimeline } from './timeline.ts';

/** Looks on while a world runs. */
export interface Watcher {
  event(event: EventDraft, seq: number, nowMs: number): void;
  effect(effect: Effect, nowMs: number): void;
  /** An input is about to be handled in this state. */
  stepping(input: Input, state: State): void;
  /** All of it was done. */
  stepped(): void;
}

const ignore = (): void => {};

/** Sees nothing: for runs of which only the result matters. */
export const BLIND: Watcher = { event: ignore, effect: ignore, stepping: ignore, stepped: ignore };

export interface RunResult {
  readonly first: State;
  readonly last: State;
  readonly events: readonly EventDraft[];
  readonly inputs: number;
  readonly endedAtMs: number;
  readonly isOver: boolean;
}

const START_MS = 1_700_000_000_000;
/** No world needs more inputs than this; one that does is going round in circles. */
export const MAX_INPUTS = 20_000;

interface Running {
  readonly input: Extract<Input, { readonly type: 'model_ended' }>;
  isStopped: boolean;
  readonly isEndless: boolean;
}

/** Runs one world to its end, performing effects as the runtime will, on a clock that jumps from input to input. */
export function runWorld(world: World, watcher: Watcher): RunResult {
  const chance = createChance(world.seed + 77);
  const rng = createChance(world.seed + 99);
  const timeline = createTimeline<Input | Running>();
  const models = new Map<AgentId, ScriptedModel>();
  const running = new Map<ModelCallId, Running>();
  const timers = new Map<string, number>();
  const events: EventDraft[] = [];
  const first = initialState(world.settings, [], 'simulated');
  let state = first;
  let nowMs = START_MS;
  let inputs = 0;
  let isOver = false;
  resetToolIds();
  for (const [index, { id }] of world.settings.agents.entries()) {
    const profile = world.profiles[index];
    if (profile !== undefined) models.set(id, { profile, answered: 0, calls: 0 });
  }

  const record = (draft: EventDraft, seq: number): void => {
    events.push(draft);
    watcher.event(draft, seq, nowMs);
  };
  /** The runtime's own events go through the same log. */
  const tell = (drafts: readonly EventDraft[]): void => {
    for (const draft of drafts) {
      state = fold(state, draft, state.seq + 1);
      record(draft, state.seq);
    }
  };
  const isFaulty = (): boolean => world.faultRate > 0 && chance.happens(world.faultRate);
  const later = (low: number, high: number, input: Input): void => {
    timeline.plan(nowMs + chance.between(low, high), input);
    // The same completion again, whenever: the rules must not take it twice.
    if (isFaulty()) timeline.plan(nowMs + chance.between(low, high * 20), input);
  };

  const callModel = (effect: ModelCall): void => {
    const model = models.get(effect.agentId);
    if (model === undefined) return;
    const { outcome, latencyMs } = replyTo(model, effect, chance);
    const { agentId, callId } = effect;
    const isEndless = latencyMs >= ENDLESS_MS;
    const call: Running = { input: { type: 'model_ended', agentId, callId, outcome }, isStopped: false, isEndless };
    running.set(callId, call);
    timeline.plan(nowMs + latencyMs, call);
    if (isFaulty()) timeline.plan(nowMs + latencyMs + chance.between(0, 30_000), call.input);
    if (world.telemetry) tell(callStarted(state, effect, nowMs));
  };

  const abortModel = (effect: Extract<Effect, { type: 'abort_model' }>): void => {
    const { agentId, callId, awaitEnd } = effect;
    const call = running.get(callId);
    if (call === undefined) return;
    if (awaitEnd && chance.happens(0.1)) {
      // It may finish first, all the same.
      if (call.isEndless) timeline.plan(nowMs + 1, call);
      return;
    }
    call.isStopped = !isFaulty();
    const outcome = { kind: 'aborted', text: 'half a thought' } as const;
    if (awaitEnd) timeline.plan(nowMs + chance.between(1, 900), { type: 'model_ended', agentId, callId, outcome });
  };

  const performEffect = (effect: Effect): void => {
    watcher.effect(effect, nowMs);
    switch (effect.type) {
      case 'call_model':
        callModel(effect);
        break;
      case 'abort_model':
        abortModel(effect);
        break;
      case 'run_tools':
        for (const tool of effect.calls) {
          later(5, chance.happens(0.03) ? 90_000 : 4_000, {
            type: 'tool_ended',
            agentId: effect.agentId,
            callId: effect.callId,
            toolCallId: tool.id,
            text: `result of ${tool.name}`,
            isError: tool.name === 'no_such_tool',
            unknown: tool.name === 'no_such_tool',
            progress: tool.name !== 'no_such_tool' && chance.happens(0.8),
          });
        }
        break;
      case 'snapshot':
        later(1, 1_500, {
          type: 'snapshot_ended',
          agentId: effect.agentId,
          callId: effect.callId,
          path: isFaulty() ? null : `/snapshots/${effect.label}`,
        });
        break;
      case 'set_timer':
        timers.set(`${effect.name} ${effect.agentId}`, effect.atMs);
        timeline.plan(effect.atMs, { type: 'timer', name: effect.name, agentId: effect.agentId });
        break;
      case 'clear_timer':
        if (!isFaulty()) timers.delete(`${effect.name} ${effect.agentId}`);
        break;
      case 'new_attempt':
        later(1, 500, { type: 'attempt_opened', attempt: effect.attempt });
        break;
      case 'turn_over':
        isOver = true;
        break;
      case 'abort_tools':
      case 'save_partial':
        break;
    }
  };

  const isCurrent = (input: Input): boolean => {
    if (input.type !== 'timer' || world.faultRate > 0) return true; // a faulty runtime also fires what it should not
    return timers.get(`${input.name} ${input.agentId}`) === nowMs;
  };

  planHuman(world, (atMs, input) => timeline.plan(START_MS + atMs, input), chance);
  timeline.plan(START_MS, { type: 'turn_requested', question: 'What is best?', turn: 1, historyLength: 0 });
  for (let entry = timeline.next(); entry !== undefined && inputs < MAX_INPUTS; entry = timeline.next()) {
    const { item } = entry;
    nowMs = entry.atMs;
    if ('isStopped' in item && item.isStopped) continue;
    const input = 'isStopped' in item ? item.input : item;
    if (!isCurrent(input)) continue;
    inputs += 1;
    if (world.telemetry && input.type === 'model_ended') tell(callEnded(state, input));
    watcher.stepping(input, state);
    const before = state.seq;
    const result = step(state, input, nowMs, rng);
    state = result.state;
    let seq = before;
    for (const draft of result.events) {
      seq += 1;
      record(draft, seq);
    }
    for (const effect of result.effects) performEffect(effect);
    watcher.stepped();
  }
  return { first, last: state, events, inputs, endedAtMs: nowMs, isOver };
}

function planHuman(
  world: World,
  plan: (atMs: number, input: Input) => void,
  chance: ReturnType<typeof createChance>,
): void {
  for (const [index, { atMs, act }] of world.human.entries()) {
    const agent = chance.some(world.settings.agents)?.id;
    if (agent === undefined) continue;
    if (act === 'say') {
      const targets = chance.happens(0.5) ? null : [agent];
      const command = { type: 'human_input', id: `h${index}`, content: 'please be brief', targets } as const;
      plan(atMs, { type: 'command', command });
    } else if (act === 'answer_now') {
      plan(atMs, { type: 'command', command: { type: 'answer_now', agentId: agent } });
    } else if (act === 'rate_limit') {
      plan(atMs, { type: 'rate_limit_wait', agentId: agent, untilMs: START_MS + atMs + 5_000 });
      plan(atMs + 5_000, { type: 'rate_limit_wait', agentId: agent, untilMs: null });
    } else {
      const source = chance.pick<CancelSource>(['sigint', 'sigterm', 'ui', 'api']);
      const level = act === 'kill' ? 2 : 1;
      plan(atMs, { type: 'command', command: { type: 'cancel', source, level } });
      if (chance.happens(0.5)) plan(atMs + 300, { type: 'command', command: { type: 'cancel', source, level: 2 } });
    }
  }
}
