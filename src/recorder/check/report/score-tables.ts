import type { RubricScores } from '../../judge/score.ts';
import type { LintReport, RuleReport } from '../lint-film.ts';
import { text, timeWords } from './words.ts';
import { plural } from '../../../shared/plural.ts';

const scoreBar = (score: number, good: number): string => {
  const kind = score >= good ? '' : score >= 50 ? ' warn' : ' bad';
  return `<span class="bar${kind}"><i style="width:${Math.max(0, Math.min(100, score))}%"></i></span>`;
};

function ruleRow(report: RuleReport): string {
  const { rule, about, how, why, score, threshold, limit, frames, findings, moreFindings } = report;
  const first = findings[0];
  const rest = findings.length - 1 + moreFindings;
  const told =
    first === undefined
      ? `<span class="quiet">${text(why ?? about)}</span>`
      : `${text(first.message)} <span class="quiet">from ${timeWords(first.atMs)}, in ${plural(frames, 'picture')}${rest > 0 ? `; ${rest} more` : ''}</span>`;
  const asked = [
    ...(threshold === null ? [] : [`at least ${threshold}`]),
    ...(limit === null ? [] : [`limit ${limit}`]),
  ];
  return `<tr><td><code>${text(rule)}</code></td>
<td class="number">${score === null ? '–' : score}</td>
<td>${score === null ? '' : scoreBar(score, threshold ?? 100)}</td>
<td class="quiet">${how}${asked.length === 0 ? '' : `<br>${text(asked.join(', '))}`}</td>
<td>${told}</td></tr>`;
}

/** The rules of the lint, each with its score and the first thing it found. */
export const lintSection = ({ rules, uiScore, frames }: LintReport): string => `<section><h2>Lint</h2>
<p>${uiScore === null ? 'Nothing could be judged.' : `<b>${uiScore}</b> of 100 over ${plural(frames, 'picture')}.`}</p>
<div class="scroll"><table><thead><tr><th>Rule</th><th>Score</th><th></th><th>How</th><th>What was found</th></tr></thead>
<tbody>${rules.map(ruleRow).join('\n')}</tbody></table></div></section>`;

/** What a judge said. */
export function judgeSection({ title, score, judged, criteria }: RubricScores): string {
  const rows = criteria.map((criterion) => {
    const { question, score: own, spread, unstable, failed, words, lost } = criterion;
    const problem = words?.problem ?? '';
    const fix = words?.fix ?? '';
    return `<tr><td>${text(question)}</td>
<td class="number${failed ? ' bad' : ''}">${own === null ? '–' : own}</td>
<td class="quiet">${unstable ? `the samples differ by ${spread ?? 0}` : ''}</td>
<td>${text(problem)}${fix === '' ? '' : `<br><span class="quiet">${text(fix)}</span>`}${own === null ? text(lost.join('; ')) : ''}</td></tr>`;
  });
  return `<section><h2>Judge: ${text(title)}</h2>
<p>${score === null ? 'Too few criteria have a score' : `<b>${score}</b> of 100`}; ${judged} of ${criteria.length} criteria judged.</p>
<div class="scroll"><table><thead><tr><th>Question</th><th>Score, 0–4</th><th></th><th>What it saw</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div></section>`;
}
