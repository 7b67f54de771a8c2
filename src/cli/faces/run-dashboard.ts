import type { Session } from '../../runtime/ports/session.ts';
import type { ThemeColours } from '../../dashboard/default-themes.ts';
import { startDashboard } from '../../dashboard/start-dashboard.ts';
import { openTerminal } from '../../terminal/open-terminal.ts';
import { clamp } from '../../shared/clamp.ts';
import { withOutputFile } from '../exit-code.ts';
import { takeSignalsOver } from '../early-signals.ts';
import type { Io } from '../io.ts';
import type { Prepared } from '../start/prepare.ts';
import { answerFileOf, writeOutputFile } from './answer-file.ts';
import { partingWords } from './parting-words.ts';
import { rescueAnswers } from './rescue-answers.ts';

/** With `--skip-agent-selector`: long enough for a film's last look at the dashboard. */
const ANSWER_SHOWN_MS = 3000;
const MOST_FRAMES = 30;
/** A second's text must not wait for minutes, whatever a file says. */
const LEAST_FRAMES = 0.1;

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
  const { ui } = prepared.config;
  const { recording } = io;
  const terminal = openTerminal(
    {
      env: io.env,
      ascii: prepared.values.ascii === true,
      title: ui.title ? `massgen · ${title}` : '',
      framesPerSecond: clamp(ui.refresh_rate ?? MOST_FRAMES, LEAST_FRAMES, MOST_FRAMES),
      guard: ui.guard,
      onOutput: recording?.output,
    },
    signal,
  );
  takeSignalsOver();
  if (recording !== null) terminal.onResize(recording.resized);
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
        layout: ui.layout,
        nativeCursor: ui.native_cursor === 'always',
        reduceMotion: prepared.values['no-animation'] === true,
        leaveAfterMs: prepared.values['skip-agent-selector'] === true ? ANSWER_SHOWN_MS : null,
      },
      signal,
    );
    const output = await writeOutputFile(prepared.values['output-file'], end.answer, io.cwd);
    const answerFile = end.result === null ? null : answerFileOf(end.result);
    terminal.close(partingWords(end, answerFile, output.ok ? output.value : null));
    if (!output.ok) io.err.line(`❌ ${output.error}`);
    const rescued = end.result === null ? null : await rescueAnswers(end.result, io.cwd);
    if (rescued !== null) io.err.line(rescued);
    return withOutputFile(end.exitCode, output.ok);
  } finally {
    terminal.close();
  }
}
