import type { AgentId } from '../../coordination/ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { TaskGroup } from '../task-group.ts';

/** As the events are called. */
export type StreamKind = 'text' | 'thinking' | 'answer_draft';

/** Streamed pieces of one agent on their way to the bus. */
export interface TextStream {
  /** The first piece goes out at once; later ones are merged. */
  push(kind: StreamKind, text: string): void;
  /** What is waiting goes out now, before whatever is published next. */
  flush(): void;
}

/**
 * Merges streamed text to at most 20 records a second and agent, the first one without delay. Policy when full: merge;
 * nothing is dropped. Text and thinking of one window keep their own order, not the order between the two.
 */
export interface TextMerger {
  open(agentId: AgentId, emit: (kind: StreamKind, text: string) => void): TextStream;
}

const MIN_INTERVAL_MS = 50;
/** How often waiting text is looked at: one timer serves all agents, and only while text waits. */
const GRID_MS = 10;

interface Lane {
  /** At most one entry per kind. */
  waiting: { kind: StreamKind; text: string }[];
  dueMs: number;
  emit: (kind: StreamKind, text: string) => void;
}

export function createTextMerger(clock: Clock, tasks: TaskGroup): TextMerger {
  const lanes = new Map<AgentId, Lane>();
  const full = new Set<Lane>();
  let wake: AbortController | null = null;

  function emitOne(lane: Lane): void {
    const head = lane.waiting.shift();
    if (head === undefined) return;
    lane.dueMs = clock.now() + MIN_INTERVAL_MS;
    lane.emit(head.kind, head.text);
  }

  async function run(signal: AbortSignal): Promise<void> {
    while (full.size > 0 && !signal.aborted) {
      await clock.sleep(GRID_MS, signal);
      if (signal.aborted) return;
      const nowMs = clock.now();
      for (const lane of full) {
        if (lane.dueMs <= nowMs) emitOne(lane);
        if (lane.waiting.length === 0) full.delete(lane);
      }
    }
    if (!signal.aborted) wake = null;
  }

  function hold(lane: Lane): void {
    full.add(lane);
    if (wake !== null) return;
    const stop = new AbortController();
    wake = stop;
    tasks.run(() => run(stop.signal));
  }

  /** Nobody waits any more: the timer must not outlive the last stream. */
  function rest(): void {
    if (full.size > 0) return;
    wake?.abort();
    wake = null;
  }

  return {
    open(agentId, emit) {
      const lane: Lane = { waiting: [], dueMs: lanes.get(agentId)?.dueMs ?? 0, emit };
      lanes.set(agentId, lane);
      let isFirst = true;
      return {
        push(kind, text) {
          if (text === '') return;
          const same = lane.waiting.find((entry) => entry.kind === kind);
          if (same !== undefined) same.text += text;
          else lane.waiting.push({ kind, text });
          if (isFirst || (lane.waiting.length === 1 && lane.dueMs <= clock.now())) {
            isFirst = false;
            emitOne(lane);
          } else hold(lane);
        },
        flush() {
          full.delete(lane);
          while (lane.waiting.length > 0) emitOne(lane);
          rest();
        },
      };
    },
  };
}
