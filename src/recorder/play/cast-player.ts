import { aborted } from '../../shared/aborted.ts';
import type { RecorderClock } from '../clock/clock.ts';
import type { CellGrid, ScreenEmulator } from '../terminal/grid.ts';
import type { Recording } from './recording.ts';

/** Shows a recording in its own time. Positions are in the recording's milliseconds. */
export interface CastPlayer {
  readonly positionMs: number;
  readonly durationMs: number;
  readonly playing: boolean;
  readonly speed: number;
  /** Plays, or stands still; at the end, plays from the beginning. */
  toggle(): void;
  /** Never past either end. */
  seek(byMs: number): void;
  /** To the next picture, standing still. */
  step(): void;
  /** Twice or half as fast, from 1/8 to 32 times. */
  faster(): void;
  slower(): void;
  screen(): CellGrid;
  /** Resolves when the signal aborts; until then it plays, and waits at the end. */
  run(signal: AbortSignal): Promise<void>;
}

export interface CastPlayerParts {
  readonly recording: Pick<Recording, 'cast' | 'frames' | 'durationMs'>;
  readonly clock: RecorderClock;
  readonly createEmulator: () => ScreenEmulator;
  /** Another screen or another position is to be shown. */
  readonly changed: () => void;
}

/** How often the position on the status line moves on while the screen does not change. */
const TELL_MS = 500;
const FED_AT_ONCE = 1_048_576;
const SLOWEST = 1 / 8;
const FASTEST = 32;

export function createCastPlayer({ recording, clock, createEmulator, changed }: CastPlayerParts): CastPlayer {
  const { frames, durationMs } = recording;
  const { events } = recording.cast;
  let emulator = createEmulator();
  let done = 0; // events on the screen
  let playing = true;
  let speed = 1;
  let fromMs = 0; // position at the moment `sinceMs`
  let sinceMs = clock.now();
  let sleeping: AbortController | null = null;
  let turn = 0; // counts what was asked for

  const position = (): number => (playing ? Math.min(durationMs, fromMs + (clock.now() - sinceMs) * speed) : fromMs);
  const wake = (): void => sleeping?.abort();
  /** Goes on from here, in another way. */
  const settle = (atMs: number): void => {
    fromMs = Math.min(durationMs, Math.max(0, atMs));
    sinceMs = clock.now();
    turn += 1;
    wake();
  };
  const nextFrameMs = (atMs: number): number => frames[framesUntil(frames, atMs)]?.atMs ?? durationMs;
  const wantedEvents = (atMs: number): number =>
    atMs >= durationMs ? events.length : (frames[framesUntil(frames, atMs) - 1]?.events ?? 0);

  /** Stops half-way when something else is asked for. */
  async function show(wanted: number, signal: AbortSignal): Promise<void> {
    const mine = turn;
    let fed = 0;
    if (wanted < done) {
      emulator.dispose();
      emulator = createEmulator();
      done = 0;
    }
    for (; done < wanted; done += 1) {
      const event = events[done];
      if (event?.type === 'resize') emulator.resize(event.columns, event.rows);
      if (event?.type !== 'output') continue;
      await emulator.feed(event.data);
      fed += event.data.length;
      if (fed < FED_AT_ONCE) continue;
      fed = 0;
      await new Promise((resolve) => setImmediate(resolve)); // keys are heard on a long way, too
      if (turn !== mine || signal.aborted) return;
    }
    emulator.takeReplies(); // there is no program to hear them
  }

  async function run(signal: AbortSignal): Promise<void> {
    sinceMs = clock.now();
    signal.addEventListener('abort', wake);
    try {
      while (!signal.aborted) {
        const mine = turn;
        const atMs = position();
        await show(wantedEvents(atMs), signal);
        if (turn === mine && playing && atMs >= durationMs) {
          playing = false;
          fromMs = durationMs;
        }
        changed();
        if (turn !== mine || signal.aborted) continue; // a key came while a long way was fed
        sleeping = new AbortController();
        if (playing) {
          const waitMs = Math.min(TELL_MS, (nextFrameMs(atMs) - position()) / speed);
          await clock.sleep(Math.max(1, Math.ceil(waitMs)), sleeping.signal);
        } else {
          await aborted(sleeping.signal);
        }
      }
    } finally {
      signal.removeEventListener('abort', wake);
      emulator.dispose();
    }
  }

  return {
    get positionMs() {
      return position();
    },
    durationMs,
    get playing() {
      return playing;
    },
    get speed() {
      return speed;
    },
    toggle() {
      const atMs = position();
      playing = !playing;
      settle(playing && atMs >= durationMs ? 0 : atMs);
    },
    seek: (byMs) => settle(position() + byMs),
    step() {
      const atMs = position();
      playing = false;
      settle(nextFrameMs(atMs));
    },
    faster() {
      settle(position());
      speed = Math.min(FASTEST, speed * 2);
    },
    slower() {
      settle(position());
      speed = Math.max(SLOWEST, speed / 2);
    },
    screen: () => emulator.snapshot(),
    run,
  };
}

/** How many frames there are until a moment, itself included. */
function framesUntil(frames: Recording['frames'], atMs: number): number {
  let [low, high] = [0, frames.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((frames[middle]?.atMs ?? 0) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
