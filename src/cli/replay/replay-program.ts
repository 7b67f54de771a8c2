import type { InProcessProgram } from '../../recorder/terminal/in-process-program.ts';
import { createTerminal } from '../../terminal/create-terminal.ts';
import { parseArguments } from '../arguments.ts';
import { EXIT } from '../exit-code.ts';
import { chooseFace } from '../faces/choose-face.ts';
import { createLastLine } from '../faces/last-line.ts';
import { oneLine } from '../faces/one-line.ts';
import type { Io } from '../io.ts';
import { openReplay } from './open-replay.ts';
import { printReplay } from './print-replay.ts';
import { frameClock, screenDevice, screenLines } from './program-screen.ts';
import type { OpenScreen } from './show-replay.ts';
import { showReplay } from './show-replay.ts';

const ENDED_BY_SIGNAL = 143;
const ONLY_REPLAYS =
  'massgen: on a clock of its own only --replay LOGDIR can run: the models of any other run, those of --demo too, answer in real time';

/**
 * `massgen --replay LOGDIR …` inside this process, on the recorder's screen and in the recorder's time. On a virtual
 * clock the same log gives the same bytes, on every machine. `argv[0]` is the program's name; other runs are refused
 * with a sentence and code 2.
 */
export const replayProgram: InProcessProgram = async (screen, clock, start, signal) => {
  const lines = screenLines(screen);
  const parsed = parseArguments(start.argv.slice(1));
  if (!parsed.ok) {
    lines.line(`massgen: ${oneLine(parsed.error)}`);
    return EXIT.failed;
  }
  const { values } = parsed.value;
  if (values.replay === undefined || values.record !== undefined) {
    lines.line(ONLY_REPLAYS);
    return EXIT.failed;
  }
  const io: Io = {
    out: lines,
    err: lines,
    lastLine: createLastLine(),
    env: start.env,
    cwd: start.cwd,
    home: start.env['HOME'] ?? start.cwd,
    hasTerminal: true,
    clock,
    recording: null,
  };
  const { face } = chooseFace(values, 'textual_terminal', io);
  // The disk knows nothing of virtual time: it stands still until the log is there.
  const reading = clock.hold('reading the log');
  const replay = await openReplay(values.replay, values, face, io);
  reading[Symbol.dispose]();
  if (typeof replay === 'number') return replay;
  if (face !== 'dashboard') return printReplay(replay, io, null, signal);
  const open: OpenScreen = (title) => {
    const terminal = createTerminal(
      screenDevice(screen),
      { env: start.env, ascii: values.ascii === true, title },
      frameClock(clock),
    );
    const end = (): void => void terminal.end({ why: 'signal', signal: 'SIGTERM', exitCode: ENDED_BY_SIGNAL });
    if (signal.aborted) queueMicrotask(end);
    else signal.addEventListener('abort', end, { once: true });
    return terminal;
  };
  return showReplay(replay, values, io, open, (layout) => screen.layout(layout));
};
