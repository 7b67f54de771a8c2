import { hostname } from 'node:os';
import { basename } from 'node:path';
import type { State } from '../../coordination/state.ts';
import { localIso } from '../local-time.ts';
import type { RunContext } from '../run-context.ts';
import { entryAt, updateRegistry, withEntry } from './registry.ts';
import type { RegistryEntry } from './registry.ts';
import { sessionsDir } from './session-id.ts';

/** Keeps the run's entry in the registry. Nothing here rejects: a registry that cannot be written is a problem told once. */
export interface Registration {
  /** A turn has ended. */
  turnEnded(state: State): Promise<void>;
  /** The session is over; later calls change nothing. */
  complete(finishReason: string | null): Promise<void>;
}

/** What an entry tells: one that was found on the disk only has little more than its id. */
const known = (entry: RegistryEntry | undefined): RegistryEntry =>
  Object.fromEntries(Object.entries(entry ?? {}).filter(([, value]) => value !== null));

/** Enters the run as active, in the background. Without a registry nothing happens. */
export function register(run: RunContext): Registration {
  const { registryPath, sessionId, agents, clock, configPath, workingDirectory } = run.options;
  let last: Promise<void> = Promise.resolve();
  let completed = false;

  const update = (fields: (before: RegistryEntry | undefined) => RegistryEntry): Promise<void> => {
    if (registryPath === null) return last;
    last = last
      .then(() =>
        updateRegistry(registryPath, sessionsDir(workingDirectory), clock, (entries) => {
          const at = entryAt(entries, sessionId, workingDirectory);
          return withEntry(entries, sessionId, fields(entries[at]), at);
        }),
      )
      .catch((cause: unknown) => run.problems.report(registryPath, cause));
    return last;
  };

  // What the session was when it began stays; a resumed one is active again.
  void update((before) => ({
    start_time: localIso(clock.now()),
    end_time: null,
    status: 'active',
    config_path: configPath,
    model: agents[0]?.model ?? null,
    description: null,
    subagent: false,
    parent_session_id: null,
    log_directory: basename(run.logDir),
    working_directory: workingDirectory,
    turns: 0,
    ...known(before),
    ...(before === undefined ? {} : { status: 'active', end_time: null }),
    pid: process.pid,
    host: hostname(),
    finish_reason: null,
  }));

  return {
    turnEnded: (state) => update((before) => ({ turns: Math.max(state.turn, Number(before?.['turns'] ?? 0)) })),
    async complete(finishReason) {
      if (completed) return last;
      completed = true;
      return update(() => ({ end_time: localIso(clock.now()), status: 'completed', finish_reason: finishReason }));
    },
  };
}
