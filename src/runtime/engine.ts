import type { Effect } from '../coordination/effects.ts';
import type { Input } from '../coordination/inputs.ts';
import type { Rng } from '../coordination/rng.ts';
import { step } from '../coordination/step.ts';
import type { Bus } from './bus.ts';
import type { Clock } from './ports/clock.ts';

/**
 * Gives the rules one input after the other: what they say happened is published, what they ask for is performed, all
 * before anybody waits. Nothing is dropped: adapters post at most one input per thing they were asked to do, and what
 * people may send without being asked is bounded by whoever lets them (see `Turn.dispatch`).
 */
export interface Engine {
  post(input: Input): void;
  /** Inputs wait until `resume`, which puts `first` before them. */
  pause(): void;
  resume(first: Input): void;
  /** From here on nothing happens any more. */
  stop(): void;
  readonly stopped: boolean;
  readonly waiting: number;
}

/** Begins paused. */
export function createEngine(deps: {
  readonly bus: Bus;
  readonly clock: Clock;
  readonly rng: Rng;
  readonly perform: (effect: Effect) => void;
  /** The rules or an effect threw; the engine has stopped. */
  readonly onBug: (cause: unknown) => void;
}): Engine {
  const { bus, clock, rng } = deps;
  let queue: Input[] = [];
  const gate = { paused: true, stopped: false };
  let busy = false;

  function stop(): void {
    gate.stopped = true;
    queue = [];
  }

  function handle(input: Input): void {
    const { events, effects } = step(bus.state, input, clock.now(), rng);
    bus.publish(events);
    // What could not be logged has not happened, so nothing follows from it.
    for (const effect of bus.failure === null ? effects : []) deps.perform(effect);
  }

  function drain(): void {
    if (busy) return;
    busy = true;
    try {
      while (!gate.paused && !gate.stopped) {
        const input = queue.shift();
        if (input === undefined) break;
        handle(input);
      }
    } catch (cause) {
      stop();
      deps.onBug(cause);
    } finally {
      busy = false;
    }
  }

  return {
    post(input) {
      if (gate.stopped) return;
      queue.push(input);
      drain();
    },
    pause() {
      gate.paused = true;
    },
    resume(first) {
      if (gate.stopped) return;
      queue.unshift(first);
      gate.paused = false;
      drain();
    },
    stop,
    get stopped() {
      return gate.stopped;
    },
    get waiting() {
      return queue.length;
    },
  };
}
