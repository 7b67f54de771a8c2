import { blankGrid, PALETTE_COLOUR, STYLE } from '../src/recorder/terminal/grid.ts';
import type { CellGrid } from '../src/recorder/terminal/grid.ts';

export const FILM_COLUMNS = 120;
export const FILM_ROWS = 36;

const WORDS =
  'the plan keeps every step small and says why each choice holds so that a reader can follow it from the first question to the last answer without looking up what was decided before'.split(
    ' ',
  );
const SPINNER = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';
const PANES = 3;
const PANE_WIDTH = FILM_COLUMNS / PANES;
const PANE_ROWS = 24;

function emptyDashboard(): CellGrid {
  const blank = blankGrid(FILM_COLUMNS, FILM_ROWS);
  return {
    ...blank,
    cursor: { ...blank.cursor, row: FILM_ROWS - 1, column: 2, visible: true },
    modes: { ...blank.modes, altScreen: true, bracketedPaste: true },
  };
}

interface Look {
  readonly ink?: number;
  readonly paper?: number;
  readonly style?: number;
}

function put(grid: CellGrid, row: number, column: number, text: string, look: Look = {}): void {
  let at = row * FILM_COLUMNS + column;
  for (const character of text) {
    grid.text[at] = character === ' ' ? '' : character;
    if (look.ink !== undefined) grid.foreground[at] = look.ink;
    if (look.paper !== undefined) grid.background[at] = look.paper;
    if (look.style !== undefined) grid.style[at] = look.style;
    at += 1;
  }
}

/** Line `number` of an agent's endless answer. */
function lineOf(pane: number, number: number): string {
  let line = '';
  for (let word = number * 5 + pane * 11; line.length < PANE_WIDTH - 12; word += 1) {
    line += `${WORDS[(word * 7 + pane) % WORDS.length] ?? ''} `;
  }
  return line.slice(0, PANE_WIDTH - 4);
}

function drawPane(grid: CellGrid, pane: number, frame: number): void {
  const left = pane * PANE_WIDTH;
  const ink = PALETTE_COLOUR | (2 + pane * 2);
  const inner = PANE_WIDTH - 2;
  put(grid, 1, left, `╭${'─'.repeat(inner)}╮`, { ink });
  put(grid, 1, left + 2, ` agent_${pane} ${SPINNER[frame % SPINNER.length] ?? ''} `, { ink, style: STYLE.bold });
  // Panes scroll one after the other, most pictures move one of them.
  const scrolled = Math.floor((frame + pane) / 3);
  for (let row = 0; row < PANE_ROWS; row += 1) {
    const number = scrolled + row;
    put(grid, 2 + row, left, '│', { ink });
    const isCode = number % 9 > 6;
    const whole = lineOf(pane, number);
    const text = row === PANE_ROWS - 1 ? whole.slice(0, ((frame + pane) % 3) * 12 + 6) : whole;
    put(grid, 2 + row, left + 2, text, isCode ? { ink: 0x8abeb7, paper: 0x202428 } : {});
    put(grid, 2 + row, left + PANE_WIDTH - 1, '│', { ink });
  }
  put(grid, 2 + PANE_ROWS, left, `╰${'─'.repeat(inner)}╯`, { ink });
}

/** Pictures of three agents that write into scrolling panes, with a clock, spinners, a table and a list of events. */
export function dashboardFilm(frames: number): readonly CellGrid[] {
  return Array.from({ length: frames }, (_, frame) => {
    const grid = emptyDashboard();
    const seconds = (frame / 12.5).toFixed(1);
    const header = ` massgen · round 2 · ${seconds}s · 3 agents · ${frame * 37} tokens`.padEnd(FILM_COLUMNS);
    put(grid, 0, 0, header, { style: STYLE.inverse });
    for (let pane = 0; pane < PANES; pane += 1) drawPane(grid, pane, frame);
    for (let row = 0; row < 6; row += 1) {
      const share = Math.min(30, (frame + row * 20) % 40);
      put(grid, 28 + row, 2, `agent_${row % PANES}  answer ${row}.${frame % 7}  `, { style: STYLE.dim });
      put(grid, 28 + row, 28, '█'.repeat(share).padEnd(30, '░'), { ink: PALETTE_COLOUR | 6 });
      put(grid, 28 + row, 62, lineOf(row, Math.floor(frame / 10) - row), { ink: PALETTE_COLOUR | (9 + row) });
    }
    put(grid, FILM_ROWS - 1, 0, '❯ ', { ink: PALETTE_COLOUR | 3 });
    return grid;
  });
}
