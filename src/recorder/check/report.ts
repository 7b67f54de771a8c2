import type { FilmProblem, FilmReport } from '../film/film.ts';
import type { RubricScores } from '../judge/score.ts';
import type { RecordExitCode } from '../play/exit-code.ts';
import type { CastEvent, Recording } from '../play/recording.ts';
import type { ExitReport } from '../terminal/host.ts';
import type { CheckResult } from './check-result.ts';
import type { LintReport } from './lint-film.ts';

/** A check as a report holds it. */
export interface ReportedCheck extends CheckResult {
  /** Of a failed check of the tape: the last events before it, a line for each as in a cast; absent otherwise. */
  readonly castTail?: readonly string[];
}

/** All that became of a tape, as data. Fields may be added; those that are there keep their meaning within a version. */
export interface RunReport {
  readonly version: 1;
  readonly tape: string;
  /** What `--engine vhs` prints has less in it, and its own name here. */
  readonly engine: 'embedded';
  readonly outputs: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[];
  readonly checks: readonly ReportedCheck[];
  /** Only when a judge looked. */
  readonly scores?: RubricScores;
  readonly exitCode: RecordExitCode;
  readonly title: string | null;
  readonly size: { readonly columns: number; readonly rows: number };
  /** Length of the film, as fast as it is shown; of the recording when none was drawn. */
  readonly durationMs: number;
  /** Length of the recording, in whose time all moments here are told. */
  readonly recordedMs: number;
  /** Pictures of the film; of the recording when none was drawn. */
  readonly frames: number;
  readonly markers: readonly { readonly atMs: number; readonly label: string }[];
  readonly captions: readonly { readonly atMs: number; readonly text: string }[];
  readonly programExit: ExitReport;
  /** Only when the program ran on until the tape was over, as a shell does, and was ended then. */
  readonly endedWithTape?: true;
  /** Null when nothing was linted. */
  readonly lint: LintReport | null;
  /** Outputs that could not be written, each with a sentence. */
  readonly problems: readonly FilmProblem[];
  /** Characters that no font had, with how often they were drawn. */
  readonly missingGlyphs: readonly (readonly [character: string, times: number])[];
}

export interface RunReportParts {
  readonly tape: string;
  readonly recording: Pick<
    Recording,
    'cast' | 'frames' | 'captions' | 'checks' | 'exit' | 'durationMs' | 'endIsHidden'
  >;
  /** What was drawn of it; absent or null when nothing was. */
  readonly film?: Pick<FilmReport, 'durationMs' | 'frames'> | null;
  readonly outputs?: RunReport['outputs'];
  readonly problems?: RunReport['problems'];
  readonly missingGlyphs?: ReadonlyMap<string, number>;
  readonly lint?: LintReport | null;
  readonly scores?: RubricScores | null;
  /** Checks beside the player's and the lint's: the judge's. */
  readonly checks?: readonly CheckResult[];
  readonly exitCode: RecordExitCode;
}

/** Events that are kept with a failed check. */
const TAIL_EVENTS = 50;
/** Longer events are cut: a flood in one event says no more than its beginning. */
const TAIL_CHARACTERS = 400;
/** Checks of the tape itself; what lint and a judge find is not explained by the last events. */
const OF_TAPE = new Set(['wait', 'expect', 'golden', 'program', 'end', 'time-limit']);

/** Puts the parts of a run together. */
export function runReport(parts: RunReportParts): RunReport {
  const { recording, lint = null, scores = null, exitCode, tape } = parts;
  const { header, events } = recording.cast;
  const all = [...recording.checks, ...(lint?.checks ?? []), ...(parts.checks ?? [])];
  return {
    version: 1,
    tape,
    engine: 'embedded',
    outputs: (parts.outputs ?? []).map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 })),
    checks: all.map((check) =>
      check.ok || check.severity === 'warning' || !OF_TAPE.has(check.rule)
        ? check
        : { ...check, castTail: castTail(events, check.atMs) },
    ),
    ...(scores === null ? {} : { scores }),
    exitCode,
    title: header.title,
    size: { columns: header.columns, rows: header.rows },
    durationMs: parts.film?.durationMs ?? recording.durationMs,
    recordedMs: recording.durationMs,
    frames: parts.film?.frames ?? recording.frames.length,
    markers: events.flatMap((event) => (event.type === 'marker' ? [{ atMs: event.atMs, label: event.label }] : [])),
    captions: recording.captions,
    programExit: recording.exit,
    ...(endedWithTape(recording) ? { endedWithTape: true } : {}),
    lint,
    problems: parts.problems ?? [],
    missingGlyphs: Array.from(parts.missingGlyphs ?? []),
  };
}

/** A program that ended by itself has its end in the cast, or in a hidden part. */
const endedWithTape = ({ cast, exit, endIsHidden }: RunReportParts['recording']): boolean =>
  endIsHidden !== true &&
  (exit.signal !== null || exit.exitCode !== null) &&
  cast.events.every(({ type }) => type !== 'exit');

/** The report as a file: the same report gives the same bytes. */
export const writeRunReport = (report: RunReport): string => `${JSON.stringify(report, null, 2)}\n`;

/** The last events up to a moment, a line for each: time in seconds, kind, text. Keys are left out: they may be secret. */
export function castTail(events: readonly CastEvent[], untilMs: number): readonly string[] {
  return events
    .filter(({ atMs, type }) => atMs <= untilMs && type !== 'input')
    .slice(-TAIL_EVENTS)
    .map((event) => JSON.stringify([event.atMs / 1000, event.type.charAt(0), shortText(event)]));
}

function shortText(event: CastEvent): string {
  switch (event.type) {
    case 'output':
    case 'input': {
      const { data } = event;
      return data.length > TAIL_CHARACTERS ? `${data.slice(0, TAIL_CHARACTERS).toWellFormed()}…` : data;
    }
    case 'marker':
      return event.label;
    case 'resize':
      return `${event.columns}x${event.rows}`;
    case 'exit':
      return String(event.code);
  }
}
