import { assertNever } from '../../shared/never.ts';
import type { Theme } from '../picture/picture.ts';
import { DEFAULT_THEME } from '../picture/themes.ts';
import type { ExpectationPort, ScreenView } from '../play/play-ports.ts';
import type { Expectation } from '../tape/directive.ts';
import { judgeCell } from './expect-cell.ts';
import { createPatternBook } from './pattern-book.ts';
import type { PatternBook } from './pattern-book.ts';
import { createLeavingWatch, sentenceList } from './leaving/leaving-watch.ts';
import { spanText } from './screen-text.ts';
import type { Verdict } from './verdict.ts';
import { failed, passed } from './verdict.ts';

type PatternExpectation = Extract<Expectation, { readonly pattern: string }>;
type Region = Extract<Expectation, { readonly subject: 'region' }>;

const MODE_NAMES = { altscreen: 'the alternate screen', mouse: 'mouse reporting', paste: 'bracketed paste' } as const;

const quoted = (text: string): string => JSON.stringify(text);

/** Judges `expect` directives (`recording.md` §9.1). Colours are compared as the theme shows them; default: VHS's own. */
export function createExpectations(theme: Theme = DEFAULT_THEME): ExpectationPort {
  const patterns = createPatternBook();
  return (expectation, view, at) => {
    const verdict = judge(expectation, view, patterns, theme);
    const { ok, message, rows } = verdict;
    const evidence = verdict.evidence ?? view.text;
    const { atMs } = view;
    return { rule: 'expect', ok, severity: 'error', timeout: false, atMs, at, message, rows, evidence };
  };
}

/** The same with VHS's built-in colours. */
export const evaluateExpectation: ExpectationPort = createExpectations();

function judge(expectation: Expectation, view: ScreenView, patterns: PatternBook, theme: Theme): Verdict {
  switch (expectation.subject) {
    case 'screen':
      return judgePattern(expectation, view.text, 'the screen', 0, patterns);
    case 'line':
      return judgePattern(expectation, view.cursorLine, "the cursor's line", view.grid.cursor.row, patterns);
    case 'title': {
      const verdict = judgePattern(expectation, view.grid.title, 'the title', 0, patterns);
      return { ...verdict, rows: null, evidence: view.grid.title };
    }
    case 'region':
      return judgeRegion(expectation, view, patterns);
    case 'cell':
      return judgeCell(expectation, view.grid, theme);
    case 'cursor':
      return judgeCursor(expectation.place, view);
    case 'mode':
      return judgeMode(expectation.mode, expectation.on, view);
    case 'exit':
      return judgeExit(expectation.code, view);
    case 'clean-exit':
      return judgeCleanExit(view);
    default:
      return assertNever(expectation);
  }
}

/** `firstRow` is the screen's row in which the text begins. */
function judgePattern(
  { pattern: source, negated }: PatternExpectation,
  text: string,
  where: string,
  firstRow: number,
  patterns: PatternBook,
): Verdict {
  const compiled = patterns.get(source);
  if (!compiled.ok) return failed(`/${source}/ cannot be used: ${compiled.error}`);
  const found = compiled.value.exec(text);
  if (found === null) {
    if (negated) return passed(`/${source}/ is not on ${where}`);
    const stood = text.includes('\n') ? '' : `; there stands ${quoted(text.trimEnd())}`;
    return failed(`/${source}/ is not on ${where}${stood}`);
  }
  const rowOf = (end: number): number => firstRow + (text.slice(0, end).match(/\n/g)?.length ?? 0);
  const rows = [rowOf(found.index), rowOf(found.index + found[0].length)] as const;
  const seen = quoted(found[0].length > 80 ? `${found[0].slice(0, 80)}…` : found[0]);
  if (!negated) return passed(`/${source}/ is on ${where}`, rows);
  return failed(`/${source}/ should not be on ${where}, but ${seen} is, in row ${rows[0] + 1}`, { rows });
}

function judgeRegion(expectation: Region, { grid }: ScreenView, patterns: PatternBook): Verdict {
  const { from, columns, rows } = expectation;
  const [top, left] = [from.row - 1, from.column - 1];
  const where = `the region ${from.row},${from.column} ${columns}x${rows}`;
  if (top < 0 || left < 0 || top + rows > grid.rows || left + columns > grid.columns) {
    return failed(`${where} does not lie on the screen of ${grid.columns}x${grid.rows}`);
  }
  const lines = Array.from({ length: rows }, (_, line) =>
    spanText(grid, { row: top + line, from: left, to: left + columns }).trimEnd(),
  );
  const text = lines.join('\n');
  const verdict = judgePattern(expectation, text, where, top, patterns);
  return { ...verdict, rows: verdict.rows ?? [top, top + rows - 1], evidence: text };
}

function judgeCursor(place: { readonly row: number; readonly column: number } | 'hidden', view: ScreenView): Verdict {
  const { row, column, visible } = view.grid.cursor;
  const rows = [row, row] as const;
  const stands = visible ? `the cursor stands at ${row + 1},${column + 1}` : 'the cursor is hidden';
  if (place === 'hidden')
    return visible
      ? failed(`the cursor should be hidden, but it stands at ${row + 1},${column + 1}`, { rows })
      : passed(stands);
  const isThere = visible && place.row === row + 1 && place.column === column + 1;
  return isThere
    ? passed(stands, rows)
    : failed(`the cursor should stand at ${place.row},${place.column}, but ${stands}`, { rows });
}

function judgeMode(mode: keyof typeof MODE_NAMES, on: boolean, { grid: { modes } }: ScreenView): Verdict {
  const isOn = { altscreen: modes.altScreen, mouse: modes.mouse, paste: modes.bracketedPaste }[mode];
  const state = isOn ? 'on' : 'off';
  const name = MODE_NAMES[mode];
  return isOn === on
    ? passed(`${name} is ${state}`)
    : failed(`${name} should be ${on ? 'on' : 'off'}, but it is ${state}`);
}

function judgeExit(code: number, { exit }: ScreenView): Verdict {
  if (exit === null) return failed(`the program should have ended with exit code ${code}, but it still runs`);
  const how = exit.signal === null ? `with exit code ${exit.exitCode ?? 'unknown'}` : `by ${exit.signal}`;
  const isRight = exit.signal === null && exit.exitCode === code;
  return isRight
    ? passed(`the program ended ${how}`)
    : failed(`the program should have ended with exit code ${code}, but it ended ${how}`);
}

function judgeCleanExit({ exit, events, grid }: ScreenView): Verdict {
  if (exit === null) return failed('the program should have left the terminal clean, but it still runs');
  const watch = createLeavingWatch();
  for (const event of events) if (event.type === 'output') watch.push(event.data);
  const problems = watch.problems(grid);
  return problems.length === 0
    ? passed('the program left the terminal as it found it')
    : failed(`the program did not leave the terminal as it found it: ${sentenceList(problems)}`);
}
