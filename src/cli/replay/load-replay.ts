import { basename, dirname, resolve } from 'node:path';
import type { AgentCard } from '../../coordination/events/run.ts';
import type { Clock } from '../../runtime/ports/clock.ts';
import { createReplaySession } from '../../runtime/replay-session.ts';
import type { ReplayOptions, ReplaySession } from '../../runtime/replay-session.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { findLog } from '../../store/log/find-log.ts';
import type { LogDamage, WholeLog } from '../../store/log/read-whole-log.ts';
import { readWholeLog } from '../../store/log/read-whole-log.ts';

/** A finished run, ready to be shown. */
export interface LoadedReplay {
  /** As given. */
  readonly folder: string;
  readonly session: ReplaySession;
  readonly agents: readonly AgentCard[];
  /** `replay of log_20261121_125322_865024`. */
  readonly title: string;
  readonly eventsPath: string;
  readonly damage: LogDamage | null;
  /** The run was over, or at least this attempt, when its log ended. */
  readonly isWhole: boolean;
}

/** Reads the log in a folder, relative to `cwd`. The error is a sentence on why nothing can be shown. */
export async function loadReplay(
  folder: string,
  cwd: string,
  clock: Clock,
  options: Omit<ReplayOptions, 'paths'>,
): Promise<Result<LoadedReplay, string>> {
  const at = (path: string): string => resolve(cwd, path);
  const found = await findLog(folder, at);
  if (!found.ok) return found;
  const { eventsPath, logDir, attemptDir, statusPath } = found.value;
  const log = await readWholeLog(at(eventsPath));
  // What is printed is what was given: an absolute path would tell of the machine.
  if (!log.ok) return fail(log.error.replace(at(eventsPath), eventsPath));
  const { events, damage, state } = log.value;
  const session = createReplaySession(events, clock, { ...options, paths: { logDir, attemptDir, statusPath } });
  return ok({
    folder,
    session,
    agents: agentsOf(log.value),
    title: `replay of ${runName(at(attemptDir))}`,
    eventsPath,
    damage,
    isWhole: state.outcome !== null || state.restartPending !== null,
  });
}

const agentsOf = ({ events: [first] }: WholeLog): readonly AgentCard[] =>
  first?.event_type === 'run_started' ? first.data.agents : [];

/** The name of the folder that holds the turns. */
const runName = (folder: string): string =>
  /^(attempt|turn)_\d+$/.test(basename(folder)) ? runName(dirname(folder)) : basename(folder);
