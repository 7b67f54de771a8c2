import type { LayoutRecord } from '../../../../src/recorder/play/recording.ts';
import type { PlacedWidget } from '../../../../src/views/layout-record.ts';
import type { Finding, LintContext, LintFrame, LintRule, RuleBasis } from '../../../../src/recorder/check/lint/rule.ts';
import { findChangedCells } from '../../../../src/recorder/picture/changed-cells.ts';
import { DEFAULT_THEME } from '../../../../src/recorder/picture/themes.ts';
import type { CellGrid } from '../../../../src/recorder/terminal/grid.ts';
import { screenOf } from '../views.ts';

export interface Shot extends Partial<LintFrame> {
  readonly atMs: number;
  readonly grid: CellGrid;
}

/** Frames as a film gives them: what changed follows from the screens. */
function framesOf(shots: readonly Shot[]): LintFrame[] {
  return shots.map((shot, index) => {
    const before = shots[index - 1]?.grid;
    const isSame = before?.columns === shot.grid.columns && before.rows === shot.grid.rows;
    const changed = new Uint8Array(shot.grid.text.length);
    if (isSame) findChangedCells(shot.grid, before, changed);
    return {
      previous: isSame ? before : null,
      changed: isSame ? changed : null,
      changedCells: isSame ? changed.filter((mark) => mark !== 0).length : changed.length,
      output: '',
      outputsMs: [shot.atMs],
      inputsMs: [],
      layout: null,
      ...shot,
    };
  });
}

export async function* filmOf(shots: readonly Shot[]): AsyncGenerator<LintFrame> {
  await Promise.resolve();
  yield* framesOf(shots);
}

export const contextWith = (more: Partial<LintContext> = {}): LintContext => ({
  theme: DEFAULT_THEME,
  durationMs: 1000,
  exit: null,
  hasLayouts: false,
  hasInputs: false,
  isMissing: null,
  statusAt: null,
  ...more,
});

export interface Looking {
  readonly context?: Partial<LintContext>;
  readonly limit?: number;
}

/** Everything a rule finds in these pictures and at their end. */
export function findings(rule: LintRule, shots: readonly Shot[], { context, limit }: Looking = {}): Finding[] {
  const run = rule.start(contextWith(context), limit ?? null);
  const frames = framesOf(shots);
  const found = frames.flatMap((frame) => run.look(frame));
  const last = frames.at(-1);
  return last === undefined ? found : [...found, ...(run.end?.(last) ?? [])];
}

export const messages = (...how: Parameters<typeof findings>): string[] =>
  findings(...how).map(({ message }) => message);

export const basis = (rule: LintRule, context: Partial<LintContext> = {}): RuleBasis =>
  rule.basis(contextWith(context));

/** A screen with these lines, drawn by the real emulator on the alternate screen. */
export const drawn = (lines: readonly string[], columns = 30): Promise<CellGrid> =>
  screenOf(
    `\u001b[?1049h\u001b[?25l${lines.map((line, row) => `\u001b[${row + 1}H${line}`).join('')}`,
    columns,
    lines.length,
  );

export const widget = (id: string, more: Partial<PlacedWidget> = {}): PlacedWidget => ({
  id,
  kind: 'pane',
  x: 0,
  y: 0,
  width: 10,
  height: 3,
  z: 1,
  border: false,
  overflow: 'wrap',
  ...more,
});

export const layoutOf = (widgets: readonly PlacedWidget[], columns = 30, rows = 5): LayoutRecord => ({
  atMs: 0,
  columns,
  rows,
  widgets,
});
