import { clamp } from '../shared/clamp.ts';
import type { Area } from './tiles.ts';
import { columnsOf, gridColumns, gridOf } from './tiles.ts';

export const LAYOUT_CHOICES = ['auto', 'focus', 'split', 'grid', 'stack'] as const;
/** What the person asked for. */
export type LayoutChoice = (typeof LAYOUT_CHOICES)[number];
/** What is drawn. `final` shows the final answer, `welcome` the agents before the first question. */
export type LayoutKind = 'focus' | 'split' | 'grid' | 'stack' | 'final' | 'welcome' | 'tiny';

export const MIN_COLUMNS = 40;
export const MIN_ROWS = 10;
const FULL_COLUMNS = 80;
const FULL_ROWS = 24;
const TILE_COLUMNS = 38;
const TILE_ROWS = 10;
const SPLIT_ROWS = 12;
const SPLIT_MAX = 4;
const SIDE_COLUMNS = 36;
const WIDE_SIDE_COLUMNS = 68;
const STACK_COLUMNS = 100;
/** From here on the tally fits into the rail. */
export const WIDE_COLUMNS = 160;
const TALLY_ROWS = 30;

export interface LayoutInput {
  readonly columns: number;
  readonly rows: number;
  readonly agents: number;
  readonly focus: number;
  readonly choice: LayoutChoice;
  readonly screen: 'panes' | 'final' | 'welcome';
  /** Rows the draft wants. */
  readonly inputRows: number;
  /** What was drawn before: it is kept until its rule is broken by two columns, so that dragging an edge does not flap. */
  readonly previous: LayoutKind | null;
}

export interface Layout {
  readonly kind: LayoutKind;
  /** Below 80×24: no frames, header and rail in one row. */
  readonly compact: boolean;
  readonly header: Area;
  readonly rail: Area | null;
  readonly tally: Area | null;
  readonly tabs: Area | null;
  readonly stage: Area;
  /** Where each agent's pane stands, by index; null when it is not drawn. */
  readonly panes: readonly (Area | null)[];
  readonly final: Area | null;
  /** Roster beside the focused pane or the final answer. */
  readonly side: Area | null;
  readonly separator: Area | null;
  readonly input: Area;
  readonly status: Area;
  /** False when the chosen layout does not fit and another one is drawn. */
  readonly granted: boolean;
  /** True when the panes could be placed in more than one way. */
  readonly hasOthers: boolean;
}

const area = (x: number, y: number, width: number, height: number): Area => ({ x, y, width, height });

/** Where everything stands on a screen of this size. Any size from 1×1 has an answer. */
export function layout(input: LayoutInput): Layout {
  const { columns, rows } = input;
  if (columns < MIN_COLUMNS || rows < MIN_ROWS) return tiny(input);
  const compact = columns < FULL_COLUMNS || rows < FULL_ROWS;
  const tallied = input.agents > 1 && input.screen !== 'welcome';
  const withTally = tallied && !compact && rows >= TALLY_ROWS && columns < WIDE_COLUMNS;
  const inputRows = clamp(input.inputRows, 1, Math.max(1, Math.min(8, Math.floor(rows / 3))));
  const top = compact ? 1 : withTally ? 3 : 2;
  const bottom = (compact ? 0 : 1) + inputRows + 1;
  const whole = area(0, top, columns, rows - top - bottom);
  const possible = compact || input.agents <= 1 ? ALONE : KINDS.filter((one) => fits(one, input, whole));
  const kind = chooseKind(input, possible);
  const alone = kind === 'focus' || (kind === 'final' && columns < STACK_COLUMNS);
  const tabbed = alone && input.agents > 1 && whole.height > 3;
  const stage = tabbed ? area(0, top + 1, columns, whole.height - 1) : whole;
  return {
    kind,
    compact,
    header: area(0, 0, columns, 1),
    rail: compact ? null : area(0, 1, columns, 1),
    tally: withTally ? area(0, 2, columns, 1) : null,
    tabs: tabbed ? area(0, top, columns, 1) : null,
    stage,
    ...placePanes(input, stage, kind),
    separator: compact ? null : area(0, rows - bottom, columns, 1),
    input: area(0, rows - inputRows - 1, columns, inputRows),
    status: area(0, rows - 1, columns, 1),
    granted: input.screen !== 'panes' || input.choice === 'auto' || input.choice === kind,
    hasOthers: possible.length > 1,
  };
}

function tiny(input: LayoutInput): Layout {
  const stage = area(0, 0, input.columns, input.rows);
  const nothing = area(0, 0, 0, 0);
  return {
    kind: 'tiny',
    compact: true,
    header: nothing,
    rail: null,
    tally: null,
    tabs: null,
    stage,
    panes: Array.from({ length: input.agents }, () => null),
    final: null,
    side: null,
    separator: null,
    input: nothing,
    status: nothing,
    granted: true,
    hasOthers: false,
  };
}

/** In the order of preference; the last fits everywhere. */
const KINDS = ['split', 'grid', 'stack', 'focus'] as const;
type PaneKind = (typeof KINDS)[number];
const ALONE: readonly PaneKind[] = ['focus'];

function fits(kind: PaneKind, input: LayoutInput, stage: Area): boolean {
  const slack = input.previous === kind ? 1 : 0;
  switch (kind) {
    case 'split':
      return (
        input.agents <= SPLIT_MAX &&
        Math.floor(stage.width / input.agents) >= TILE_COLUMNS - slack &&
        stage.height >= SPLIT_ROWS
      );
    case 'grid':
      return gridColumns(stage, input.agents, TILE_COLUMNS - slack, TILE_ROWS) !== null;
    case 'stack':
      return stage.width >= STACK_COLUMNS - slack && stage.height >= SPLIT_ROWS;
    case 'focus':
      return true;
  }
}

function chooseKind({ screen, choice }: LayoutInput, possible: readonly PaneKind[]): LayoutKind {
  if (screen !== 'panes') return screen;
  const wanted = possible.find((kind) => choice === 'auto' || choice === kind);
  return wanted ?? 'focus';
}

function placePanes(
  input: LayoutInput,
  stage: Area,
  kind: LayoutKind,
): { readonly panes: readonly (Area | null)[]; readonly final: Area | null; readonly side: Area | null } {
  const only = (pane: Area): readonly (Area | null)[] =>
    Array.from({ length: input.agents }, (_, at) => (at === input.focus ? pane : null));
  const none = Array.from({ length: input.agents }, () => null);
  const sideColumns =
    stage.width >= WIDE_COLUMNS && kind === 'final'
      ? WIDE_SIDE_COLUMNS
      : stage.width >= STACK_COLUMNS - 1
        ? SIDE_COLUMNS
        : 0;
  const main = area(stage.x, stage.y, stage.width - sideColumns, stage.height);
  const side = sideColumns === 0 ? null : area(main.x + main.width, stage.y, stage.width - main.width, stage.height);
  switch (kind) {
    case 'split':
      return { panes: columnsOf(stage, input.agents), final: null, side: null };
    case 'grid': {
      const slack = input.previous === 'grid' ? 1 : 0;
      const columns = gridColumns(stage, input.agents, TILE_COLUMNS - slack, TILE_ROWS) ?? 1;
      return { panes: gridOf(stage, input.agents, columns), final: null, side: null };
    }
    case 'stack':
      return { panes: only(main), final: null, side };
    case 'final':
      return input.agents <= 1 ? { panes: none, final: stage, side: null } : { panes: none, final: main, side };
    case 'focus':
      return { panes: only(stage), final: null, side: null };
    default:
      return { panes: none, final: null, side: null };
  }
}
