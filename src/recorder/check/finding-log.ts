import { rowText } from '../encode/text-golden.ts';
import type { CellGrid } from '../terminal/grid.ts';
import type { Finding } from './lint/rule.ts';

/** Something wrong, wherever in the film it was. */
export interface LoggedFinding {
  readonly message: string;
  /** Of the first picture that has it; 0-based. Null too for what lies beside the screen. */
  readonly rows: readonly [number, number] | null;
  /** When the first picture that has it is shown. */
  readonly atMs: number;
  /** How many pictures have it. */
  readonly frames: number;
  /** Those rows of the first picture; null where no rows are named. */
  readonly evidence: string | null;
}

/** Gathers what a rule finds, each message once. */
export interface FindingLog {
  add(finding: Finding, atMs: number, grid: CellGrid | null): void;
  endFrame(): void;
  findings(): readonly LoggedFinding[];
  /** Messages that found no more room. */
  readonly more: number;
  /** Pictures in which something was found. */
  readonly frames: number;
}

const MOST_MESSAGES = 50;
const MOST_EVIDENCE_ROWS = 12;

type Mutable<Value> = { -readonly [Field in keyof Value]: Value[Field] };

export function createFindingLog(): FindingLog {
  const known = new Map<string, Mutable<LoggedFinding>>();
  const inFrame = new Set<string>();
  const overflowing = new Set<string>();
  let frames = 0;
  let isHit = false;
  return {
    add({ message, rows }, atMs, grid) {
      isHit = true;
      const first = !inFrame.has(message);
      inFrame.add(message);
      const logged = known.get(message);
      if (logged !== undefined) {
        if (first) logged.frames += 1;
      } else if (known.size < MOST_MESSAGES) {
        const shown = rows === null || grid === null ? rows : rowsOn(grid, rows);
        const evidence = shown === null || grid === null ? null : evidenceOf(grid, shown);
        known.set(message, { message, rows: shown, atMs, frames: 1, evidence });
      } else if (overflowing.size < MOST_MESSAGES * MOST_MESSAGES) overflowing.add(message);
    },
    endFrame() {
      if (isHit) frames += 1;
      isHit = false;
      inFrame.clear();
    },
    findings: () => Array.from(known.values()),
    get more() {
      return overflowing.size;
    },
    get frames() {
      return frames;
    },
  };
}

function evidenceOf(grid: CellGrid, [first, last]: readonly [number, number]): string {
  const count = Math.min(last - first + 1, MOST_EVIDENCE_ROWS);
  return Array.from({ length: count }, (_, line) => rowText(grid, first + line)).join('\n');
}

/** A widget may reach over the edge of the screen, or lie beside it. */
function rowsOn(grid: CellGrid, [first, last]: readonly [number, number]): readonly [number, number] | null {
  const [from, to] = [Math.max(0, first), Math.min(grid.rows - 1, last)];
  return from <= to ? [from, to] : null;
}
