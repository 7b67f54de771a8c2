import { writeJsonScreen } from '../../encode/json.ts';
import { screenText } from '../../encode/text-golden.ts';
import { splitClusters, textWidth } from '../../../terminal/text/clusters.ts';
import { blankGrid } from '../../terminal/grid.ts';
import type { CellGrid } from '../../terminal/grid.ts';
import { describeChange, diffScreens } from '../diff-screens.ts';
import { unifiedDiff } from './diff-lines.ts';
import type { GoldenPictures } from './golden-store.ts';
import { readJsonScreen } from './read-json-screen.ts';

/** One file of a golden: what it is called, what it holds of a screen, and how a difference is told. */
export interface GoldenForm {
  readonly suffix: string;
  write(grid: CellGrid): string;
  /** What differs, for people; empty when nothing that counts does. */
  difference(stored: string, actual: string, grid: CellGrid): string;
  /** The stored screen, to be drawn; null when the file does not tell, or is damaged. */
  screen(stored: string): CellGrid | null;
}

/** Changes that are told one by one. */
const MOST_TOLD = 20;

const sameLines = (text: string): string => text.replaceAll('\r\n', '\n');

export const TEXT_FORM: GoldenForm = {
  suffix: 'txt',
  write: (grid) => `${screenText(grid)}\n`,
  difference: (stored, actual) => unifiedDiff(stored, actual, ['expected', 'now']),
  screen: (stored) => {
    const lines = sameLines(stored).replace(/\n$/, '').split('\n');
    const grid = blankGrid(Math.max(1, ...lines.map((line) => textWidth(line))), lines.length);
    for (const [row, line] of lines.entries()) {
      let at = row * grid.columns;
      for (const cluster of splitClusters(line)) {
        const width = textWidth(cluster);
        if (width === 0) continue;
        grid.text[at] = cluster === ' ' ? '' : cluster;
        grid.width[at] = width;
        if (width === 2) grid.width[at + 1] = 0;
        at += width;
      }
    }
    return grid;
  },
};

export const CELLS_FORM: GoldenForm = {
  suffix: 'cells.json',
  write: writeJsonScreen,
  difference: (stored, actual, grid) => {
    if (sameLines(stored) === actual) return '';
    const read = readJsonScreen(stored);
    if (!read.ok) return `the stored cells cannot be read: ${read.error}`;
    const before = read.value;
    const changes = diffScreens(before, grid);
    const told = changes.slice(0, MOST_TOLD).map((change) => describeChange(change, before, grid));
    if (changes.length > MOST_TOLD) told.push(`… and ${changes.length - MOST_TOLD} more places`);
    const [was, is] = [before, grid].map(({ columns, rows }) => `${columns}x${rows}`);
    if (was !== is) told.unshift(`the screen was ${was ?? ''} and is ${is ?? ''}`);
    const [stood, stands] = [before, grid].map(cursorWords);
    if (stood !== stands) told.push(`the cursor ${stood ?? ''} and now ${stands ?? ''}`);
    return told.join('\n'); // empty when only the palette's order or the spelling differ
  },
  screen: (stored) => {
    const read = readJsonScreen(stored);
    return read.ok ? read.value : null;
  },
};

const cursorWords = ({ cursor }: CellGrid): string =>
  cursor.visible ? `was a ${cursor.shape} at ${cursor.row + 1},${cursor.column + 1}` : 'was hidden';

/** The hash of the picture; it can only say that something differs. */
export const pixelsForm = (pictures: GoldenPictures): GoldenForm => ({
  suffix: 'pixels.txt',
  write: (grid) => {
    const { picture, sha256 } = pictures.render(grid);
    return `${sha256} ${picture.width}x${picture.height}\n`;
  },
  difference: (stored, actual) =>
    sameLines(stored).trim() === actual.trim()
      ? ''
      : `the picture is another one: ${stored.trim().slice(0, 100)} → ${actual.trim()}`,
  screen: () => null,
});
