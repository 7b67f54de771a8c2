import type { DashboardEnd } from '../../dashboard/dashboard-options.ts';
import { pathText } from '../../config/find/path-text.ts';
import { safeText } from './one-line.ts';
import { failureLines } from './plain.ts';
import { agentName, costSentence } from './plain-sentences.ts';

/**
 * What stays in the shell's scroll-back. `answerFile` is the stored answer, `outputFile` the copy that was asked for; null
 * where there is none.
 */
export function partingWords(
  { answer, result, draft }: DashboardEnd,
  answerFile: string | null,
  outputFile: string | null,
): string {
  const lines: string[] = [];
  if (answer !== null) lines.push(safeText(answer), '');
  if (result !== null) {
    const { state } = result;
    if (answer !== null && state.winner !== null) {
      const own = state.winner.counts[state.winner.agentId] ?? 0;
      const of = Object.values(state.winner.counts).reduce((sum, count) => sum + count, 0);
      const votes = of === 0 ? '' : ` with ${own} of ${of} votes${state.winner.isTie ? ' (tie)' : ''}`;
      const origin = state.finalAnswer?.origin ?? null;
      lines.push(origin !== null ? safeText(origin) : `${agentName(state, state.winner.agentId)}, won${votes}.`);
    } else if (answer === null) {
      const cancelled = result.outcome === 'cancelled';
      lines.push(
        cancelled ? 'Cancelled; what was written is kept.' : 'The turn ended without an answer.',
        ...failureLines(state),
      );
    }
    if (answerFile !== null) lines.push(`Answer: ${pathText(answerFile)}`);
    if (outputFile !== null) lines.push(`OUTPUT_FILE: ${pathText(outputFile)}`);
    lines.push(costSentence(state), `Log: ${pathText(result.logDir)}`);
  }
  if (draft !== null) lines.push(`Not sent: ${safeText(draft)}`);
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}
