import type { Append } from '../../../src/coordination/append.ts';
import type { Command } from '../../../src/coordination/commands.ts';
import type { Effect } from '../../../src/coordination/effects.ts';
import type { CoordinationEvent, EventOf, EventType } from '../../../src/coordination/events.ts';
import { agentId, toolCallId } from '../../../src/coordination/ids.ts';
import type { AgentId } from '../../../src/coordination/ids.ts';
import { initialState } from '../../../src/coordination/initial.ts';
import type { Input, ModelOutcome, RequestedCall, TimerName } from '../../../src/coordination/inputs.ts';
import { reduce } from '../../../src/coordination/reduce.ts';
import { agentOf } from '../../../src/coordination/rules/roster.ts';
import { seededRng } from '../../../src/coordination/rng.ts';
import { DEFAULT_SETTINGS } from '../../../src/coordination/settings.ts';
import type { Settings } from '../../../src/coordination/settings.ts';
import type { AgentState, State } from '../../../src/coordination/state.ts';
import { step } from '../../../src/coordination/step.ts';

/** `a`, `b`, `c` … in configuration order. */
export const names = (count: number): readonly AgentId[] =>
  Array.from({ length: count }, (_, index) => agentId(String.fromCodePoint(97 + index)));

export const settingsFor = (count: number, more: Partial<Settings> = {}): Settings => ({
  ...DEFAULT_SETTINGS,
  agents: names(count).map((id) => ({ id, subtask: null })),
  ...more,
});

let calls = 0;
const call = (name: string, args: unknown): RequestedCall => {
  calls += 1;
  return { id: toolCallId(`tool_${calls}`), name, args, argsError: null };
};

export const newAnswer = (content: string): RequestedCall => call('new_answer', { content });
export const vote = (target: string, reason = 'best'): RequestedCall => call('vote', { agent_id: target, reason });
export const stop = (summary: string, status = 'complete'): RequestedCall => call('stop', { summary, status });
export const tool = (name = 'read_file'): RequestedCall => call(name, { path: 'x' });
export const anyCall = call;

/** What a test drives by hand: the rules, a clock that stands still until moved, and everything asked of the runtime. */
export interface World {
  readonly state: State;
  readonly events: readonly CoordinationEvent[];
  readonly effects: readonly Effect[];
  nowMs: number;
  send(input: Input): readonly CoordinationEvent[];
  /** The open call of an agent ends with these calls. */
  says(id: string, ...requested: readonly RequestedCall[]): readonly CoordinationEvent[];
  writes(id: string, text: string): readonly CoordinationEvent[];
  ends(id: string, outcome: ModelOutcome): readonly CoordinationEvent[];
  /** Says `new_answer` and lets its snapshot be written. */
  answers(id: string, content: string): readonly CoordinationEvent[];
  votes(id: string, target: string): readonly CoordinationEvent[];
  snapshot(id: string, path?: string | null): readonly CoordinationEvent[];
  toolEnds(
    id: string,
    requested: RequestedCall,
    more?: { text?: string; progress?: boolean; isError?: boolean; unknown?: boolean },
  ): readonly CoordinationEvent[];
  command(command: Command): readonly CoordinationEvent[];
  /** Moves the clock and fires the timer. */
  timer(name: TimerName, atMs: number, id?: string): readonly CoordinationEvent[];
  agent(id: string): AgentState;
  /** All events of a type, in order. */
  all<Type extends EventType>(type: Type): readonly EventOf<Type>[];
  last<Type extends EventType>(type: Type): EventOf<Type>['data'];
  /** What was added to the conversation with the newest call of an agent. */
  appends(id: string): readonly Append[];
  call(id: string): Extract<Effect, { type: 'call_model' }>;
}

/** What the newest call of an agent told it besides its results and answers. */
export const noteKinds = (world: World, id: string): readonly string[] =>
  world.appends(id).flatMap((append) => {
    if (append.kind === 'note') return [append.note.kind];
    return append.kind === 'tool_result' ? append.notes.map((note) => note.kind) : [];
  });

export function startWorld(count: number, more: Partial<Settings> = {}, question = 'What is best?'): World {
  const world = idleWorld(settingsFor(count, more));
  world.send({ type: 'turn_requested', question, turn: 1, historyLength: 0 });
  return world;
}

export function idleWorld(settings: Settings): World {
  let state = initialState(settings, [], 'session_1');
  const proposals = new Map<AgentId, Effect>();
  const rng = seededRng(1);
  const events: CoordinationEvent[] = [];
  const effects: Effect[] = [];

  const send = (input: Input): readonly CoordinationEvent[] => {
    const result = step(state, input, world.nowMs, rng);
    const stamped = result.events.map((draft, index) => ({
      ...draft,
      seq: state.seq + index + 1,
      timestamp: new Date(world.nowMs).toISOString(),
    })) as readonly CoordinationEvent[];
    state = stamped.reduce(reduce, state);
    events.push(...stamped);
    effects.push(...result.effects);
    for (const effect of result.effects) if (effect.type === 'snapshot') proposals.set(effect.agentId, effect);
    return stamped;
  };
  const openCall = (id: AgentId) => {
    const open = agentOf(state, id).modelCall;
    if (open === null) throw new Error(`${id} has no open call (it is ${agentOf(state, id).phase})`);
    return open;
  };

  const world: World = {
    nowMs: 1_000_000,
    get state() {
      return state;
    },
    events,
    effects,
    send,
    says: (id, ...requested) =>
      world.ends(id, { kind: 'finished', text: '', calls: requested, truncated: false, refused: false }),
    writes: (id, text) => world.ends(id, { kind: 'finished', text, calls: [], truncated: false, refused: false }),
    ends: (id, outcome) =>
      send({ type: 'model_ended', agentId: agentId(id), callId: openCall(agentId(id)).id, outcome }),
    answers: (id, content) => [...world.says(id, newAnswer(content)), ...world.snapshot(id)],
    votes: (id, target) => world.says(id, vote(target)),
    snapshot: (id, path = `/snapshots/${id}`) => {
      const effect = proposals.get(agentId(id));
      if (effect?.type !== 'snapshot') throw new Error(`${id} proposed nothing`);
      proposals.delete(agentId(id));
      return send({ type: 'snapshot_ended', agentId: effect.agentId, callId: effect.callId, path });
    },
    toolEnds: (id, requested, { text = 'done', progress = true, isError = false, unknown = false } = {}) => {
      const message = agentOf(state, agentId(id)).current?.message;
      if (!message) throw new Error(`${id} runs no tools`);
      return send({
        type: 'tool_ended',
        agentId: agentId(id),
        callId: message.callId,
        toolCallId: requested.id,
        text,
        isError,
        progress,
        unknown,
      });
    },
    command: (command) => send({ type: 'command', command }),
    timer: (name, atMs, id) => {
      world.nowMs = atMs;
      return send({ type: 'timer', name, agentId: id === undefined ? null : agentId(id) });
    },
    agent: (id) => agentOf(state, agentId(id)),
    all: (type) => events.filter((event) => event.event_type === type) as never,
    last: (type) => {
      const found = events.findLast((event) => event.event_type === type);
      if (found === undefined) throw new Error(`no ${type} happened`);
      return found.data as never;
    },
    appends: (id) => world.call(id).appends,
    call: (id) => {
      const found = effects.findLast((effect) => effect.type === 'call_model' && effect.agentId === agentId(id));
      if (found?.type !== 'call_model') throw new Error(`${id} was never called`);
      return found;
    },
  };
  return world;
}
