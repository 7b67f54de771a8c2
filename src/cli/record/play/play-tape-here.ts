import { createExpectations } from '../../../recorder/check/expectations.ts';
import { DEFAULT_THEME } from '../../../recorder/picture/themes.ts';
import { recordExitCode } from '../../../recorder/play/exit-code.ts';
import { playTape } from '../../../recorder/play/play-tape.ts';
import { describeErrors } from '../../../recorder/tape/describe-errors.ts';
import { settingsOf } from '../../../recorder/tape/settings-of.ts';
import { onPath } from '../../../recorder/terminal/find-program.ts';
import { aborted } from '../../../shared/aborted.ts';
import { openTerminal } from '../../../terminal/open-terminal.ts';
import { oneLine } from '../../faces/one-line.ts';
import { openWorld } from '../programs.ts';
import { readTape } from '../read-tape.ts';
import { recordedEnvironment } from '../record-io.ts';
import type { RecordIo } from '../record-io.ts';
import type { Refuse } from '../refuse.ts';
import { tellChecks } from '../tell-outcome.ts';
import { createScreenView } from './screen-view.ts';
import { createWatchedScreen } from './watched-screen.ts';

/**
 * Plays a tape live in this terminal: its program runs in a pseudo-terminal of the size the tape names in cells, else of
 * this window's, and what it shows is drawn here. No file is written and no golden compared. The last screen stays until
 * a key is pressed. `q` and Ctrl+C end it early; other keys are not the program's.
 */
export async function playTapeHere(name: string, refuse: Refuse, io: RecordIo): Promise<number> {
  const read = readTape(name, io.cwd, false);
  if (!read.ok) return refuse(read.error);
  const { source, parsed } = read.value;
  if (parsed.errors.length > 0) return refuse('nothing is played', `\n${describeErrors(source, parsed.errors)}\n`);
  const own = settingsOf(parsed);
  const world = openWorld('real', own.exec);
  if (!world.ok) return refuse(world.error);

  const over = new AbortController();
  const seen = new AbortController();
  let state = 'starting';
  let left: string | null = null;
  const terminal = openTerminal({ env: io.env, title: `massgen · ${oneLine(name)}`, mouse: false }, io.signal);
  const screen = createWatchedScreen();
  // Ending the program may take a moment, in which the person has the terminal already.
  const stop = (): void => {
    over.abort();
    seen.abort();
    terminal.close();
  };
  try {
    const view = createScreenView(terminal, {
      screen: screen.read,
      status: () => `${state} · ${oneLine(name)} · ${left ?? 'q quit'}`,
    });
    screen.onChanged(() => view.changed());
    terminal.onInput((event) => {
      if (event.type !== 'key') return;
      if (left !== null) seen.abort();
      else if (event.chord === 'q' || event.chord === 'C-c') stop();
      else if (event.chord === 'C-z') void terminal.suspend(); // never rejects
    });
    terminal.onEnd(stop);
    io.signal.addEventListener('abort', stop, { once: true });
    if (io.signal.aborted) stop();

    const cells = own.cells ?? view.room;
    const env = recordedEnvironment(io);
    const played = await playTape(
      parsed,
      {
        startHost: world.value.startHost,
        clock: world.value.clock,
        createEmulator: screen.createEmulator,
        hasProgram: (program) => program === 'massgen' || onPath(program, env, io.cwd) !== null,
        evaluate: createExpectations(DEFAULT_THEME),
        golden: null,
      },
      {
        settings: { ...own, cells, width: null, height: null, outputs: [] },
        cwd: io.cwd,
        env,
        title: null,
        keepGoing: true,
        onCommand: (command) => {
          state = `▶ line ${command.at.line}`;
          screen.follow(command);
        },
      },
      over.signal,
    );
    if (played.ok && !over.signal.aborted) {
      state = '■ end';
      left = 'any key quits';
      view.changed('now');
      await aborted(seen.signal);
    }
    terminal.close();
    if (!played.ok) {
      const { at, message } = played.error;
      return at === null
        ? refuse(message)
        : refuse('nothing is played', `\n${describeErrors(source, [{ ...at, message }])}\n`);
    }
    tellChecks(name, played.value.checks, io, true);
    return recordExitCode({ interrupted: over.signal.aborted, checks: played.value.checks });
  } finally {
    terminal.close();
  }
}
