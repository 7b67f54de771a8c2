import { startDashboard } from '../../dashboard/start-dashboard.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import type { PlacedLayout } from '../../views/layout-record.ts';
import { EXIT } from '../exit-code.ts';
import { oneLine, safeText } from '../faces/one-line.ts';
import { markMoments } from '../faces/recording-marks.ts';
import type { Io } from '../io.ts';
import type { OptionValues } from '../options.ts';
import { loadTheme } from '../start/load-theme.ts';
import type { LoadedReplay } from './load-replay.ts';
import { replayExitCode, replayWords } from './replay-words.ts';

/** A terminal taken over for a dashboard, with this title of its window. */
export type OpenScreen = (title: string) => Terminal;

/**
 * A loaded run on a dashboard, until the person leaves. Gives the exit code; a theme that is not there is told on `io.err`
 * before the screen is opened.
 */
export async function showReplay(
  replay: LoadedReplay,
  values: OptionValues,
  io: Io,
  open: OpenScreen,
  onLayout?: (layout: PlacedLayout) => void,
): Promise<number> {
  const theme = loadTheme(values.theme);
  if (!theme.ok) {
    io.err.line(`massgen: --theme: ${oneLine(theme.error)}`);
    return EXIT.failed;
  }
  const { session, agents, title } = replay;
  const { signal } = new AbortController(); // the terminal tells when it is gone
  const terminal = open(`massgen · ${title}`);
  markMoments(session, io.recording);
  try {
    const end = await startDashboard(
      {
        terminal,
        session,
        agents,
        question: session.question,
        title,
        clock: session.clock,
        colours: theme.value,
        reduceMotion: values['no-animation'] === true,
        replay: true,
        ...(onLayout === undefined ? {} : { onLayout }),
      },
      signal,
    );
    terminal.close(replayWords(end, replay, io.cwd));
    return replayExitCode(replay, end.exitCode);
  } catch (cause) {
    // Every line was sound by itself; together they tell what no run of ours does.
    terminal.close();
    const at = `${replay.eventsPath}:${session.state.seq}`;
    io.err.line(`❌ ${safeText(at)} or a line before it says what cannot be shown (${oneLine(String(cause), 200)})`);
    return EXIT.failed;
  } finally {
    terminal.close();
  }
}
