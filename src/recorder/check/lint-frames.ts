import { screensAt } from '../film/screens-at.ts';
import { findChangedCells } from '../picture/changed-cells.ts';
import type { CastEvent, FrameMark, LayoutRecord, Recording } from '../play/recording.ts';
import type { EmulatorStart } from '../play/play-ports.ts';
import type { CellGrid, ScreenEmulator } from '../terminal/grid.ts';
import type { LintContext, LintFrame } from './lint/rule.ts';

export interface LintFramePorts {
  readonly createEmulator: (start: EmulatorStart) => ScreenEmulator;
  readonly unicode: 11 | 15;
}

/** The parts of a recording that lint looks at. */
export type LintedRecording = Pick<Recording, 'cast' | 'frames' | 'layouts' | 'durationMs' | 'exit'> &
  Partial<Pick<Recording, 'scrolls' | 'inputsMs' | 'endIsHidden'>>;

/** What a recording knows of itself; themes, fonts and logs are the caller's to add. */
export function lintContextOf(
  recording: LintedRecording,
  given: Pick<LintContext, 'theme'> & Partial<LintContext>,
): LintContext {
  const { cast, layouts, durationMs, exit, endIsHidden } = recording;
  const showsEnd = endIsHidden !== true && cast.events.some(({ type }) => type === 'exit');
  return {
    durationMs,
    exit: showsEnd ? exit : null,
    hasLayouts: layouts.length > 0,
    hasInputs: inputTimes(recording).length > 0,
    isMissing: null,
    statusAt: null,
    ...given,
  };
}

/** The pictures of a recording for `lintFilm`, played into an emulator again. */
export async function* framesToLint(
  recording: LintedRecording,
  ports: LintFramePorts,
  signal: AbortSignal,
): AsyncGenerator<LintFrame> {
  const { cast, layouts } = recording;
  const { columns, rows } = cast.header;
  const emulator = ports.createEmulator({ columns, rows, unicode: ports.unicode });
  const layoutAt = createLayouts(layouts);
  const inputs = inputTimes(recording);
  let sent = 0;
  let grids: readonly [CellGrid | undefined, CellGrid | undefined] = [undefined, undefined];
  let changed = new Uint8Array(0);
  let done = 0;
  try {
    for await (const { stop, snapshot } of screensAt(
      cast.events,
      marksOf(recording),
      recording.scrolls ?? [],
      emulator,
      signal,
    )) {
      const [old, spare] = grids;
      const grid = snapshot(spare);
      grids = [grid, old];
      const previous = old?.columns === grid.columns && old.rows === grid.rows ? old : null;
      if (changed.length !== grid.text.length) changed = new Uint8Array(grid.text.length);
      const isChanged = previous === null || findChangedCells(grid, previous, changed);
      const changedCells = previous === null ? grid.text.length : isChanged ? countSet(changed) : 0;
      const events = cast.events.slice(done, stop.events);
      done = Math.max(done, stop.events);
      const sentBefore = sent;
      while (sent < inputs.length && (inputs[sent] ?? 0) <= stop.atMs) sent += 1;
      const inputsMs = inputs.slice(sentBefore, sent);
      yield {
        atMs: stop.atMs,
        grid,
        previous,
        changed: previous === null ? null : changed,
        changedCells,
        ...printed(events),
        inputsMs,
        layout: layoutAt(stop.atMs, grid),
      };
    }
  } finally {
    emulator.dispose();
  }
}

/** The film's marks, and its end where the program printed after the last of them. */
function marksOf({ cast, frames, durationMs }: LintedRecording): readonly FrameMark[] {
  const last = frames.at(-1);
  const hasMore = cast.events.slice(last?.events ?? 0).some(({ type }) => type === 'output' || type === 'resize');
  return hasMore ? [...frames, { atMs: Math.max(durationMs, last?.atMs ?? 0), events: cast.events.length }] : frames;
}

function countSet(changed: Uint8Array): number {
  let cells = 0;
  for (const mark of changed) if (mark !== 0) cells += 1;
  return cells;
}

/** As the player noted them, else what the cast holds. */
const inputTimes = ({ inputsMs, cast }: LintedRecording): readonly number[] =>
  inputsMs ?? cast.events.flatMap(({ type, atMs }) => (type === 'input' ? [atMs] : []));

function printed(events: readonly CastEvent[]): Pick<LintFrame, 'output' | 'outputsMs'> {
  const texts: string[] = [];
  const outputsMs: number[] = [];
  for (const event of events) {
    if (event.type !== 'output') continue;
    texts.push(event.data);
    outputsMs.push(event.atMs);
  }
  return { output: texts.join(''), outputsMs };
}

const isBlank = ({ text }: CellGrid): boolean => text.every((one) => one === '' || one === ' ');

/** The layout in force at rising times; none while the screen is not the program's own or has another size. */
function createLayouts(layouts: readonly LayoutRecord[]): (atMs: number, grid: CellGrid) => LayoutRecord | null {
  let at = -1;
  return (atMs, grid) => {
    for (let next = layouts[at + 1]; next !== undefined && next.atMs <= atMs; next = layouts[at + 1]) at += 1;
    const layout = layouts[at] ?? null;
    if (layout === null || !grid.modes.altScreen || isBlank(grid)) return null; // told, and not drawn yet
    return layout.columns === grid.columns && layout.rows === grid.rows ? layout : null;
  };
}
