import { basename, dirname, join } from 'node:path';
import type { CoordinationEvent } from '../coordination/events.ts';
import type { AgentCard } from '../coordination/events/run.ts';
import { initialState } from '../coordination/initial.ts';
import { DEFAULT_SETTINGS } from '../coordination/settings.ts';
import type { State } from '../coordination/state.ts';
import { createContexts } from './contexts.ts';
import { EVENT_LOG_NAME, STATUS_NAME } from './files/file-names.ts';
import { createFileQueue } from './files/file-queue.ts';
import { readEventLog } from './log/read-event-log.ts';
import { reduceAfter, spentBefore } from './log/spent-before.ts';
import { createOutput } from './output.ts';
import { pathNames } from './files/path-names.ts';
import { createProblems } from './files/problems.ts';
import type { ArchiveProblem } from './files/problems.ts';
import { startProjections } from './projections/start-projections.ts';
import type { Projections } from './projections/start-projections.ts';
import { createRedactor } from './secrets/redactor.ts';
import { createProjectionRunner } from './run-projections.ts';
import type { ProjectionRunner } from './run-projections.ts';

/**
 * Makes all files of an attempt again from its `events.jsonl`; the log itself, the text logs and the metadata are left
 * alone. Costs count on from the attempts beside it, as they did in the run. Resolves to the folded state. Fails as
 * `readEventLog` does; files that cannot be written, and logs of earlier attempts that cannot be read, are told to
 * `onProblem`. Folders of votes are named in the machine's time zone, as when they were first written.
 */
export async function rebuildAttempt(
  attemptDir: string,
  onProblem: (problem: ArchiveProblem) => void = () => undefined,
): Promise<State> {
  const redactor = createRedactor([]);
  const problems = createProblems(redactor, onProblem);
  const queue = createFileQueue(attemptDir, problems);
  const output = createOutput(attemptDir, queue, redactor);
  const contexts = createContexts();
  const spent = await spentBefore(attemptDir, (where, cause) =>
    onProblem({ where, message: `cannot read ${where}: ${cause instanceof Error ? cause.message : String(cause)}` }),
  );
  let state = initialState(DEFAULT_SETTINGS, [], '');
  let nowMs = 0;
  // In an object, because the compiler does not see that `accept` sets it.
  const live: { started: Started | null } = { started: null };

  const start = (agents: readonly AgentCard[], sessionId: string): Started => {
    const names = pathNames(agents.map((agent) => agent.id));
    const projections = startProjections({
      dir: attemptDir,
      logDir: dirname(dirname(attemptDir)),
      sessionId,
      turn: numberIn(dirname(attemptDir)),
      attempt: numberIn(attemptDir),
      agents,
      pid: process.pid,
      textLogs: 'usual',
      rebuilding: true,
      nameOf: (id) => names.get(id) ?? '_',
      contextOf: (id) => contexts.of(id),
      now: () => nowMs,
      logFailure: () => null,
      output,
    });
    return { projections, runner: createProjectionRunner(projections.all, problems) };
  };

  const accept = (event: CoordinationEvent): void => {
    nowMs = Date.parse(event.timestamp);
    state = reduceAfter(spent, state, event);
    contexts.accept(event);
    if (event.event_type === 'run_started') live.started ??= start(event.data.agents, event.data.session_id);
    live.started?.runner.accept(event, state);
  };

  for await (const events of readEventLog(join(attemptDir, EVENT_LOG_NAME))) {
    for (const event of events) accept(event);
    live.started?.runner.tick();
    // A long log is written as it is read, not gathered.
    await queue.drain();
  }
  if (live.started !== null) {
    const { projections, runner } = live.started;
    runner.finish(state);
    await queue.drain();
    output.json(STATUS_NAME, () => projections.status.render(state, true));
    await queue.drain();
  }
  return state;
}

interface Started {
  readonly projections: Projections;
  readonly runner: ProjectionRunner;
}

/** `7` of `…/turn_7`. */
const numberIn = (folder: string): number => Number(/\d+$/.exec(basename(folder))?.[0] ?? 1);
