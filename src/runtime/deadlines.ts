import type { AgentId } from '../coordination/ids.ts';
import type { TimerName } from '../coordination/inputs.ts';
import type { Clock } from './ports/clock.ts';
import type { TaskGroup } from './task-group.ts';

/** The timers of a turn: at most one per name and agent. */
export interface Deadlines {
  /** Setting a timer that is set moves it. */
  set(name: TimerName, agentId: AgentId | null, atMs: number): void;
  clear(name: TimerName, agentId: AgentId | null): void;
  clearAll(): void;
  /** When the time of this agent is over at the latest: nothing may sleep past it. */
  budgetEndMs(agentId: AgentId): number;
}

/** Timers that end an agent's work when they fire; the others only warn or wake. */
const FINAL_TIMERS: readonly TimerName[] = ['orchestrator_deadline', 'evaluation_deadline', 'round_hard'];

const keyOf = (name: TimerName, agentId: AgentId | null): string => `${name}/${agentId ?? ''}`;

export function createDeadlines(
  clock: Clock,
  tasks: TaskGroup,
  fire: (name: TimerName, agentId: AgentId | null) => void,
): Deadlines {
  const timers = new Map<string, { readonly atMs: number; readonly stop: AbortController }>();

  function clear(name: TimerName, agentId: AgentId | null): void {
    const key = keyOf(name, agentId);
    timers.get(key)?.stop.abort();
    timers.delete(key);
  }

  return {
    set(name, agentId, atMs) {
      clear(name, agentId);
      const timer = { atMs, stop: new AbortController() };
      timers.set(keyOf(name, agentId), timer);
      tasks.run(async () => {
        await clock.sleep(Math.max(0, atMs - clock.now()), timer.stop.signal);
        if (timer.stop.signal.aborted) return;
        timers.delete(keyOf(name, agentId));
        fire(name, agentId);
      });
    },
    clear,
    clearAll() {
      for (const { stop } of timers.values()) stop.abort();
      timers.clear();
    },
    budgetEndMs: (agentId) =>
      Math.min(
        Number.POSITIVE_INFINITY,
        ...FINAL_TIMERS.flatMap((name) => [
          timers.get(keyOf(name, null))?.atMs,
          timers.get(keyOf(name, agentId))?.atMs,
        ]).filter((atMs) => atMs !== undefined),
      ),
  };
}
