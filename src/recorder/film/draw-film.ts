import type { FilmInfo } from '../encode/encoder.ts';
import { OUTPUT_KINDS } from '../encode/output-kinds.ts';
import type { FilmKind } from '../encode/output-kinds.ts';
import { pictureGeometry } from '../picture/geometry.ts';
import type { Painter, PictureOptions, Theme } from '../picture/picture.ts';
import type { FrameMark, Screenshot } from '../play/recording.ts';
import type { FilmOptions, FilmPorts, FilmReport } from './film.ts';
import { filmSize } from './film-size.ts';
import { createFrameDrawer } from './frame-drawer.ts';
import type { FrameDrawer } from './frame-drawer.ts';
import type { PlannedFrame } from './frame-plan.ts';
import { rotateFrames } from './frame-plan.ts';
import { programTitle } from './program-title.ts';
import type { FilmMaterial } from './retime.ts';
import { screensAt } from './screens-at.ts';
import type { Halt } from './screens-at.ts';
import { writeScreenshot } from './write/screenshot-file.ts';
import type { DrawnOutput, Ledger, Seats } from './write/seats.ts';
import { openSeats } from './write/seats.ts';
import type { WriterSetting } from './write/writer.ts';

/** What is drawn in one theme, in one go. */
export interface FilmJob {
  readonly theme: Theme;
  readonly frames: readonly PlannedFrame[];
  readonly outputs: readonly DrawnOutput[];
  readonly screenshots: readonly PlannedShot[];
}

/** A screenshot, with the pressed keys that are shown in it. */
type PlannedShot = Screenshot & { readonly overlay: string | null };

type Stop = FrameMark &
  (
    | { readonly use: 'frame'; readonly overlay: string | null; readonly last: boolean }
    | { readonly use: 'command' }
    | { readonly use: 'screenshot'; readonly path: string; readonly overlay: string | null }
  );

const HOLD_MS = 3000;

/** Draws a film once and gives each picture to every writer. */
export async function drawFilm(
  film: FilmMaterial,
  job: FilmJob,
  options: FilmOptions,
  ports: FilmPorts,
  signal: AbortSignal,
): Promise<Pick<FilmReport, 'outputs' | 'problems' | 'missingGlyphs'>> {
  const size = filmSize(film.cast);
  // A window's bar shows what its program calls itself.
  const window = { ...options.picture.window, title: programTitle(film.cast) ?? options.picture.window.title };
  const picture: PictureOptions = { ...options.picture, ...size, window, theme: job.theme };
  const { width, height } = pictureGeometry(picture);
  const ledger: Ledger = { outputs: [], problems: [] };
  let missingGlyphs: ReadonlyMap<string, number> = new Map();
  let painter: Painter | null = null;
  const brush = (): Painter => {
    painter ??= ports.createPainter(picture);
    ({ missingGlyphs } = painter);
    return painter;
  };

  // The last picture is shown for at least one frame, also when output came at the very end and nothing holds it.
  const leastMs = (job.frames.at(-1)?.atMs ?? 0) + Math.round(1000 / options.framerate);
  const heldMs = (kind: FilmKind): number => options.holdLastMs ?? (OUTPUT_KINDS[kind].repeats ? HOLD_MS : 0);
  const lengthMs = (kind: FilmKind): number => Math.max(film.durationMs + heldMs(kind), leastMs);
  const info = (kind: FilmKind): FilmInfo => ({
    ...size,
    width,
    height,
    durationMs: lengthMs(kind),
    loop: options.loop,
    theme: job.theme,
    title: options.title,
  });
  const settingOf = (kind: FilmKind): WriterSetting => {
    const { videoProgram } = ports;
    return { info: info(kind), picture, framerate: options.framerate, videoProgram };
  };

  const halt = async ({ stop, snapshot }: Halt<Stop>, seats: Seats, drawer: FrameDrawer): Promise<void> => {
    if (stop.use === 'frame') {
      await drawer.show(stop, snapshot, stop.last);
    } else if (stop.use === 'command') {
      const changed = { x: 0, y: 0, width: 0, height: 0 };
      const frame = { atMs: stop.atMs, grid: snapshot(), pixels: null, changed };
      for (const seat of seats.wanting('commands')) await seats.give(seat, frame);
    } else {
      const shot = await writeScreenshot(stop, snapshot(), info('png'), picture, brush);
      if (shot.ok) ledger.outputs.push({ kind: 'screenshot', path: stop.path, ...shot.value });
      else ledger.problems.push({ path: stop.path, message: shot.error });
    }
  };

  /** Plays runs of stops one after the other, each from the first event on and up to its end. */
  const play = async (wanted: readonly DrawnOutput[], runs: readonly Run[]): Promise<void> => {
    const seats = await openSeats(wanted, settingOf, ledger, signal);
    const cursorBlinks = options.picture.cursorBlink;
    const drawer = createFrameDrawer({ ...size, width, height, cursorBlinks, painter: brush }, seats, signal);
    try {
      for (const { stops, untilMs } of runs) {
        const { columns, rows } = film.cast.header;
        const emulator = ports.createEmulator({ columns, rows, unicode: options.unicode });
        try {
          const halts = screensAt(film.cast.events, stops, film.scrolls ?? [], emulator, signal);
          for await (const stopped of halts) await halt(stopped, seats, drawer);
        } finally {
          emulator.dispose();
        }
        await drawer.rest(untilMs);
      }
      await seats.finish();
    } finally {
      await seats.clear();
    }
  };

  const repeating = job.outputs.filter(({ kind }) => options.loopOffset > 0 && OUTPUT_KINDS[kind].repeats);
  const straight = job.outputs.filter((output) => !repeating.includes(output));
  if (straight.length > 0 || job.screenshots.length > 0) {
    const commands: Stop[] = film.commandScreens.map((mark) => ({ ...mark, use: 'command' }));
    const shots: Stop[] = job.screenshots.map((shot) => ({ ...shot, use: 'screenshot' }));
    const stops = [...frameStops(job.frames), ...commands, ...shots];
    const run = { stops: stops.toSorted(inOrder), untilMs: film.durationMs };
    await play(straight, [run]);
  }
  for (const output of repeating) {
    if (signal.aborted) break;
    const offsetMs = Math.round((film.durationMs * (options.loopOffset % 100)) / 100);
    const wholeMs = lengthMs(output.kind);
    const { first, second } = rotateFrames(job.frames, offsetMs, wholeMs);
    await play(
      [output],
      [
        { stops: frameStops(first), untilMs: film.durationMs - offsetMs },
        { stops: frameStops(second), untilMs: wholeMs },
      ],
    );
  }
  return { ...ledger, missingGlyphs };
}

/** What has been looked at before the viewport moved comes before a picture of the same moment. */
const inOrder = (a: Stop, b: Stop): number =>
  a.events - b.events || a.atMs - b.atMs || (a.scrolls ?? Number.MAX_VALUE) - (b.scrolls ?? Number.MAX_VALUE);

interface Run {
  readonly stops: readonly Stop[];
  readonly untilMs: number;
}

const frameStops = (frames: readonly PlannedFrame[]): Stop[] =>
  frames.map((frame, index) => ({ ...frame, use: 'frame', last: index === frames.length - 1 }));
