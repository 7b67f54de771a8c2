import type { ReportedCheck } from '../report.ts';
import { rowWords, text, timeWords } from './words.ts';
import { plural } from '../../../shared/plural.ts';

/** A picture on the page, as a `data:` address that was made by `pngAddress`. */
export interface ShownPicture {
  readonly title: string;
  readonly address: string;
}

/** What failed, what warns, and what was fine; `picturesOf` gives what was drawn of a check. */
export function checkSections(
  checks: readonly ReportedCheck[],
  picturesOf: (check: ReportedCheck) => readonly ShownPicture[],
): string {
  const failed = checks.filter(({ ok, severity }) => !ok && severity === 'error');
  const warned = checks.filter(({ ok, severity }) => !ok && severity === 'warning');
  const passed = checks.filter(({ ok }) => ok);
  return [
    section('What failed', failed, 'bad-edge', picturesOf),
    section('Warnings', warned, 'warn-edge', picturesOf),
    passed.length === 0
      ? ''
      : `<details><summary>${plural(passed.length, 'check')} passed</summary>\n<ul class="moments">${passed
          .map(({ atMs, message }) => `<li><time>${timeWords(atMs)}</time> ${text(message)}</li>`)
          .join('\n')}</ul></details>`,
  ].join('\n');
}

function section(
  title: string,
  checks: readonly ReportedCheck[],
  edge: string,
  picturesOf: (check: ReportedCheck) => readonly ShownPicture[],
): string {
  if (checks.length === 0) return '';
  return `<section><h2>${title}</h2>\n${checks.map((check) => card(check, edge, picturesOf(check))).join('\n')}</section>`;
}

function card(check: ReportedCheck, edge: string, pictures: readonly ShownPicture[]): string {
  const { rule, message, atMs, at, rows, evidence, timeout, castTail } = check;
  const place = at === null ? [] : [`${at.file === undefined ? '' : `${at.file} `}line ${at.line}`];
  const where = [rule, timeWords(atMs), ...place, ...(rows === null ? [] : [rowWords(rows)])];
  return `<article class="card ${edge}">
<h3>${text(message)}</h3>
<p class="meta">${where.map(text).join(' · ')}${timeout ? ' · did not come in time' : ''}</p>
${at === null || at.literal === '' ? '' : `<p><code>${text(at.literal)}</code></p>`}
${evidence === null || evidence === '' ? '' : `<pre>${evidenceLines(evidence)}</pre>`}
${pictures.map(({ title, address }) => `<img src="${text(address)}" alt="${text(title)}">`).join('\n')}
${castTail === undefined || castTail.length === 0 ? '' : `<details><summary>The last ${plural(castTail.length, 'event')} before it</summary><pre>${text(castTail.join('\n'))}</pre></details>`}
</article>`;
}

/** A diff has colours; a screen that looks like one has them too, which does no harm. */
function evidenceLines(evidence: string): string {
  const isDiff = evidence.startsWith('--- ');
  return evidence
    .split('\n')
    .map((line) => {
      const kind = !isDiff
        ? ''
        : line.startsWith('+')
          ? 'plus'
          : line.startsWith('-')
            ? 'minus'
            : line.startsWith('@@')
              ? 'hunk'
              : '';
      return kind === '' ? text(line) : `<span class="${kind}">${text(line)}</span>`;
    })
    .join('\n');
}
