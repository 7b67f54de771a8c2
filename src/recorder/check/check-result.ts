import type { SourceSpan } from '../tape/tape.ts';

/** One thing that was looked at. `timeout` failures give exit code 3, other errors 2. */
export interface CheckResult {
  /** `wait`, `expect`, `golden`, or the name of a lint rule. */
  readonly rule: string;
  readonly ok: boolean;
  readonly severity: 'error' | 'warning';
  readonly timeout: boolean;
  readonly atMs: number;
  readonly at: SourceSpan | null;
  readonly message: string;
  /** First and last row concerned, 0-based. */
  readonly rows: readonly [number, number] | null;
  /** The screen's text, or the part that shows it. */
  readonly evidence: string | null;
}

/** What the product's own dashboard says of one widget, for exact lint rules (`recording.md` §9.3). Cells, 0-based. */
export interface LayoutWidget {
  readonly id: string;
  readonly kind: 'header' | 'rail' | 'pane' | 'input' | 'status' | 'modal' | 'text';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Higher covers lower. */
  readonly z: number;
  readonly border: boolean;
  readonly overflow: 'ellipsis' | 'wrap' | 'clip';
}

/** The layout in force from `atMs` on. */
export interface LayoutRecord {
  readonly atMs: number;
  readonly columns: number;
  readonly rows: number;
  readonly widgets: readonly LayoutWidget[];
}
