import type { SourceSpan } from '../tape/source-span.ts';

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
  /** The PNG file that shows what is wrong: of a golden, both screens beside each other. Absent where there is none. */
  readonly picture?: string;
  /** Passed, and changed something that somebody should hear of: a golden was stored. Absent otherwise. */
  readonly isNews?: true;
}
