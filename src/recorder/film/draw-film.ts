import type { FilmInfo } from '../encode/encoder.ts';
import { pictureGeometry } from '../picture/geometry.ts';
import type { Painter, PictureOptions, Rectangle, Theme } from '../picture/picture.ts';
import type { FrameMark, Recording, Screenshot } from '../play/recording.ts';
import type { CellGrid } from '../terminal/grid.ts';
import type { FilmOptions, FilmOutput, FilmPorts, FilmProblem, FilmReport, WrittenOutput } from './film.ts';
import { filmSize } from './film-size.ts';
import { fitGrid } from './fit-grid.ts';
import type { PlannedFrame } from './frame-plan.ts';
import { rotateFrames } from './frame-plan.ts';
import type { FilmKind, OutputWriter } from './output-writer.ts';
import { FILM_KINDS, openWriter } from './output-writer.ts';
import { sameScreen } from './same-screen.ts';
import { screensAt } from './screens-at.ts';
import { writeScreenshot } from './screenshot-file.ts';

/** What is drawn in one theme, in one go. */
export interface FilmJob {
  readonly theme: Theme;
  readonly frames: readonly PlannedFrame[];
  readonly outputs: readonly (FilmOutput & { readonly kind: FilmKind })[];
  readonly screenshots: readonly Screenshot[];
}

type Drawn = Pick<FilmReport, 'outputs' | 'problems' | 'missingGlyphs'>;

interface Seat {
  readonly output: FilmJob['outputs'][number];
  readonly writer: OutputWriter;
}

type Stop = FrameMark &
  (
    | { readonly use: 'frame'; readonly overlay: string | null; readonly last: boolean }
    | { readonly use: 'command' }
    | { readonly use: 'screenshot'; readonly path: string }
  );

const HOLD_MS = 3000;
const HELD: readonly FilmKind[] = ['gif', 'apng', 'svg'];

/** Draws a film once and gives each picture to every writer. */
export async function drawFilm(
  film: Recording,
  job: FilmJob,
  options: FilmOptions,
  ports: FilmPorts,
  signal: AbortSignal,
): Promise<Drawn> {
  const size = filmSize(film.cast);
  const picture: PictureOptions = { ...options.picture, ...size, theme: job.theme };
  const { width, height } = pictureGeometry(picture);
  const outputs: WrittenOutput[] = [];
  const problems: FilmProblem[] = [];
  let painter: Painter | null = null;
  const brush = (): Painter => (painter ??= ports.createPainter(picture));

  // The last picture is shown for at least one frame, also when output came at the very end.
  const leastMs = (job.frames.at(-1)?.atMs ?? 0) + Math.round(1000 / options.framerate);
  const lengthOf = (kind: FilmKind): number =>
    Math.max(film.durationMs, leastMs) + (options.holdLastMs ?? (HELD.includes(kind) ? HOLD_MS : 0));
  const info = (kind: FilmKind): FilmInfo => ({
    ...size,
    width,
    height,
    durationMs: lengthOf(kind),
    loop: options.loop,
    theme: job.theme,
    title: options.title,
  });

  const open = async (wanted: FilmJob['outputs']): Promise<Seat[]> => {
    const seats: Seat[] = [];
    for (const output of wanted) {
      const setting = {
        info: info(output.kind),
        picture,
        framerate: options.framerate,
        videoProgram: ports.videoProgram,
      };
      const writer = await openWriter(output, setting, signal);
      if (writer.ok) seats.push({ output, writer: writer.value });
      else problems.push({ path: output.path, message: writer.error });
    }
    return seats;
  };
  const fail = async (seats: Seat[], seat: Seat, message: string): Promise<void> => {
    seats.splice(seats.indexOf(seat), 1);
    problems.push({ path: seat.output.path, message });
    await seat.writer.discard();
  };

  /** Plays the runs of stops one after the other, each from the first event on. */
  const run = async (seats: Seat[], runs: readonly (readonly Stop[])[]): Promise<void> => {
    const state: DrawingState = { previous: null, overlay: null, spare: null, pixels: null };
    try {
      for (const stops of runs) {
        const emulator = ports.createEmulator({ ...headSize(film), unicode: options.unicode });
        try {
          for await (const { stop, snapshot } of screensAt(
            film.cast.events,
            stops,
            film.scrolls ?? [],
            emulator,
            signal,
          )) {
            if (stop.use === 'screenshot') {
              const shot = await writeScreenshot(stop.path, snapshot(), info('png'), picture, brush);
              if (shot.ok) outputs.push({ kind: 'screenshot', path: stop.path, ...shot.value });
              else problems.push({ path: stop.path, message: shot.error });
            } else {
              await show(stop, snapshot, seats, state);
            }
          }
        } finally {
          emulator.dispose();
        }
      }
      for (const seat of seats.slice()) {
        if (signal.aborted) break;
        const finished = await seat.writer.finish();
        if (finished.ok) outputs.push({ kind: seat.output.kind, path: seat.output.path, ...finished.value });
        else await fail(seats, seat, finished.error);
        if (finished.ok) seats.splice(seats.indexOf(seat), 1);
      }
    } finally {
      for (const seat of seats) await seat.writer.discard();
    }
  };

  const show = async (
    stop: Exclude<Stop, { readonly use: 'screenshot' }>,
    snapshot: (into?: CellGrid) => CellGrid,
    seats: Seat[],
    state: DrawingState,
  ): Promise<void> => {
    if (stop.use === 'command') {
      const grid = snapshot();
      for (const seat of wanting(seats, 'commands')) {
        const problem = await seat.writer.frame({ atMs: stop.atMs, grid, pixels: null, changed: NOTHING });
        if (problem !== null) await fail(seats, seat, problem);
      }
      return;
    }
    const takers = [...wanting(seats, 'frames'), ...(stop.last ? wanting(seats, 'last') : [])];
    if (takers.length === 0) return;
    const grid = fitGrid(snapshot(state.spare ?? undefined), size.columns, size.rows);
    const same = state.previous !== null && state.overlay === stop.overlay && sameScreen(grid, state.previous);
    const needsPixels = takers.some(({ output }) => FILM_KINDS[output.kind].pixels);
    let changed: Rectangle = same ? NOTHING : { x: 0, y: 0, width, height };
    if (needsPixels && !(same && state.pixels !== null)) {
      const before = state.pixels === null ? null : state.previous;
      state.pixels ??= new Uint32Array(width * height);
      changed = brush().paint(grid, before, state.pixels, stop.overlay);
    }
    for (const seat of takers) {
      // A still wants the last screen even if nothing has changed since the one before.
      if (same && FILM_KINDS[seat.output.kind].feed === 'frames') continue;
      const { pixels: wantsPixels } = FILM_KINDS[seat.output.kind];
      const pixels = wantsPixels ? state.pixels : null;
      const problem = await seat.writer.frame({ atMs: stop.atMs, grid, pixels, changed, overlay: stop.overlay });
      if (problem !== null) await fail(seats, seat, problem);
    }
    state.spare = state.previous;
    state.previous = grid;
    state.overlay = stop.overlay;
  };

  const rotates = options.loopOffset > 0;
  const repeating = job.outputs.filter(({ kind }) => rotates && FILM_KINDS[kind].repeats);
  const straight = job.outputs.filter((output) => !repeating.includes(output));
  if (straight.length > 0 || job.screenshots.length > 0) {
    const commands: Stop[] = film.commandScreens.map((mark) => ({ ...mark, use: 'command' }));
    const shots: Stop[] = job.screenshots.map((shot) => ({ ...shot, use: 'screenshot' }));
    const stops = [...frameStops(job.frames), ...commands, ...shots];
    await run(await open(straight), [stops.toSorted((a, b) => a.events - b.events || a.atMs - b.atMs)]);
  }
  for (const output of repeating) {
    if (signal.aborted) break;
    const offsetMs = (film.durationMs * (options.loopOffset % 100)) / 100;
    const { first, second } = rotateFrames(job.frames, Math.round(offsetMs), lengthOf(output.kind));
    await run(await open([output]), [frameStops(first), frameStops(second)]);
  }
  return { outputs, problems, missingGlyphs: (painter as Painter | null)?.missingGlyphs ?? new Map() };
}

interface DrawingState {
  previous: CellGrid | null;
  overlay: string | null;
  /** The grid before the previous one, to be filled anew. */
  spare: CellGrid | null;
  pixels: Uint32Array | null;
}

const NOTHING: Rectangle = { x: 0, y: 0, width: 0, height: 0 };

const frameStops = (frames: readonly PlannedFrame[]): Stop[] =>
  frames.map((frame, index) => ({ ...frame, use: 'frame', last: index === frames.length - 1 }));

const wanting = (seats: readonly Seat[], feed: 'frames' | 'last' | 'commands'): Seat[] =>
  seats.filter(({ output }) => FILM_KINDS[output.kind].feed === feed);

const headSize = ({ cast }: Recording): { readonly columns: number; readonly rows: number } => ({
  columns: cast.header.columns,
  rows: cast.header.rows,
});
