import type { CheckResult } from '../../recorder/check/check-result.ts';
import type { FilmReport } from '../../recorder/film/film.ts';
import { problemWords } from '../../recorder/film/problem-words.ts';
import { oneLine, safeText } from '../faces/one-line.ts';
import type { RecordIo } from './record-io.ts';
import { plural } from '../../shared/plural.ts';

const MOST_EVIDENCE_LINES = 40;

const secondsOf = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

const sizeOf = (bytes: number): string =>
  bytes < 10_000
    ? `${bytes} B`
    : bytes < 10_000_000
      ? `${Math.round(bytes / 1000)} kB`
      : `${(bytes / 1e6).toFixed(1)} MB`;

/**
 * What a person wants to know of a film: where it is, how large, and what could not be made. Of one moment (`--at`)
 * neither frames nor length are told.
 */
export function tellFilm(report: FilmReport, io: RecordIo, quiet: boolean, isMoment = false): void {
  if (!quiet) {
    for (const { path, bytes } of report.outputs) io.out(`${oneLine(path)}  ${sizeOf(bytes)}`);
    if (report.outputs.length > 0 && !isMoment)
      io.out(`${plural(report.frames, 'frame')}, ${secondsOf(report.durationMs)}`);
  }
  for (const problem of report.problems) io.error(`❌ ${oneLine(problemWords(problem))}`);
  if (report.missingGlyphs.size > 0) {
    const shown = [...report.missingGlyphs.keys()]
      .slice(0, 10)
      .map((glyph) => `${oneLine(glyph)} (${codePoints(glyph)})`);
    io.error(`⚠️ ${missingWords(report.missingGlyphs)} in no bundled font: ${shown.join(', ')}`);
  }
}

const missingWords = ({ size }: FilmReport['missingGlyphs']): string =>
  size === 1 ? '1 character is' : `${size} characters are`;

const codePoints = (text: string): string =>
  Array.from(text, (char) => `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`).join(' ');

/** Failed checks with what stood on the screen; passed ones are only counted, but for those that stored something. */
export function tellChecks(name: string, checks: readonly CheckResult[], io: RecordIo, quiet: boolean): void {
  for (const check of checks) {
    if (check.ok) continue;
    const where = check.at === null ? '' : `:${check.at.line}`;
    const mark = check.severity === 'error' ? '❌' : '⚠️';
    io.error(`${mark} ${oneLine(name)}${where} at ${secondsOf(check.atMs)}: ${check.rule}: ${safeText(check.message)}`);
    if (check.evidence !== null && check.severity === 'error') io.error(framed(check.evidence));
  }
  const news = checks.filter(({ ok, isNews }) => ok && isNews === true);
  if (!quiet) for (const { message } of news) io.out(`${oneLine(name)}: ${oneLine(message)}`);
  const counted = checks.filter(({ ok, severity }) => ok || severity === 'error');
  const passed = counted.filter(({ ok }) => ok).length;
  if (!quiet && passed > 0) io.out(`${oneLine(name)}: ${passed} of ${counted.length} checks passed`);
}

function framed(evidence: string): string {
  const lines = safeText(evidence).trimEnd().split('\n');
  const shown = lines.slice(0, MOST_EVIDENCE_LINES).map((line) => `   │ ${line}`);
  return lines.length > shown.length
    ? [...shown, `   │ … ${lines.length - shown.length} more lines`].join('\n')
    : shown.join('\n');
}
