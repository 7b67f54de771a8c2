import { cellColours } from '../picture/cell-colours.ts';
import type { Theme } from '../picture/picture.ts';
import type { Expectation } from '../tape/directive.ts';
import { textWidth } from '../../terminal/text/clusters.ts';
import { STYLE } from '../terminal/grid.ts';
import type { CellGrid } from '../terminal/grid.ts';
import { sentenceList } from './leaving/leaving-watch.ts';
import { hexColour, spanText } from './screen-text.ts';
import type { Verdict } from './verdict.ts';
import { failed, passed } from './verdict.ts';

type CellExpectation = Extract<Expectation, { readonly subject: 'cell' }>;

/** Text, colours as they are seen (after inverse and dim) and weight of one cell, or of as many as the text has. */
export function judgeCell(expectation: CellExpectation, grid: CellGrid, theme: Theme): Verdict {
  const { from, text, foreground, background, bold } = expectation;
  const [row, column] = [from.row - 1, from.column - 1];
  const cells = Math.max(1, textWidth(text));
  const where = cells === 1 ? `cell ${from.row},${from.column}` : `the ${cells} cells from ${from.row},${from.column}`;
  if (row < 0 || column < 0 || row >= grid.rows || column + cells > grid.columns) {
    return failed(`${where} does not lie on the screen of ${grid.columns}x${grid.rows}`);
  }
  const rows = [row, row] as const;
  const wanted: string[] = [];
  const seen: string[] = [];
  const compare = (expected: string, found: string, isSame: boolean): void => {
    if (isSame) return;
    wanted.push(expected);
    seen.push(found);
  };
  const stands = spanText(grid, { row, from: column, to: column + cells });
  const expectedText = text === '' ? ' ' : text;
  compare(JSON.stringify(text), JSON.stringify(stands), isSameText(stands, expectedText));
  for (let offset = 0; offset < cells; offset += 1) {
    const at = row * grid.columns + column + offset;
    const style = grid.style[at] ?? 0;
    const colours = cellColours(theme, grid.foreground[at] ?? 0, grid.background[at] ?? 0, style);
    const [front, back] = [hexColour(colours.foreground), hexColour(colours.background)];
    if (foreground !== null) compare(`fg ${foreground}`, `fg ${front}`, foreground === front);
    if (background !== null) compare(`bg ${background}`, `bg ${back}`, background === back);
    const isBold = (style & STYLE.bold) !== 0;
    if (bold !== null) compare(bold ? 'bold' : 'not bold', isBold ? 'bold' : 'not bold', bold === isBold);
  }
  if (wanted.length === 0) return passed(`${where} is as expected`, rows);
  const evidence = spanText(grid, { row, from: 0, to: grid.columns }).trimEnd();
  const [all, found] = [wanted, seen].map((words) => sentenceList([...new Set(words)]));
  return failed(`${where} should be ${all ?? ''}, but is ${found ?? ''}`, { rows, evidence });
}

/** The same characters, however they are put together. */
const isSameText = (left: string, right: string): boolean =>
  left === right || left.normalize('NFC') === right.normalize('NFC');
