import { dirname } from 'node:path';
import type { RunArchive } from '../runtime/ports/archive.ts';
import { openAttemptArchive } from './attempt-archive.ts';
import type { StoredAttempt } from './attempt-archive.ts';
import { copyFinal } from './files/copy-final.ts';
import { makeLogFolder } from './log-folder.ts';
import { pathNames } from './files/path-names.ts';
import { createProblems } from './files/problems.ts';
import { createRedactor } from './secrets/redactor.ts';
import type { RunArchiveOptions, RunContext } from './run-context.ts';
import { finishReason } from './session/finish-reason.ts';
import { register } from './session/registration.ts';
import { saveTurn } from './session/save-turn.ts';

/** A run archive on the disk. */
export interface StoredRun extends RunArchive {
  /** The log folder of the run, absolute. */
  readonly logDir: string;
  /** An interactive session is over: the registry says so. A one-shot run says it with its turn. Never rejects. */
  close(): Promise<void>;
}

/**
 * Makes the log folder of a run and enters the run in the registry. Rejects with `LogUnwritable` when no log can be
 * kept; whatever else cannot be written is told to `onProblem` and the run goes on.
 */
export async function openRunArchive(options: RunArchiveOptions): Promise<StoredRun> {
  const redactor = createRedactor(options.secrets, options.config);
  const problems = createProblems(redactor, options.onProblem);
  const names = pathNames(options.agents.map((agent) => agent.id));
  const logDir = await makeLogFolder(options.baseDir, options.clock.now());
  const run: RunContext = {
    options,
    redactor,
    problems,
    logDir,
    nameOf: (id) => names.get(id) ?? pathNames([id]).get(id) ?? '_',
  };
  const registration = register(run);
  let last: StoredAttempt | null = null;

  const attempt = async (what: string, work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (cause) {
      problems.report(what, cause);
    }
  };

  return {
    logDir,
    // Async, so that what it throws rejects.
    async openAttempt(turn, number) {
      last = openAttemptArchive(run, turn, number);
      return last;
    },
    async finishTurn(state) {
      const opened = last;
      if (opened !== null) {
        await attempt('the copy of the final answer', () => copyFinal(opened.attemptDir, dirname(opened.attemptDir)));
        await attempt('the turn in its session', () => saveTurn(run, state));
        await opened.finishRootStatus(state);
      }
      await registration.turnEnded(state);
      const reason = state.outcome === null ? null : finishReason(state.outcome);
      if (options.mode !== 'interactive') await registration.complete(reason);
    },
    close: () => registration.complete(null),
  };
}
