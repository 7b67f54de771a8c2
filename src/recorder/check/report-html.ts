import { problemWords } from '../film/problem-words.ts';
import type { ReportedCheck, RunReport } from './report.ts';
import type { ShownPicture } from './report/check-cards.ts';
import { checkSections } from './report/check-cards.ts';
import { judgeSection, lintSection } from './report/score-tables.ts';
import { STYLE_SHEET } from './report/style-sheet.ts';
import { timelineSection } from './report/timeline.ts';
import { sizeWords, text, timeWords } from './report/words.ts';
import { plural } from '../../shared/plural.ts';

/** A picture for the page. */
export interface ReportPicture {
  readonly title: string;
  readonly png: Uint8Array;
  /** The check it shows, by its place in `report.checks`; null for a picture of the film itself. */
  readonly check: number | null;
}

/** Nothing is fetched and nothing runs, whatever was printed. */
const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

/**
 * The report as one page that needs nothing else. Everything a tape or a program wrote is text on it. The same report and
 * pictures give the same bytes.
 */
export function writeReportHtml(report: RunReport, pictures: readonly ReportPicture[] = []): string {
  const shown = pictures.map(({ title, png, check }) => ({ title, address: pngAddress(png), check }));
  const picturesOf = (check: ReportedCheck): readonly ShownPicture[] => {
    const at = report.checks.indexOf(check);
    return shown.filter((picture) => picture.check === at);
  };
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(report.tape)}: ${verdict(report).words}</title>
<style>${STYLE_SHEET}</style>
</head>
<body>
<main>
${[
  head(report),
  checkSections(report.checks, picturesOf),
  filmPictures(shown.filter(({ check }) => check === null)),
  report.lint === null ? '' : lintSection(report.lint),
  report.scores === undefined ? '' : judgeSection(report.scores),
  timelineSection(report),
  outputSection(report),
]
  .filter((part) => part.trim() !== '')
  .join('\n')}
</main>
</body>
</html>
`;
}

const EXIT_WORDS = { 0: 'passed', 1: 'not played', 2: 'failed', 3: 'out of time', 4: 'interrupted' } as const;

const verdict = ({ exitCode }: RunReport): { readonly words: string; readonly kind: string } => ({
  words: EXIT_WORDS[exitCode],
  kind: exitCode === 0 ? 'good' : exitCode === 4 ? 'warn' : 'bad',
});

function head(report: RunReport): string {
  const { tape, title, engine, exitCode, checks, durationMs, frames, size, lint, programExit } = report;
  const { words, kind } = verdict(report);
  const failed = checks.filter(({ ok, severity }) => !ok && severity === 'error').length;
  const ended = report.endedWithTape
    ? 'ended with the tape'
    : (programExit.signal ?? (programExit.exitCode === null ? 'was ended' : `exit code ${programExit.exitCode}`));
  const facts: readonly (readonly [string, string])[] = [
    [String(failed), failed === 1 ? 'check failed' : 'checks failed'],
    [timeWords(durationMs), 'length of the film'],
    [String(frames), frames === 1 ? 'picture' : 'pictures'],
    [`${size.columns}×${size.rows}`, 'cells'],
    ...(lint?.uiScore === null || lint === null ? [] : [[String(lint.uiScore), 'lint, of 100'] as const]),
  ];
  return `<header>
<h1>${text(title ?? tape)}</h1>
<p><span class="badge ${kind}">${words}</span> <span class="quiet">exit code ${exitCode} · ${text(tape)} · engine ${engine} · the program: ${text(ended)}</span></p>
<ul class="facts">${facts.map(([value, label]) => `<li><b>${text(value)}</b>${text(label)}</li>`).join('')}</ul>
</header>`;
}

const filmPictures = (pictures: readonly ShownPicture[]): string =>
  pictures.length === 0
    ? ''
    : `<section><h2>Pictures</h2>\n${pictures
        .map(
          ({ title, address }) =>
            `<figure><img src="${text(address)}" alt="${text(title)}"><figcaption>${text(title)}</figcaption></figure>`,
        )
        .join('\n')}</section>`;

function outputSection({ outputs, problems, missingGlyphs }: RunReport): string {
  if (outputs.length === 0 && problems.length === 0 && missingGlyphs.length === 0) return '';
  const rows = outputs.map(
    ({ path, bytes, sha256 }) =>
      `<tr><td><code>${text(path)}</code></td><td class="number">${sizeWords(bytes)}</td><td><code title="${text(sha256)}">${text(sha256.slice(0, 16))}</code></td></tr>`,
  );
  const broken = problems.map((problem) => `<p class="bad">${text(problemWords(problem))}</p>`);
  const glyphs =
    missingGlyphs.length === 0
      ? ''
      : `<p class="warn">${plural(missingGlyphs.length, 'character')} could not be drawn: ${missingGlyphs
          .slice(0, 20)
          .map(([character]) => text(character))
          .join(' ')}</p>`;
  const table =
    rows.length === 0
      ? ''
      : `<div class="scroll"><table><thead><tr><th>File</th><th>Size</th><th>SHA-256</th></tr></thead><tbody>${rows.join('\n')}</tbody></table></div>`;
  return `<section><h2>Files</h2>\n${table}${broken.join('\n')}${glyphs}</section>`;
}

/** Bytes that are turned into text at once. */
const CHUNK = 0x8000;

function pngAddress(png: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < png.length; at += CHUNK) binary += String.fromCharCode(...png.subarray(at, at + CHUNK));
  return `data:image/png;base64,${btoa(binary)}`;
}
