/** The timers of a whole process, moved by hand. They have the handles that Node's own timers have. */
export interface ProcessTimers {
  readonly elapsedMs: number;
  /** Whether a timer is pending that keeps a process alive. */
  readonly keepAlive: boolean;
  start(done: (...args: never[]) => unknown, ms: unknown, args: readonly unknown[], repeats: boolean): ProcessTimer;
  /** Takes a handle or its number, as `clearTimeout` does. */
  clear(handle: unknown): void;
  /** Runs what is due until `elapsedMs`, one after the other, each followed by `settle`. */
  runTo(elapsedMs: number, settle: () => Promise<void>): Promise<void>;
}

/** What `setTimeout` and `setInterval` return. */
interface ProcessTimer extends Disposable {
  ref(): ProcessTimer;
  unref(): ProcessTimer;
  hasRef(): boolean;
  refresh(): ProcessTimer;
  close(): ProcessTimer;
  [Symbol.toPrimitive](): number;
}

interface Pending {
  readonly id: number;
  readonly run: () => void;
  readonly everyMs: number | null;
  dueMs: number;
  order: number;
  ref: boolean;
}

const LONGEST_TIMER_MS = 2 ** 31 - 1;

export function createProcessTimers(): ProcessTimers {
  const pending = new Map<number, Pending>();
  let elapsedMs = 0;
  let lastId = 0;
  let lastOrder = 0;

  const nextDue = (): Pending | undefined => {
    let first: Pending | undefined;
    for (const timer of pending.values()) {
      const sooner = first === undefined || timer.dueMs < first.dueMs;
      if (sooner || (timer.dueMs === first?.dueMs && timer.order < first.order)) first = timer;
    }
    return first;
  };

  const schedule = (timer: Pending, delayMs: number): void => {
    lastOrder += 1;
    timer.dueMs = elapsedMs + delayMs;
    timer.order = lastOrder;
    pending.set(timer.id, timer);
  };

  return {
    get elapsedMs() {
      return elapsedMs;
    },
    get keepAlive() {
      return pending.values().some(({ ref }) => ref);
    },
    start(done, ms, args, repeats) {
      const delayMs = delayOf(ms);
      lastId += 1;
      const run = (): void => void (done as (...given: readonly unknown[]) => unknown)(...args);
      const timer: Pending = { id: lastId, run, everyMs: repeats ? delayMs : null, dueMs: 0, order: 0, ref: true };
      schedule(timer, delayMs);
      const handle: ProcessTimer = {
        ref() {
          timer.ref = true;
          return handle;
        },
        unref() {
          timer.ref = false;
          return handle;
        },
        hasRef: () => timer.ref,
        refresh() {
          if (pending.has(timer.id)) schedule(timer, delayMs);
          return handle;
        },
        close() {
          pending.delete(timer.id);
          return handle;
        },
        [Symbol.toPrimitive]: () => timer.id,
        [Symbol.dispose]: () => void pending.delete(timer.id),
      };
      return handle;
    },
    clear(handle) {
      if (handle !== null && handle !== undefined) pending.delete(Number(handle));
    },
    async runTo(toMs, settle) {
      for (let due = nextDue(); due !== undefined && due.dueMs <= toMs; due = nextDue()) {
        elapsedMs = Math.max(elapsedMs, due.dueMs);
        if (due.everyMs === null) pending.delete(due.id);
        else schedule(due, due.everyMs);
        runLoudly(due.run);
        await settle();
      }
      elapsedMs = Math.max(elapsedMs, toMs);
    },
  };
}

/** What a timer throws is an uncaught exception of the program, not of the one who moves the time. */
function runLoudly(run: () => void): void {
  try {
    run();
  } catch (cause) {
    process.nextTick(() => {
      throw cause;
    });
  }
}

/** As Node reads a delay: at least 1, and 1 for what is no number or too long. */
function delayOf(ms: unknown): number {
  const number = Math.trunc(Number(ms ?? 1));
  return number >= 1 && number <= LONGEST_TIMER_MS ? number : 1;
}
