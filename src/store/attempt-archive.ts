import { join } from 'node:path';
import type { State } from '../coordination/state.ts';
import type { AttemptArchive } from '../runtime/ports/archive.ts';
import { createCadence } from './cadence.ts';
import { createContexts } from './contexts.ts';
import { writeExecutionMetadata } from './execution-metadata.ts';
import { attemptFolder, EVENT_LOG_NAME, STATUS_NAME, turnFolder } from './files/file-names.ts';
import { createFileQueue } from './files/file-queue.ts';
import { makeFolder } from './files/make-folder.ts';
import { folderStamp } from './local-time.ts';
import { openEventLog } from './log/event-log.ts';
import { unwritable } from './log/unwritable.ts';
import { createOutput } from './output.ts';
import { startProjections } from './projections/start-projections.ts';
import type { RunContext } from './run-context.ts';
import { createProjectionRunner } from './run-projections.ts';
import { savePartial } from './session/save-partial.ts';
import { writeSnapshot } from './files/snapshot.ts';

/** An attempt of a run archive. */
export interface StoredAttempt extends AttemptArchive {
  /** The turn is over: the copy of status.json in the log folder becomes final too. */
  finishRootStatus(state: State): Promise<void>;
}

/** Makes the folder of an attempt and opens its log. Throws `LogUnwritable`. */
export function openAttemptArchive(run: RunContext, turn: number, attempt: number): StoredAttempt {
  const { clock, sessionId, agents } = run.options;
  const dir = join(run.logDir, turnFolder(turn), attemptFolder(attempt));
  try {
    makeFolder(run.logDir, dir);
  } catch (cause) {
    throw unwritable(dir, cause);
  }
  const log = openEventLog(join(dir, EVENT_LOG_NAME), run.redactor);
  const queue = createFileQueue(run.logDir, run.problems);
  const output = createOutput(dir, queue, run.redactor);
  const rootOutput = createOutput(run.logDir, queue, run.redactor);
  const contexts = createContexts();
  const { status, all } = startProjections({
    dir,
    logDir: run.logDir,
    sessionId,
    turn,
    attempt,
    agents,
    pid: process.pid,
    textLogs: run.options.textLogs,
    rebuilding: false,
    nameOf: (id) => run.nameOf(id),
    contextOf: (id) => contexts.of(id),
    now: () => clock.now(),
    logFailure: () => log.failure?.message ?? null,
    output,
  });
  const projections = createProjectionRunner(all, run.problems);
  // The rules count attempts from 0, folders from 1.
  const index = attempt - 1;
  let latest: State | null = null;
  let metadata: Promise<void> | null = null;
  let snapshots = 0;

  const cadence = createCadence(clock, {
    flush: () => projections.tick(),
    refresh() {
      const state = latest;
      if (state === null) return;
      const render = (): unknown => status.render(latest ?? state, false);
      output.json(STATUS_NAME, render);
      rootOutput.json(STATUS_NAME, render);
    },
  });
  const finalStateOf = (last: State): State => (last.attempt > index && latest !== null ? latest : last);

  return {
    log,
    logDir: run.logDir,
    attemptDir: dir,
    statusPath: join(dir, STATUS_NAME),
    snapshotAnswer(agentId, _label, content, context, signal) {
      if (signal.aborted) return Promise.resolve(null);
      snapshots += 1;
      const folder = join(dir, run.nameOf(agentId), folderStamp(clock.now(), snapshots));
      try {
        writeSnapshot(
          run.logDir,
          folder,
          run.redactor.text(content),
          run.redactor.text(context || contexts.of(agentId)),
        );
        return Promise.resolve(folder);
      } catch (cause) {
        run.problems.report(folder, cause);
        return Promise.resolve(null);
      }
    },
    project(event, state) {
      // The next attempt has begun: its state says nothing of this one any more.
      if (state.attempt > index) return;
      contexts.accept(event);
      projections.accept(event, state);
      if (event.event_type === 'attempt_started') {
        const { question } = state;
        const restartReason = event.data.restart?.reason ?? null;
        metadata ??= writeExecutionMetadata(run, queue, { dir, turn, attempt, question, restartReason });
      }
      // The head of a further attempt's log comes with the state of the attempt before it.
      if (state.attempt < index) return;
      latest = state;
      cadence.note(event);
    },
    noteContext: (agentId, context) => contexts.note(agentId, context),
    async savePartial(state) {
      try {
        return await savePartial(run, finalStateOf(state));
      } catch (cause) {
        run.problems.report('the unfinished turn', cause);
        return null;
      }
    },
    async finish(last) {
      const state = finalStateOf(last);
      cadence.stop();
      projections.finish(state);
      await metadata;
      await queue.drain();
      await log.close();
      output.json(STATUS_NAME, () => status.render(state, true));
      await queue.drain();
    },
    async finishRootStatus(last) {
      const state = finalStateOf(last);
      rootOutput.json(STATUS_NAME, () => status.render(state, true));
      await queue.drain();
    },
  };
}
