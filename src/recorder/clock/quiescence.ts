import { performance as nodePerformance } from 'node:perf_hooks';
import { requestsUnderWay, watchRequests } from './requests-under-way.ts';

/** Finds out when a process has nothing left to do but wait for time or for somebody. */
export interface Quiescence {
  /**
   * Resolves when promises, turns of the event loop, files, names, connections and traffic on local sockets have come to
   * rest. What takes longer than `patienceMs` of real time (a child that never ends) is not waited for again.
   */
  settle(signal: AbortSignal): Promise<void>;
}

export interface QuiescenceOptions {
  /** Counts what else must have come to rest; the same number twice is rest. Default: nothing else. */
  readonly touches?: () => number;
  /** Real milliseconds. Default 1000. */
  readonly patienceMs?: number;
}

/** Taken before anybody replaces them: rest is looked for in real time. */
const { setTimeout: realSetTimeout, setImmediate: realSetImmediate } = globalThis;
const realNow = nodePerformance.now.bind(nodePerformance);

const QUIET_TURNS = 3;
const LOOK_AGAIN_MS = 1;

/** Watches the process it is made in, from now on. */
export function createQuiescence({ touches = () => 0, patienceMs = 1000 }: QuiescenceOptions = {}): Quiescence {
  watchRequests();
  let ignored = 0; // requests that outlasted our patience

  return {
    async settle(signal) {
      const startMs = realNow();
      while (!signal.aborted) {
        const before = touches();
        const eventsBefore = loopEvents();
        for (let turn = 0; turn < QUIET_TURNS; turn += 1) await nextTurn();
        const pending = requestsUnderWay();
        ignored = Math.min(ignored, pending);
        const patient = realNow() - startMs < patienceMs;
        if (pending > ignored && patient) await briefly();
        else if ((touches() === before && loopEvents() === eventsBefore) || !patient) {
          ignored = pending;
          return;
        }
      }
    },
  };
}

const nextTurn = (): Promise<void> => new Promise((resolve) => void realSetImmediate(resolve));
const briefly = (): Promise<void> => new Promise((resolve) => void realSetTimeout(resolve, LOOK_AGAIN_MS));
/** What the event loop has been told by the system so far. */
const loopEvents = (): number => nodePerformance.nodeTiming.uvMetricsInfo.events;
