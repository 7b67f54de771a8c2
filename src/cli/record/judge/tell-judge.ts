import type { CriterionScore } from '../../../recorder/judge/score.ts';
import { oneLine, safeText } from '../../faces/one-line.ts';
import type { RecordIo } from '../record-io.ts';
import type { CastComparison } from './compare-casts.ts';
import type { JudgeOutcome } from './judge-recording.ts';

/** Says what a judge thinks; that nobody judged is told also when everything else is quiet. */
export function tellJudge(
  { scores, words, model, frames, notice, recordPath, unkept }: JudgeOutcome,
  io: Pick<RecordIo, 'out' | 'error'>,
  quiet: boolean,
): void {
  if (notice !== null) io.error(`⚠️ judge skipped: ${oneLine(notice)}`);
  if (unkept !== null) io.error(`⚠️ judge: ${oneLine(unkept)}`);
  if (quiet) return;
  if (scores !== null) {
    const coverage = `${scores.judged} of ${scores.criteria.length} criteria judged`;
    const verdict = `${oneLine(scores.title)} ${scores.score ?? '–'} of 100 (${coverage})`;
    io.out(`judge ${oneLine(model ?? '')}, ${frames} frames: ${verdict}`);
    for (const criterion of scores.criteria) io.out(`  ${criterionLine(criterion)}`);
  }
  if (words !== null) io.out(safeText(words));
  if (recordPath !== null) io.out(`answers of the judge: ${oneLine(recordPath)}`);
}

function criterionLine({ id, score, spread, unstable, words, lost }: CriterionScore): string {
  const shown = score === null ? '–' : `${score}/4`;
  const doubt = unstable ? ` (samples differ by ${spread})` : '';
  const said = score === null ? (lost[0] ?? '') : (words?.problem ?? '');
  return `${shown.padEnd(6)}${id.padEnd(18)}${oneLine(said, 200)}${doubt}`.trimEnd();
}

/** Says which of two casts a judge likes better; that nobody compared is told also when everything else is quiet. */
export function tellComparison(
  { comparison, notice, title, model, frames, recordPath, unkept }: CastComparison,
  [a, b]: readonly [a: string, b: string],
  io: Pick<RecordIo, 'out' | 'error'>,
  quiet: boolean,
): void {
  if (notice !== null) io.error(`⚠️ judge skipped: ${oneLine(notice)}`);
  if (unkept !== null) io.error(`⚠️ judge: ${oneLine(unkept)}`);
  if (quiet) return;
  if (comparison !== null) {
    const { winner, criteria } = comparison;
    const verdict = winner === 'tie' ? 'neither is better' : `${winner === 'a' ? a : b} is better`;
    io.out(`judge ${oneLine(model ?? '')}, ${frames.join(' and ')} frames: ${oneLine(title)}: ${oneLine(verdict)}`);
    for (const { id, winner: better, reasons } of criteria) {
      const shown = better === null ? 'no look counts' : better === 'tie' ? 'tie' : better === 'a' ? a : b;
      const reason = reasons.find((words) => words !== '') ?? '';
      io.out(`  ${oneLine(id)}: ${oneLine(shown)}${reason === '' ? '' : `: ${oneLine(reason, 200)}`}`);
    }
  }
  if (recordPath !== null) io.out(`answers of the judge: ${oneLine(recordPath)}`);
}
