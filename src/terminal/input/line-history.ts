/** Earlier entries of an input line, the latest last, and where the person is in them. Pure. */
export interface LineHistory {
  readonly entries: readonly string[];
  /** Index of the entry that is shown; `entries.length` is the draft. */
  readonly position: number;
  /** What was being written before the person went back. */
  readonly draft: string;
}

const MAX_ENTRIES = 1000;

export const createLineHistory = (entries: readonly string[] = []): LineHistory => ({
  entries: entries.slice(-MAX_ENTRIES),
  position: Math.min(entries.length, MAX_ENTRIES),
  draft: '',
});

/** Adds what was sent. Blank lines and lines that begin with a blank (secrets) are not kept; a repeated one moves to the end. */
export function remember(history: LineHistory, line: string): LineHistory {
  if (line.trim() === '' || line.startsWith(' ')) return createLineHistory(history.entries);
  return createLineHistory([...history.entries.filter((entry) => entry !== line), line]);
}

/** The line after going one entry back or forth, with the draft kept; null at either end. */
export function recall(
  history: LineHistory,
  step: 'older' | 'newer',
  current: string,
): { readonly history: LineHistory; readonly line: string } | null {
  const { entries, position } = history;
  const next = position + (step === 'older' ? -1 : 1);
  if (next < 0 || next > entries.length) return null;
  const draft = position === entries.length ? current : history.draft;
  return { history: { entries, position: next, draft }, line: entries[next] ?? draft };
}
