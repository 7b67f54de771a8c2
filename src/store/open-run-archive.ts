import type { RunArchive } from '../runtime/ports/archive.ts';
import { openAttemptArchive } from './attempt-archive.ts';
import type { StoredAttempt } from './attempt-archive.ts';
import { makeLogFolder } from './log-folder.ts';
import { pathNames } from './path-names.ts';
import { createProblems } from './problems.ts';
import { createRedactor } from './redactor.ts';
import type { RunArchiveOptions, RunContext } from './run-context.ts';

/** A run archive on the disk, and where it lies. */
export interface StoredRun extends RunArchive {
  /** Absolute. */
  readonly logDir: string;
}

/** Makes the log folder of a run. Rejects with `LogUnwritable` when nothing can be written there. */
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
  let last: StoredAttempt | null = null;

  return {
    logDir,
    async openAttempt(turn, attempt) {
      last = await openAttemptArchive(run, turn, attempt);
      return last;
    },
    async finishTurn(state) {
      await last?.finishRootStatus(state);
    },
  };
}
