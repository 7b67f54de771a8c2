import { fileURLToPath } from 'node:url';
import { fontFilesIn } from '../src/recorder/picture/font-folder.ts';
import { createPainter } from '../src/recorder/picture/painter.ts';
import type { PictureOptions } from '../src/recorder/picture/picture.ts';
import { DEFAULT_THEME } from '../src/recorder/picture/themes.ts';
import { createEmulator } from '../src/recorder/terminal/emulator.ts';
import type { CellGrid } from '../src/recorder/terminal/grid.ts';
import { median, round } from './figure.ts';
import type { Figure } from './figure.ts';

const COLUMNS = 120;
const ROWS = 36;
const ROUNDS = 60;
const FONTS = fontFilesIn(fileURLToPath(new URL('../src/recorder/data', import.meta.url)));

/** 1200 × 720 pixels, as the frames of films are drawn. */
const OPTIONS: PictureOptions = {
  theme: DEFAULT_THEME,
  fontSize: 15,
  letterSpacing: 1,
  lineHeight: 1,
  columns: COLUMNS,
  rows: ROWS,
  size: null,
  window: { padding: 0, margin: 0, marginFill: 0, bar: '', barSize: 30, radius: 0, title: '' },
  scale: 1,
  aliasLevels: 8,
  cursorBlink: false,
};

const WORDS = 'three agents answer, read each other and vote; 漢字 and ✅ are wide, α ≤ β │ '.repeat(3);

/** Three panes full of coloured text in boxes, a status line, and after it what one tick of a running session changes. */
async function screens(): Promise<readonly [before: CellGrid, after: CellGrid]> {
  const emulator = createEmulator({ columns: COLUMNS, rows: ROWS, unicode: 15 });
  for (let row = 1; row <= ROWS; row += 1) {
    const isEdge = row === 3 || row === ROWS - 2;
    const line = isEdge ? '─'.repeat(38) : '';
    for (let pane = 0; pane < 3; pane += 1) {
      const text = isEdge
        ? line
        : `\x1b[${31 + ((row + pane) % 6)}m${Array.from(WORDS)
            .slice(row, row + 30)
            .join('')}\x1b[0m`;
      await emulator.feed(`\x1b[${row};${pane * 40 + 1}H│${text}\x1b[${row};${pane * 40 + 40}H│`);
    }
  }
  const before = emulator.snapshot();
  await emulator.feed('\x1b[1;5H⠹ 00:13 · $0.042\x1b[20;3Hone more line of an answer arrives');
  await emulator.feed('\x1b[21;43Hand another in the pane beside it\x1b[36;2H');
  return [before, emulator.snapshot()];
}

const millisecondsOf = (work: () => void): number => {
  const start = performance.now();
  work();
  return performance.now() - start;
};

/** What drawing one frame of a film costs, from a grid to pixels. */
export async function recorderPictureBench(): Promise<Figure[]> {
  const [before, after] = await screens();
  const start = performance.now();
  const painter = createPainter(OPTIONS, FONTS);
  const pixels = new Uint32Array(painter.width * painter.height);
  painter.paint(before, null, pixels);
  const first = performance.now() - start;
  const full: number[] = [];
  const changed: number[] = [];
  for (let run = 0; run < ROUNDS; run += 1) {
    full.push(millisecondsOf(() => painter.paint(before, null, pixels)));
    changed.push(millisecondsOf(() => painter.paint(after, before, pixels)));
    changed.push(millisecondsOf(() => painter.paint(before, after, pixels)));
  }
  return [
    {
      name: `full repaint of ${painter.width}×${painter.height} pixels, 120×36 cells`,
      unit: 'ms',
      ours: round(median(full)),
      reference: null,
      ratio: null,
      bound: 8,
      note: `median of ${full.length}; the first, with reading fonts and drawing every character once: ${round(first, 0)} ms`,
    },
    {
      name: 'repaint of changed cells, one tick of a running session',
      unit: 'ms',
      ours: round(median(changed), 3),
      reference: null,
      ratio: null,
      bound: 1,
      note: `median of ${changed.length}`,
    },
  ];
}
