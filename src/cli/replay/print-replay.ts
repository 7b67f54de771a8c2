import { withLineMarks } from '../faces/line-marks.ts';
import type { LineOutput } from '../faces/line-output.ts';
import { onlyColours, safeText } from '../faces/one-line.ts';
import { announcePlain, concludePlain, followPlain, plainPaint } from '../faces/plain.ts';
import type { PlainTime } from '../faces/plain.ts';
import { markMoments } from '../faces/recording-marks.ts';
import type { Io } from '../io.ts';
import type { LoadedReplay } from './load-replay.ts';
import { gapOf, replayExitCode, storedAnswer } from './replay-words.ts';
import type { ReplaySession } from '../../runtime/replay-session.ts';

/**
 * A loaded run as plain text, as fast as it was loaded to play. `why` is told when somebody wanted a dashboard. The text
 * depends on nothing but the log.
 */
export async function printReplay(
  replay: LoadedReplay,
  io: Io,
  why: string | null,
  signal: AbortSignal,
): Promise<number> {
  const { session, agents, folder } = replay;
  const out = clean(io.out);
  if (why !== null) io.err.line(why);
  out.line(`Replay: ${safeText(folder)}`);
  announcePlain(
    withLineMarks(out, io.env),
    agents.map(({ id }) => id),
    session.question,
  );
  const paint = plainPaint(io);
  markMoments(session, io.recording);
  const unfollow = followPlain(session, out, paint, recordedTime(session));
  try {
    const result = await session.runTurn(session.question, signal);
    concludePlain({ out, errors: clean(io.err), paint }, result, storedAnswer(result, io.cwd));
    const gap = gapOf(replay);
    if (gap !== null) io.err.line(`⚠️ ${safeText(gap)}`);
    return replayExitCode(replay, result.exitCode);
  } finally {
    unfollow();
  }
}

const clean = (output: LineOutput): LineOutput => ({
  line: (text) => output.line(onlyColours(text)),
  stream: (text) => output.stream(onlyColours(text)),
  flush: () => output.flush(),
  get closed() {
    return output.closed;
  },
  get failure() {
    return output.failure;
  },
});

/** The time of the run for its own printing: it passes from event to event, whatever the machine does. */
function recordedTime(session: ReplaySession): PlainTime {
  let nowMs = session.clock.now();
  return {
    now: () => nowMs,
    every(ms, run) {
      let dueMs = nowMs + ms;
      return session.subscribe((event) => {
        const eventMs = Date.parse(event.timestamp);
        for (; dueMs <= eventMs; dueMs += ms) {
          nowMs = dueMs;
          run();
        }
        nowMs = Math.max(nowMs, eventMs);
      });
    },
  };
}
