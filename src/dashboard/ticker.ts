import type { Clock } from '../runtime/ports/clock.ts';
import type { Board } from './board.ts';
import type { DashboardFrame } from './frame.ts';
import type { UiAction } from './ui-actions.ts';

const SPIN_MS = 250;
const CLOCK_MS = 1000;

export interface Ticker {
  /** Starts the clock when something on the screen depends on time; without that, idle costs nothing. */
  wake(): void;
}

export interface TickerOptions {
  readonly board: Board;
  readonly frame: DashboardFrame;
  readonly clock: Clock;
  readonly act: (action: UiAction) => void;
  readonly reduceMotion: boolean;
}

/** Makes the frame tick while a turn runs or a message is to go away by itself. Ends with the signal. */
export function createTicker(options: TickerOptions, signal: AbortSignal): Ticker {
  const { board, frame, clock, act, reduceMotion } = options;
  let ticking = false;

  const needed = (): boolean =>
    !signal.aborted && (board.ui.turn === 'running' || typeof board.ui.notice?.untilMs === 'number');

  async function run(): Promise<void> {
    while (needed()) {
      const moves = !reduceMotion && board.ui.turn === 'running' && board.windowFocused;
      await clock.sleep(moves ? SPIN_MS : CLOCK_MS, signal);
      if (signal.aborted) break;
      const { notice } = board.ui;
      const nowMs = clock.now();
      if (typeof notice?.untilMs === 'number' && notice.untilMs <= nowMs) act({ type: 'tick', nowMs });
      frame.tick(moves);
    }
    ticking = false;
  }

  return {
    wake() {
      if (ticking || !needed()) return;
      ticking = true;
      void run(); // cannot reject: the clock never does
    },
  };
}
