import type { Recording } from '../play/recording.ts';
import type { CellGrid } from '../terminal/grid.ts';
import type { FilmPorts } from './film.ts';
import { filmSize } from './film-size.ts';
import { fitGrid } from './fit-grid.ts';
import { screensAt } from './screens-at.ts';

/** A screen of a recording; the grid is lent until the next one but one is asked for. */
export interface FilmScreen {
  readonly atMs: number;
  readonly grid: CellGrid;
  /** How many events of the cast led to it. */
  readonly events: number;
}

/**
 * The screens of a recording one after the other, all of the film's largest size: for whoever looks at them without
 * drawing. Two screens can be compared with each other; older ones must be copied.
 */
export async function* framesOf(
  recording: Pick<Recording, 'cast' | 'frames' | 'scrolls'>,
  createEmulator: FilmPorts['createEmulator'],
  unicode: 11 | 15,
  signal: AbortSignal,
): AsyncGenerator<FilmScreen> {
  const { columns, rows } = filmSize(recording.cast);
  const { header, events } = recording.cast;
  const emulator = createEmulator({ columns: header.columns, rows: header.rows, unicode });
  let spare: CellGrid | undefined;
  let last: CellGrid | undefined;
  try {
    for await (const { stop, snapshot } of screensAt(
      events,
      recording.frames,
      recording.scrolls ?? [],
      emulator,
      signal,
    )) {
      const grid = fitGrid(snapshot(spare), columns, rows);
      spare = last;
      last = grid;
      yield { atMs: stop.atMs, events: stop.events, grid };
    }
  } finally {
    emulator.dispose();
  }
}
