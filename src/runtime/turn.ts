import { accept } from '../coordination/accept.ts';
import type { Command } from '../coordination/commands.ts';
import type { Effect } from '../coordination/effects.ts';
import type { EventDraft } from '../coordination/events.ts';
import type { AgentId } from '../coordination/ids.ts';
import type { Rng } from '../coordination/rng.ts';
import { fenceMark } from '../prompts/fence.ts';
import type { HistoryEntry } from '../prompts/round-context.ts';
import { deferred } from '../shared/deferred.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { createAttemptKeeper } from './attempt-keeper.ts';
import { createAgentLoop, type AgentLoop } from './agent-loop.ts';
import type { Buckets } from './calls/rate-limit.ts';
import type { Bus } from './bus.ts';
import { createDeadlines } from './deadlines.ts';
import { describeBug } from './describe-bug.ts';
import { createEngine, type Engine } from './engine.ts';
import { perform } from './perform.ts';
import type { LogUnwritable } from './ports/log.ts';
import type { TurnResult } from './ports/session.ts';
import type { SessionAgent, SessionDeps } from './session-deps.ts';
import { createTaskGroup, settledWithin } from './task-group.ts';
import { createTextMerger } from './calls/text-merger.ts';
import { brokenOff, lostLog, runEnded, runStarted, type TurnEnd } from './turn-events.ts';

export interface TurnContext {
  readonly deps: SessionDeps;
  readonly bus: Bus;
  /** For the rules alone: what chance decides there must not depend on how fast anything was. */
  readonly rng: Rng;
  /** For waits. */
  readonly random: () => number;
  readonly buckets: Buckets;
  /** 1-based. */
  readonly turn: number;
  readonly question: string;
  readonly history: readonly HistoryEntry[];
}

/** One turn at work. */
export interface Turn {
  dispatch(command: Command): Result<void, string>;
  logFailed(failure: LogUnwritable): void;
  /** Rejects only on a bug. */
  run(signal: AbortSignal): Promise<TurnResult>;
}

/** Commands that may wait while the next attempt is opened; more are refused with a reason. */
const MAX_WAITING_COMMANDS = 64;

/** How long aborted work may take to stop before the turn ends without it. */
const SETTLE_MS = 1000;

export function createTurn(context: TurnContext): Turn {
  const { deps, bus, question } = context;
  const { clock, agents } = deps;
  const startedAtMs = clock.now();
  const over = deferred<void>();
  const stopped = new AbortController();
  let bug: { readonly cause: unknown } | null = null;
  let end: TurnEnd = { outcome: 'failed', exitCode: 2 };
  let turnStarted: EventDraft | null = null;

  const onBug = (where: string, cause: unknown): void => bus.publish([describeBug(where, cause)]);
  function onFatalBug(cause: unknown): void {
    bug ??= { cause };
    over.resolve();
    try {
      onBug('rules', cause);
    } catch (worse) {
      // Not even the bug can be told in the log: whoever waits for the turn gets both.
      bug = { cause: new AggregateError([cause, worse], 'the turn broke down, and so did telling of it') };
    }
  }

  const keeper = createAttemptKeeper(deps.archive, bus, context.turn, onBug);
  const work = createTaskGroup(onFatalBug);
  const chores = createTaskGroup(onFatalBug);
  const engine: Engine = createEngine({
    bus,
    clock,
    rng: context.rng,
    onBug: onFatalBug,
    perform: (effect) => perform(effect, { loopOf, deadlines, snapshot, savePartial, newAttempt, turnOver }),
  });
  const deadlines = createDeadlines(clock, work, (name, agentId) => {
    if (name === 'orchestrator_deadline') tellLastWords();
    engine.post({ type: 'timer', name, agentId });
  });
  const merger = createTextMerger(clock, work);
  // What an aborted call still has to tell after the end would stand behind the last event of the turn.
  const publish = (drafts: readonly EventDraft[]): void => {
    if (!engine.stopped) bus.publish(drafts);
  };

  function createLoop(agent: SessionAgent): AgentLoop {
    const { id } = agent;
    return createAgentLoop({
      agent,
      clock,
      merger,
      publish,
      question,
      pricing: deps.pricing,
      bucket: context.buckets.get(agent.bucketKey),
      random: context.random,
      budgetEndMs: () => deadlines.budgetEndMs(id),
      onRateLimit: (untilMs) => engine.post({ type: 'rate_limit_wait', agentId: id, untilMs }),
      settings: deps.settings,
      cacheKey: `${deps.sessionId.slice(-50)}/${agents.indexOf(agent) + 1}`,
      history: context.history,
      mark: fenceMark(`${deps.seed}/${deps.sessionId}/${context.turn}/${id}`),
      tools: deps.tools,
      tasks: work,
      round: () => Math.max(0, bus.state.agents[id]?.round ?? 0),
      post: (input) => engine.post(input),
      onBug,
      onContext: (text) => keeper.noteContext(id, text),
    });
  }
  const loops = new Map<AgentId, AgentLoop>(agents.map((agent) => [agent.id, createLoop(agent)]));

  function loopOf(agentId: AgentId): AgentLoop {
    const loop = loops.get(agentId);
    if (loop === undefined) throw new Error(`no agent ${agentId} in this session`);
    return loop;
  }

  function snapshot(effect: Extract<Effect, { type: 'snapshot' }>): void {
    const { agentId, callId } = effect;
    const { context: sent } = loopOf(agentId);
    work.run(async () => {
      const path = await keeper.snapshot(effect, sent, stopped.signal);
      engine.post({ type: 'snapshot_ended', agentId, callId, path });
    });
  }

  const savePartial = (): void => chores.run(() => keeper.savePartial());

  /** What was being written becomes a draft before the turn ends under it. */
  function tellLastWords(): void {
    for (const loop of loops.values()) loop.tellLastWords();
  }

  function command(wanted: Command): void {
    if (wanted.type === 'cancel') tellLastWords();
    engine.post({ type: 'command', command: wanted });
  }

  /** Stops all agents and their timers; what does not stop in time is left behind. */
  async function settle(): Promise<void> {
    for (const loop of loops.values()) loop.abortAll();
    deadlines.clearAll();
    const inTime = await settledWithin(work, clock, SETTLE_MS);
    if (inTime) return;
    const text = 'Some work could not be stopped in time and was left behind.';
    bus.publish([
      { event_type: 'status_message', agent_id: null, round_number: null, data: { level: 'warning', text } },
    ]);
  }

  function newAttempt(attempt: number): void {
    engine.pause();
    chores.run(async () => {
      await settle();
      await keeper.close();
      const header = [runStarted(deps), ...(turnStarted === null ? [] : [turnStarted])];
      if (await keeper.open(attempt, header)) engine.resume({ type: 'attempt_opened', attempt });
    });
  }

  function turnOver(): void {
    engine.stop();
    over.resolve();
  }

  const cancel = (): void => command({ type: 'cancel', source: 'api', level: 1 });

  async function finish(): Promise<void> {
    engine.stop();
    await chores.settled();
    await settle();
    stopped.abort();
    if (bug !== null && bus.state.outcome === null) {
      bus.publish(brokenOff(bus.state, 'internal error', clock.now() - startedAtMs));
    }
    bus.publish([runEnded(end, clock.now() - startedAtMs)]);
    for (const { client } of agents) client.close();
    await keeper.close();
    await deps.archive.finishTurn(bus.state);
  }

  return {
    dispatch(wanted) {
      if (engine.stopped) return fail('no turn is running');
      if (engine.waiting >= MAX_WAITING_COMMANDS) return fail('too many commands are waiting; try again in a moment');
      // A turn whose log is being opened can be cancelled, and nothing else.
      const answer = turnStarted === null && wanted.type === 'cancel' ? ok(undefined) : accept(bus.state, wanted);
      if (answer.ok) command(wanted);
      return answer;
    },
    logFailed(failure) {
      engine.stop();
      bus.announce(lostLog(bus.state, failure, clock.now() - startedAtMs));
      over.resolve();
    },
    async run(signal) {
      const unsubscribe = bus.subscribe((event) => {
        if (event.event_type !== 'system_status') return;
        if (event.data.status === 'turn_started') turnStarted = event;
        else end = { outcome: event.data.outcome, exitCode: event.data.exit_code };
      });
      signal.addEventListener('abort', cancel, { once: true });
      try {
        if (await keeper.open(0, [])) {
          bus.publish([runStarted(deps)]);
          engine.resume({
            type: 'turn_requested',
            question,
            turn: context.turn,
            historyLength: context.history.length,
          });
          if (signal.aborted) cancel();
        }
        await over.promise;
        await finish();
      } finally {
        signal.removeEventListener('abort', cancel);
        unsubscribe();
      }
      if (bug !== null) throw bug.cause;
      return {
        ...end,
        state: bus.state,
        ...keeper.paths,
      };
    },
  };
}
