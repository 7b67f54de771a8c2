import { createHash } from 'node:crypto';
import { encodePng } from '../encode/png.ts';
import { keepText, readableText } from '../encode/text-golden.ts';
import type { FilmPorts } from '../film/film.ts';
import { filmSize } from '../film/film-size.ts';
import { framesOf } from '../film/frames-of.ts';
import { cellSize } from '../picture/geometry.ts';
import type { PictureOptions, Theme } from '../picture/picture.ts';
import type { Recording } from '../play/recording.ts';
import { copyGrid } from '../terminal/grid.ts';
import type { CellGrid } from '../terminal/grid.ts';
import { differingCells } from './compare-grids.ts';
import type { FrameTile, JudgeFrame } from './judge-frame.ts';
import type { FrameFacts } from './sample-frames.ts';
import { pickFrames, rankFrames } from './sample-frames.ts';
import { cutTile, tilesOf } from './tiles.ts';

/** How a judge is shown a film. */
export interface LookOptions {
  /** How many frames; at most 60. */
  readonly count: number;
  readonly theme: Theme;
  /** Letters as large as in the film. */
  readonly text: Pick<PictureOptions, 'fontSize' | 'letterSpacing' | 'lineHeight'>;
  readonly unicode: 11 | 15;
}

/** Cells of screens that are kept at once while frames are chosen: about 100 MB. */
const MOST_KEPT_CELLS = 4_000_000;

/**
 * Chooses the frames of a film that say most and draws them: letter-sharp pieces without the window around, and the exact
 * text. The film is played twice, so that only the candidates are ever in memory.
 */
export async function lookAtFrames(
  recording: Recording,
  options: LookOptions,
  ports: Pick<FilmPorts, 'createEmulator' | 'createPainter'>,
  signal: AbortSignal,
): Promise<readonly JudgeFrame[]> {
  const screens = (): ReturnType<typeof framesOf> => framesOf(recording, ports.createEmulator, options.unicode, signal);
  const facts = await factsOf(screens());
  const { columns, rows } = filmSize(recording.cast);
  const markers = recording.cast.events.filter((event) => event.type === 'marker');
  const wish = {
    count: options.count,
    markersMs: markers.map(({ atMs }) => atMs),
    screenshots: recording.screenshots.map(({ events }) => events),
    durationMs: recording.durationMs,
  };
  const ranked = rankFrames(facts, wish, Math.max(options.count, Math.floor(MOST_KEPT_CELLS / (columns * rows))));

  const kept = new Map<number, CellGrid>();
  let index = 0;
  for await (const { grid } of screens()) {
    if (ranked.includes(index)) kept.set(index, copyGrid(grid));
    index += 1;
  }
  const difference = (first: number, second: number): number => {
    const [a, b] = [kept.get(first), kept.get(second)];
    return a === undefined || b === undefined ? 0 : differingCells(a, b);
  };
  // A screen before its program wrote anything says nothing, unless it is all there is.
  const written = ranked.filter((each) => kept.get(each)?.text.some((text) => text.trim() !== '') === true);
  const candidates = written.length === 0 ? ranked.slice(0, 1) : written;
  const picture = pictureOf(options, columns, rows);
  const painter = ports.createPainter(picture);
  const cell = cellSize(picture);
  const tiles = tilesOf({ columns, rows, cellWidth: cell.width, cellHeight: cell.height });
  const pixels = new Uint32Array(painter.width * painter.height);
  const shownTiles = (grid: CellGrid): readonly FrameTile[] => {
    painter.paint(grid, null, pixels);
    return tiles.flatMap((tile) => {
      const cut = cutTile(pixels, painter.width, tile);
      return cut === null ? [] : [{ ...tile, png: encodePng(cut, tile.width, tile.height, { level: 6 }) }];
    });
  };
  return pickFrames(candidates, options.count, difference).flatMap((chosen, place) => {
    const grid = kept.get(chosen);
    const atMs = facts[chosen]?.atMs ?? 0;
    if (grid === undefined) return [];
    const phase = markers.findLast((marker) => marker.atMs <= atMs)?.label ?? null;
    return [judgeFrame(place + 1, atMs, phase, readableText(keepText(grid)).split('\n'), shownTiles(grid))];
  });
}

async function factsOf(screens: ReturnType<typeof framesOf>): Promise<readonly FrameFacts[]> {
  const facts: FrameFacts[] = [];
  let previous: CellGrid | null = null;
  for await (const { atMs, events, grid } of screens) {
    facts.push({ atMs, events, changed: previous === null ? 1 : differingCells(previous, grid) });
    previous = grid;
  }
  return facts;
}

/** Cells and nothing around them: what is judged is the program. */
const pictureOf = (options: LookOptions, columns: number, rows: number): PictureOptions => ({
  ...options.text,
  theme: options.theme,
  columns,
  rows,
  size: null,
  window: { padding: 0, margin: 0, marginFill: null, bar: '', barSize: 0, radius: 0, title: '' },
  scale: 1,
  aliasLevels: 8,
  cursorBlink: false,
});

function judgeFrame(
  number: number,
  atMs: number,
  phase: string | null,
  rows: readonly string[],
  tiles: readonly FrameTile[],
): JudgeFrame {
  const hash = createHash('sha256').update(rows.join('\n'));
  for (const { x, y, png } of tiles) hash.update(`\n${x},${y}\n`).update(png);
  return { number, atMs, phase, rows, tiles, sha256: hash.digest('hex') };
}
