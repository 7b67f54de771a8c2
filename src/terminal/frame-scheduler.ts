import type { Compositor, FrameReason } from './render/compositor.ts';
import type { FrameStats } from './render/surface.ts';
import type { Sink } from './sink.ts';

/** Time as the scheduler needs it; tests move it by hand. */
export interface FrameClock {
  now(): number;
  /** Runs later; the returned function cancels. */
  after(ms: number, run: () => void): () => void;
  /** Runs in the next turn of the event loop, after the input that is already there. */
  soon(run: () => void): void;
}

export const systemFrameClock: FrameClock = {
  now: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  soon: (run) => void setImmediate(run),
};

export interface FrameSchedulerOptions {
  readonly compositor: Pick<Compositor, 'frame' | 'dirty' | 'changed'>;
  readonly sink: Pick<Sink, 'busy' | 'write' | 'onIdle'>;
  readonly clock: FrameClock;
  readonly framesPerSecond: number;
  /** Wraps a frame's bytes: synchronized output, cursor. Also called with `''`, when only the cursor may have moved. */
  readonly finish: (bytes: string) => string;
}

/**
 * Decides when frames are built: stream frames at most so many times a second, input in the next turn of the event loop,
 * and never while the last frame has not been taken. Without anything dirty there is no timer at all.
 */
export interface FrameScheduler {
  request(reason: FrameReason): void;
  /** Draws now if the sink is free; for the first frame. */
  drawNow(): void;
  /** No frames until `resume`; what happens meanwhile is drawn then. */
  pause(): void;
  resume(): void;
  /** Resolves when nothing is dirty and nothing is in flight. */
  idle(): Promise<void>;
  readonly stats: FrameStats;
}

export function createFrameScheduler(options: FrameSchedulerOptions): FrameScheduler {
  const { compositor, sink, clock, finish } = options;
  const intervalMs = 1000 / options.framesPerSecond;
  const stats = { frames: 0, skipped: 0, written: 0, cells: 0 };
  let lastMs = Number.NEGATIVE_INFINITY;
  let cancelTick: (() => void) | null = null;
  let soon = false;
  let missed = false; // a frame was wanted while one was in flight
  let paused = false;
  let requested = false;
  let waiting: (() => void)[] = [];

  function settle(): void {
    const quiet = !sink.busy && !missed && !soon && cancelTick === null && !requested;
    if (!paused && !quiet) return;
    const settled = waiting;
    waiting = [];
    for (const resolve of settled) resolve();
  }

  function draw(): void {
    soon = false;
    cancelTick?.();
    cancelTick = null;
    if (paused) return settle();
    if (sink.busy) {
      missed = true;
      stats.skipped += 1;
      return;
    }
    requested = false;
    lastMs = clock.now();
    const bytes = finish(compositor.frame(lastMs));
    if (bytes !== '') {
      stats.frames += 1;
      stats.written += bytes.length;
      stats.cells += compositor.changed;
      sink.write(bytes);
    }
    if (compositor.dirty) tick(); // a surface waits for its own rate
    settle();
  }

  function tick(): void {
    if (cancelTick !== null || soon || missed || paused) return;
    cancelTick = clock.after(Math.max(0, lastMs + intervalMs - clock.now()), draw);
  }

  sink.onIdle(() => {
    if (missed) {
      missed = false;
      draw();
    } else settle();
  });

  return {
    request(reason) {
      requested = true;
      if (paused || missed) return;
      if (reason === 'stream') return tick();
      if (soon) return;
      soon = true;
      clock.soon(draw);
    },
    drawNow: draw,
    pause() {
      paused = true;
      cancelTick?.();
      cancelTick = null;
      missed = false;
      settle();
    },
    resume() {
      if (!paused) return;
      paused = false;
      draw();
    },
    idle() {
      return new Promise((resolve) => {
        waiting.push(resolve);
        settle();
      });
    },
    stats,
  };
}
