import { join } from 'node:path';
import type { FilmEncoder, FilmInfo } from '../src/recorder/encode/encoder.ts';
import { createApngEncoder } from '../src/recorder/encode/apng.ts';
import { createGifEncoder } from '../src/recorder/encode/gif.ts';
import { createSvgEncoder } from '../src/recorder/encode/svg.ts';
import { createPainter } from '../src/recorder/picture/painter.ts';
import { fontFilesIn } from '../src/recorder/picture/font-folder.ts';
import type { PictureOptions } from '../src/recorder/picture/picture.ts';
import { DEFAULT_THEME } from '../src/recorder/picture/themes.ts';
import { dashboardFilm, FILM_COLUMNS, FILM_ROWS } from './recorder-film.ts';
import { median, round } from './figure.ts';
import type { Figure } from './figure.ts';

const DATA = join(import.meta.dirname, '../src/recorder/data');
const RUNS = 3;
const FRAMES = 150;
/** 12.5 pictures a second, as a busy dashboard has. */
const FRAME_MS = 80;

/** Cells of 10×20 pixels without any window: 1200×720. */
const PICTURE: PictureOptions = {
  theme: DEFAULT_THEME,
  fontSize: 15,
  letterSpacing: 1,
  lineHeight: 1,
  columns: FILM_COLUMNS,
  rows: FILM_ROWS,
  size: null,
  window: { padding: 0, margin: 0, marginFill: 0, bar: '', barSize: 0, radius: 0, title: '' },
  scale: 1,
  aliasLevels: 8,
  cursorBlink: false,
};

interface Measured {
  readonly framesPerSecond: number;
  readonly bytes: number;
}

/** Only the encoder's own time counts; the picture is drawn in between. */
function encode(encoder: FilmEncoder, withPixels: boolean): Measured {
  const painter = createPainter(PICTURE, fontFilesIn(DATA));
  const pixels = new Uint32Array(painter.width * painter.height);
  const info: FilmInfo = {
    columns: FILM_COLUMNS,
    rows: FILM_ROWS,
    width: painter.width,
    height: painter.height,
    durationMs: FRAMES * FRAME_MS,
    loop: 0,
    theme: DEFAULT_THEME,
    title: 'bench',
  };
  let bytes = encoder.begin(info)?.length ?? 0;
  let spentMs = 0;
  let previous = null;
  for (const [index, grid] of dashboardFilm(FRAMES).entries()) {
    const changed = painter.paint(grid, previous, pixels);
    const began = performance.now();
    bytes += encoder.frame({ atMs: index * FRAME_MS, grid, pixels: withPixels ? pixels : null, changed })?.length ?? 0;
    spentMs += performance.now() - began;
    previous = grid;
  }
  const began = performance.now();
  bytes += encoder.end()?.length ?? 0;
  spentMs += performance.now() - began;
  return { framesPerSecond: (FRAMES * 1000) / spentMs, bytes };
}

function figure(name: string, bound: number | null, run: () => Measured): Figure {
  const measured = Array.from({ length: RUNS }, run);
  const rates = measured.map(({ framesPerSecond }) => framesPerSecond);
  const size = round((measured[0]?.bytes ?? 0) / FRAMES / 1000, 1);
  return {
    name,
    unit: 'frames/s',
    ours: round(median(rates), 0),
    reference: null,
    ratio: null,
    bound,
    atLeast: true,
    note: `${FRAMES} frames of scrolling panes at 120×36, ${size} kB each, ${RUNS} runs, slowest ${round(Math.min(...rates), 0)}`,
  };
}

/** How fast a dashboard's pictures become a file; drawing them is another figure. */
export async function recorderEncodeBench(): Promise<readonly Figure[]> {
  return [
    figure('gif of 1200×720 pixels', 60, () => encode(createGifEncoder(), true)),
    figure('animated png of the same film', null, () => encode(createApngEncoder(), true)),
    figure('animated svg of the same film', 60, () => encode(createSvgEncoder({ picture: PICTURE }), false)),
  ];
}
