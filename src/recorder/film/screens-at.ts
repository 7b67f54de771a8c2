import { setImmediate } from 'node:timers/promises';
import { aborted } from '../../shared/aborted.ts';
import type { CastEvent, FrameMark, ScrollMark } from '../play/recording.ts';
import type { CellGrid, ScreenEmulator } from '../terminal/grid.ts';

export interface Halt<Where> {
  readonly stop: Where;
  /** The screen as it is now, in a grid of the caller's if that has the right size. */
  readonly snapshot: (into?: CellGrid) => CellGrid;
}

/** Text fed at once; the emulator serves nothing else meanwhile. */
const GULP = 262_144;

/**
 * Plays events into an emulator and halts at each stop, which are in the order of the events. Ends early at the signal,
 * also in the middle of output that takes long; the emulator is of no use then but to be disposed of.
 */
export async function* screensAt<Where extends FrameMark>(
  events: readonly CastEvent[],
  stops: Iterable<Where>,
  scrolls: readonly ScrollMark[],
  emulator: ScreenEmulator,
  signal: AbortSignal,
): AsyncGenerator<Halt<Where>> {
  let done = 0;
  let scrolled = 0;
  const stopped = aborted(signal);
  for (const stop of stops) {
    if (signal.aborted) return;
    let text = '';
    const flush = async (): Promise<void> => {
      if (text !== '') await Promise.race([emulator.feed(text), stopped]);
      emulator.takeReplies();
      text = '';
    };
    /** Scrolling that stands before event `index`, or at its place in time. */
    const scroll = async (): Promise<void> => {
      for (let mark = scrolls[scrolled]; mark !== undefined; mark = scrolls[scrolled]) {
        const isDue = stop.scrolls === undefined ? mark.atMs <= stop.atMs : scrolled < stop.scrolls;
        if (mark.events > done || !isDue) return;
        await flush();
        emulator.scroll(mark.lines);
        scrolled += 1;
      }
    };
    while (done < stop.events) {
      if (signal.aborted) return;
      await scroll();
      const event = events[done];
      if (event?.type === 'output') {
        text += event.data;
        if (text.length >= GULP) await flush();
      } else if (event?.type === 'resize') {
        await flush();
        emulator.resize(event.columns, event.rows);
      }
      done += 1;
    }
    await scroll();
    await flush();
    await setImmediate(); // or a film that is only looked at would hear no signal
    if (signal.aborted) return;
    yield { stop, snapshot: (into) => emulator.snapshot(into) };
  }
}
