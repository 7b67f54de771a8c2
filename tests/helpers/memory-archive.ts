import type { CoordinationEvent, EventType, EventOf } from '../../src/coordination/events.ts';
import type { AgentId } from '../../src/coordination/ids.ts';
import type { State } from '../../src/coordination/state.ts';
import type { AttemptArchive, RunArchive } from '../../src/runtime/ports/archive.ts';
import { LogUnwritable } from '../../src/runtime/ports/log.ts';

/** One attempt as it was archived. */
interface ArchivedAttempt {
  readonly turn: number;
  readonly attempt: number;
  readonly events: CoordinationEvent[];
  readonly projected: CoordinationEvent[];
  readonly snapshots: {
    readonly agentId: AgentId;
    readonly label: string;
    readonly content: string;
    readonly context: string;
  }[];
  readonly contexts: Map<AgentId, string>;
  partial: State | null;
  finished: State | null;
  closed: boolean;
}

export interface MemoryArchive extends RunArchive {
  readonly attempts: readonly ArchivedAttempt[];
  readonly turnsFinished: number;
  /** All events of all attempts. */
  readonly events: readonly CoordinationEvent[];
  eventsOf<Type extends EventType>(type: Type): readonly EventOf<Type>[];
}

/** An archive in memory. `refuse` makes the log fail: it is asked before each batch. */
export function createMemoryArchive(
  options: {
    readonly refuse?: (events: readonly CoordinationEvent[], soFar: number) => boolean;
    readonly refuseOpen?: (attempt: number) => boolean;
    readonly snapshot?: () => Promise<string | null>;
    readonly finish?: () => Promise<void>;
    /** Each attempt is opened when this resolves. */
    readonly opening?: () => Promise<void>;
  } = {},
): MemoryArchive {
  const attempts: ArchivedAttempt[] = [];
  let turnsFinished = 0;

  function open(turn: number, attempt: number): AttemptArchive {
    const kept: ArchivedAttempt = {
      turn,
      attempt,
      events: [],
      projected: [],
      snapshots: [],
      contexts: new Map(),
      partial: null,
      finished: null,
      closed: false,
    };
    attempts.push(kept);
    const attemptDir = `/log/turn_${turn}/attempt_${attempt}`;
    return {
      log: {
        append(events) {
          if (kept.closed) throw new Error('appended to a closed log');
          if (options.refuse?.(events, kept.events.length) === true) {
            throw new LogUnwritable(`${attemptDir}/events.jsonl`, new Error('ENOSPC'), 'the disk is full');
          }
          kept.events.push(...structuredClone(events));
        },
        flush: () => Promise.resolve(),
        close: () => Promise.resolve(),
      },
      logDir: '/log',
      attemptDir,
      statusPath: `${attemptDir}/status.json`,
      snapshotAnswer(agentId, label, content, context) {
        kept.snapshots.push({ agentId, label, content, context });
        return options.snapshot?.() ?? Promise.resolve(`${attemptDir}/${agentId}/${label}`);
      },
      project: (event) => void kept.projected.push(event),
      noteContext: (agentId, context) => void kept.contexts.set(agentId, context),
      savePartial(state) {
        kept.partial = state;
        return Promise.resolve(state.answers.length > 0 ? `${attemptDir}/partial` : null);
      },
      finish(state) {
        kept.finished = state;
        kept.closed = true;
        return options.finish?.() ?? Promise.resolve();
      },
    };
  }

  const all = (): readonly CoordinationEvent[] => attempts.flatMap((attempt) => attempt.events);
  return {
    async openAttempt(turn, attempt) {
      await options.opening?.();
      if (options.refuseOpen?.(attempt) === true) {
        throw new LogUnwritable('/log', new Error('EROFS'), 'the folder is read-only');
      }
      return open(turn, attempt);
    },
    finishTurn: () => {
      turnsFinished += 1;
      return Promise.resolve();
    },
    attempts,
    get turnsFinished() {
      return turnsFinished;
    },
    get events() {
      return all();
    },
    eventsOf: (type) => all().filter((event) => event.event_type === type) as never,
  };
}
