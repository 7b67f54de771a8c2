import type { Session } from '../../runtime/ports/session.ts';
import type { ThemeColours } from '../../dashboard/default-themes.ts';
import { startDashboard } from '../../dashboard/start-dashboard.ts';
import type { DashboardEnd } from '../../dashboard/start-dashboard.ts';
import { openTerminal } from '../../terminal/open-terminal.ts';
import type { Io } from '../io.ts';
import type { Prepared } from '../start/prepare.ts';
import { answerFileOf } from './answer-file.ts';
import { safeText } from './one-line.ts';
import { failureLines } from './plain.ts';
import { agentName, costSentence } from './plain-sentences.ts';

/**
 * Shows the dashboard at once, while `session` is still being made, until the person leaves; then the answer goes to the
 * normal screen. Gives the exit code.
 */
export async function runDashboard(
  session: Promise<Session>,
  prepared: Prepared,
  question: string | null,
  colours: ThemeColours | null,
  io: Io,
  signal: AbortSignal,
): Promise<number> {
  const { agents, title } = prepared;
  const terminal = openTerminal({ env: io.env, title: `massgen · ${title}` }, signal);
  try {
    const end = await startDashboard(
      {
        terminal,
        session,
        agents,
        question,
        title,
        clock: io.clock,
        colours,
      },
      signal,
    );
    terminal.close(partingWords(end));
    return end.exitCode;
  } finally {
    terminal.close();
  }
}

/** What stays in the shell's scroll-back. */
function partingWords({ answer, result, draft }: DashboardEnd): string {
  const lines: string[] = [];
  if (answer !== null) lines.push(safeText(answer), '');
  if (result !== null) {
    const { state } = result;
    if (answer !== null && state.winner !== null) {
      const own = state.winner.counts[state.winner.agentId] ?? 0;
      const of = Object.values(state.winner.counts).reduce((sum, count) => sum + count, 0);
      const votes = of === 0 ? '' : ` with ${own} of ${of} votes${state.winner.isTie ? ' (tie)' : ''}`;
      lines.push(`${agentName(state, state.winner.agentId)}, won${votes}.`);
    } else if (answer === null) {
      const cancelled = result.outcome === 'cancelled';
      lines.push(
        cancelled ? 'Cancelled; what was written is kept.' : 'The turn ended without an answer.',
        ...failureLines(state),
      );
    }
    const file = answerFileOf(result);
    if (file !== null) lines.push(`Answer: ${file}`);
    lines.push(costSentence(state), `Log: ${result.logDir}`);
  }
  if (draft !== null) lines.push(`Not sent: ${safeText(draft)}`);
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}
