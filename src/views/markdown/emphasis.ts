/** What begins or ends at a run of marks, how often. */
interface Marked {
  readonly strong: number;
  readonly emphasised: number;
  readonly struck: number;
}

/** Marks of one kind beside each other, `**` for example. */
export interface MarkRun {
  readonly mark: '*' | '_' | '~';
  readonly length: number;
  readonly opens: boolean;
  readonly closes: boolean;
  /** Marks without a partner: they are characters. */
  left: number;
  opened: Marked;
  closed: Marked;
}

const SPACE = /\s/;
const WORD = /[\p{L}\p{N}_]/u;
const NOTHING: Marked = { strong: 0, emphasised: 0, struck: 0 };

/**
 * The run that begins at `at`; null when another character stands there. Its neighbours tell what it may do. Stars
 * look only for blanks, less strict than CommonMark: no blank stands around marks in Chinese or Japanese.
 */
export function runAt(text: string, at: number, growing: boolean): MarkRun | null {
  const mark = text[at];
  if (mark !== '*' && mark !== '_' && mark !== '~') return null;
  let end = at;
  while (text[end] === mark) end += 1;
  const length = end - at;
  if (mark === '~' && length !== 2 && !(growing && end === text.length)) return null;
  const before = text[at - 1] ?? ' ';
  const after = text[end] ?? ' ';
  const isName = mark === '_'; // names_with_underscores
  return {
    mark,
    length,
    opens: !SPACE.test(after) && !(isName && WORD.test(before)),
    closes: !SPACE.test(before) && !(isName && WORD.test(after)),
    left: length,
    opened: NOTHING,
    closed: NOTHING,
  };
}

const marked = (run: Marked, mark: MarkRun['mark'], count: number): Marked => {
  if (mark === '~') return { ...run, struck: run.struck + 1 };
  return count === 2 ? { ...run, strong: run.strong + 1 } : { ...run, emphasised: run.emphasised + 1 };
};

/** Two runs that could both open and close pair up only when their lengths add up to no multiple of three, as CommonMark has it. */
const fit = (opener: MarkRun, closer: MarkRun): boolean =>
  !(opener.closes || closer.opens) ||
  (opener.length + closer.length) % 3 !== 0 ||
  (opener.length % 3 === 0 && closer.length % 3 === 0);

/** What is still to come of a line. */
export interface Growth {
  /** The marks are the last of the line so far: what they mean depends on what comes. */
  readonly endsInMarks: boolean;
}

/**
 * Finds the partners of the runs of one line, in place. In a line that is still growing what is open stays so to its end,
 * and marks at the very end are not drawn yet. Null: the line is complete.
 */
export function matchRuns(runs: readonly MarkRun[], growth: Growth | null): void {
  const open: MarkRun[] = [];
  const end = growth?.endsInMarks === true ? runs.at(-1) : undefined;
  for (const run of runs) {
    const isHalf = run === end && (open.findLast(({ mark }) => mark === run.mark)?.left ?? 0) > run.left;
    if (run.closes && !isHalf) close(open, run);
    if (run.opens && run.left > 0) open.push(run);
  }
  if (growth === null) return;
  for (const run of open) {
    if (run === end || run.mark === '_') continue; // a name may begin with it: _private
    for (let { left } = run; left > 0; left -= 2) run.opened = marked(run.opened, run.mark, Math.min(2, left));
    run.left = 0;
  }
  if (end !== undefined) end.left = 0;
}

/** How far back a partner is looked for: hostile text must not make a line slow. */
const MAX_OPEN = 64;

function close(open: MarkRun[], run: MarkRun): void {
  for (let at = open.length - 1; at >= Math.max(0, open.length - MAX_OPEN) && run.left > 0;) {
    const opener = open[at];
    if (opener === undefined || opener.mark !== run.mark || !fit(opener, run)) {
      at -= 1;
      continue;
    }
    const count = opener.left >= 2 && run.left >= 2 ? 2 : 1;
    opener.left -= count;
    run.left -= count;
    opener.opened = marked(opener.opened, run.mark, count);
    run.closed = marked(run.closed, run.mark, count);
    open.length = opener.left === 0 ? at : at + 1; // what was opened in between has no partner
    at = open.length - 1;
  }
}
