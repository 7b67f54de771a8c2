import * as fc from 'fast-check';
import { DEFAULT_COLOUR, PALETTE_COLOUR, STYLE, UNDERLINE_SHIFT } from '../../../src/recorder/terminal/grid.ts';
import type { CellGrid, Cursor } from '../../../src/recorder/terminal/grid.ts';
import { gridOf } from './picture-fixture.ts';
import type { CellSpec } from './picture-fixture.ts';

/** What a program does to its screen between two frames, as an emulator would leave it. */
type Edit =
  | { readonly does: 'nothing' }
  | { readonly does: 'write'; readonly at: number; readonly cell: CellSpec }
  | { readonly does: 'write-wide'; readonly at: number; readonly cell: CellSpec }
  /** A left half goes and its right half stays alone, as damaged screens have it. */
  | { readonly does: 'tear'; readonly at: number }
  | { readonly does: 'restyle'; readonly at: number; readonly look: CellSpec }
  | { readonly does: 'erase-row'; readonly row: number }
  | { readonly does: 'cursor'; readonly cursor: Partial<Cursor> };

interface Screen {
  readonly cells: CellSpec[];
  readonly cursor: Partial<Cursor>;
}

const look = fc.record({
  foreground: fc.constantFrom(DEFAULT_COLOUR, 0xff0000, PALETTE_COLOUR | 3),
  background: fc.constantFrom(DEFAULT_COLOUR, 0x000080, PALETTE_COLOUR | 238),
  underlineColour: fc.constantFrom(DEFAULT_COLOUR, 0x00ff00),
  style: fc.constantFrom(0, STYLE.bold, STYLE.inverse, STYLE.strike, STYLE.hidden, 3 << UNDERLINE_SHIFT),
});
const narrow = fc.constantFrom('', 'a', 'g', '│', '─', '▒', '\u28ff', '\ue0b0', 'x\u0302');
const wide = fc.constantFrom('漢', '🚀', '字');

function edits(columns: number, rows: number): fc.Arbitrary<Edit> {
  const at = fc.nat(columns * rows - 1);
  const place = { row: fc.nat(rows - 1), column: fc.nat(columns - 1) };
  const cell = fc.tuple(look, narrow).map(([style, text]) => ({ ...style, text, width: 1 as const }));
  const wideCell = fc.tuple(look, wide).map(([style, text]) => ({ ...style, text, width: 2 as const }));
  const cursor = fc.oneof(
    fc.record(place),
    fc.record({ visible: fc.boolean() }),
    fc.record({ shape: fc.constantFrom('block' as const, 'bar' as const, 'underline' as const) }),
  );
  return fc.oneof(
    fc.constant<Edit>({ does: 'nothing' }),
    fc.record({ does: fc.constant('write' as const), at, cell }),
    fc.record({ does: fc.constant('write-wide' as const), at, cell: wideCell }),
    fc.record({ does: fc.constant('tear' as const), at }),
    fc.record({ does: fc.constant('restyle' as const), at, look }),
    fc.record({ does: fc.constant('erase-row' as const), row: place.row }),
    { arbitrary: fc.record({ does: fc.constant('cursor' as const), cursor }), weight: 2 },
  );
}

/** Whoever overwrites one half of a wide character leaves a blank in the place of the other. */
function put(cells: CellSpec[], columns: number, at: number, cell: CellSpec): void {
  const before = cells[at]?.width ?? 1;
  if (before === 2 && (at + 1) % columns !== 0 && cells[at + 1]?.width === 0) cells[at + 1] = {};
  if (before === 0 && at % columns !== 0 && cells[at - 1]?.width === 2) cells[at - 1] = {};
  cells[at] = cell;
}

function edited({ cells: old, cursor }: Screen, edit: Edit, columns: number): Screen {
  const cells = [...old];
  switch (edit.does) {
    case 'nothing':
      break;
    case 'write':
      put(cells, columns, edit.at, edit.cell);
      break;
    case 'write-wide':
      if ((edit.at + 1) % columns === 0) break;
      put(cells, columns, edit.at, edit.cell);
      put(cells, columns, edit.at + 1, { ...edit.cell, text: '', width: 0 });
      break;
    case 'tear':
      if (cells[edit.at]?.width === 2) cells[edit.at] = { text: 't' };
      break;
    case 'restyle':
      cells[edit.at] = { ...cells[edit.at], ...edit.look };
      break;
    case 'erase-row':
      cells.splice(edit.row * columns, columns, ...Array.from({ length: columns }, () => ({})));
      break;
    case 'cursor':
      return { cells, cursor: { ...cursor, ...edit.cursor } };
  }
  return { cells, cursor };
}

/** Screens each of which is the last one after few edits, so that most of it stays as it is. */
export function editedScreens(columns: number, rows: number): fc.Arbitrary<readonly CellGrid[]> {
  const filled = fc.array(fc.tuple(look, narrow), { minLength: columns * rows, maxLength: columns * rows });
  const start = fc.tuple(filled, fc.boolean()).map(([cells, visible]): Screen => ({
    cells: cells.map(([style, text]) => ({ ...style, text })),
    cursor: { visible },
  }));
  const steps = fc.array(fc.array(edits(columns, rows), { minLength: 1, maxLength: 3 }), {
    minLength: 2,
    maxLength: 8,
  });
  return fc.tuple(start, steps).map(([first, changes]) => {
    const screens: Screen[] = [first];
    for (const change of changes) {
      let screen = screens.at(-1) ?? first;
      for (const edit of change) screen = edited(screen, edit, columns);
      screens.push(screen);
    }
    return screens.map(({ cells, cursor }) => gridOf(columns, rows, cells, cursor));
  });
}
