/** What a look at the screen gave. */
export interface Verdict {
  readonly ok: boolean;
  readonly message: string;
  /** First and last row concerned, 0-based. */
  readonly rows: readonly [number, number] | null;
  /** The part of the screen that shows it; null: the whole screen does. */
  readonly evidence: string | null;
}

export const passed = (message: string, rows: Verdict['rows'] = null): Verdict => ({
  ok: true,
  message,
  rows,
  evidence: null,
});

export const failed = (message: string, more: Partial<Pick<Verdict, 'rows' | 'evidence'>> = {}): Verdict => ({
  ok: false,
  message,
  rows: null,
  evidence: null,
  ...more,
});
