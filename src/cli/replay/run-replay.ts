import { openTerminal } from '../../terminal/open-terminal.ts';
import { chooseFace } from '../faces/choose-face.ts';
import type { Io } from '../io.ts';
import type { OptionValues } from '../options.ts';
import { openReplay } from './open-replay.ts';
import { printReplay } from './print-replay.ts';
import { showReplay } from './show-replay.ts';

/** `--replay LOGDIR`: shows a run from its log. Gives the run's own exit code; 1 when there is nothing to show. */
export async function runReplay(folder: string, values: OptionValues, io: Io): Promise<number> {
  const { signal } = new AbortController();
  const { face, why } = chooseFace(values, 'textual_terminal', io);
  const replay = await openReplay(folder, values, face, io);
  if (typeof replay === 'number') return replay;
  if (face !== 'dashboard') return printReplay(replay, io, why, signal);
  const { recording } = io;
  return showReplay(replay, values, io, (title) => {
    const terminal = openTerminal(
      { env: io.env, ascii: values.ascii === true, title, onOutput: recording?.output },
      signal,
    );
    if (recording !== null) terminal.onResize(recording.resized);
    return terminal;
  });
}
