import type { ThemeColours } from '../../dashboard/default-themes.ts';
import { startDashboard } from '../../dashboard/start-dashboard.ts';
import { openTerminal } from '../../terminal/open-terminal.ts';
import { EXIT } from '../exit-code.ts';
import { chooseFace } from '../faces/choose-face.ts';
import { oneLine, safeText } from '../faces/one-line.ts';
import { markMoments } from '../faces/recording-marks.ts';
import type { Io } from '../io.ts';
import type { OptionValues } from '../options.ts';
import { loadTheme } from '../start/load-theme.ts';
import { loadReplay } from './load-replay.ts';
import { printReplay } from './print-replay.ts';
import { replayExitCode, replayWords } from './replay-words.ts';
import type { LoadedReplay } from './load-replay.ts';

/** `--replay LOGDIR`: shows a run from its log. Gives the run's own exit code; 1 when there is nothing to show. */
export async function runReplay(folder: string, values: OptionValues, io: Io): Promise<number> {
  const { face, why } = chooseFace(values, 'textual_terminal', io);
  if (face !== 'dashboard') return printReplay(folder, values, io, why);
  const theme = loadTheme(values.theme);
  if (!theme.ok) {
    io.err.line(`massgen: ${oneLine(theme.error)}`);
    return EXIT.failed;
  }
  const loaded = await loadReplay(folder, io.cwd, io.clock, { speed: Number(values['replay-speed'] ?? 1) });
  if (!loaded.ok) {
    io.err.line(`❌ ${safeText(loaded.error)}`);
    return EXIT.config;
  }
  return showReplay(loaded.value, theme.value, values['no-animation'] === true, io);
}

async function showReplay(
  replay: LoadedReplay,
  colours: ThemeColours | null,
  reduceMotion: boolean,
  io: Io,
): Promise<number> {
  const { session, agents, title } = replay;
  const { signal } = new AbortController();
  const terminal = openTerminal({ env: io.env, title: `massgen · ${title}`, onOutput: io.recording?.output }, signal);
  if (io.recording !== null) terminal.onResize(io.recording.resized);
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
        colours,
        reduceMotion,
        replay: true,
      },
      signal,
    );
    terminal.close(replayWords(end, replay, io.cwd));
    return replayExitCode(replay, end.exitCode);
  } finally {
    terminal.close();
  }
}
