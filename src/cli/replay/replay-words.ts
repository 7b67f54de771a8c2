import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { DashboardEnd } from '../../dashboard/dashboard-options.ts';
import { EXIT } from '../exit-code.ts';
import { answerPathOf } from '../faces/answer-file.ts';
import { onlyColours } from '../faces/one-line.ts';
import { partingWords } from '../faces/parting-words.ts';
import type { LoadedReplay } from './load-replay.ts';

/** Where the log stops before its run does, in a sentence; null when it tells everything. */
export function gapOf({ eventsPath, damage, session, isWhole }: LoadedReplay): string | null {
  const shown = 'what stands before it is shown';
  if (session.stoppedAt !== null) return `${eventsPath}:${session.stoppedAt} cannot be shown; ${shown}`;
  if (damage !== null) return `${eventsPath}:${damage.line} ${damage.problem}; ${shown}`;
  return isWhole ? null : `${eventsPath} ends before its run did: the run was interrupted${attemptBefore(eventsPath)}`;
}

/** A run that was killed could not fall back on the answer of the attempt before; here is how to see it. */
function attemptBefore(eventsPath: string): string {
  const attempt = Number(/^attempt_([0-9]{1,6})$/.exec(basename(dirname(eventsPath)))?.[1] ?? '1');
  if (attempt < 2) return '';
  const folder = join(dirname(dirname(eventsPath)), `attempt_${attempt - 1}`);
  return `; massgen --replay ${folder} shows the attempt before it`;
}

/** The run's own code, or 2 when its log is damaged. */
export const replayExitCode = ({ damage, session }: LoadedReplay, recorded: number): number =>
  damage === null && session.stoppedAt === null ? recorded : Math.max(recorded, EXIT.failed);

/** What stays on the normal screen after a replay. */
export function replayWords(end: DashboardEnd, replay: LoadedReplay, cwd: string): string {
  const words = partingWords(end, storedAnswer(end.result, cwd), null);
  const gap = gapOf(replay);
  return onlyColours(gap === null ? words : `${words}⚠️ ${gap}\n`);
}

/** The answer's file as the log folder was given; null when it is not there (any more). */
export function storedAnswer(result: DashboardEnd['result'], cwd: string): string | null {
  const path = result === null ? null : answerPathOf(result);
  return path !== null && existsSync(resolve(cwd, path)) ? path : null;
}
