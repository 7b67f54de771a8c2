import { join } from 'node:path';
import { stringify } from 'yaml';
import { METADATA_NAME, turnFolder } from './files/file-names.ts';
import type { FileQueue } from './files/file-queue.ts';
import { visibleText } from './files/visible-text.ts';
import { gitHead } from './files/git-head.ts';
import { localIso } from './local-time.ts';
import type { RunArchiveOptions, RunContext } from './run-context.ts';
import { withoutUrlSecrets } from './secrets/without-url-secrets.ts';

/** Which attempt of what. */
export interface AttemptFacts {
  readonly dir: string;
  readonly turn: number;
  readonly attempt: number;
  readonly question: string;
  /** Null for the first attempt of a turn. */
  readonly restartReason: string | null;
}

/**
 * `execution_metadata.yaml`: what was run, in the attempt's folder. Old readers look in the turn's: there stands what the
 * turn was started with, that of its first attempt. Never rejects; the configuration stands there as it was read, its
 * secrets masked.
 */
export async function writeExecutionMetadata(run: RunContext, queue: FileQueue, attempt: AttemptFacts): Promise<void> {
  const { options, redactor } = run;
  const git = await gitHead(options.workingDirectory);
  const startedAtMs = options.clock.now();
  const document = {
    query: attempt.question,
    timestamp: localIso(startedAtMs),
    ...(options.configPath === null ? {} : { config_path: options.configPath }),
    config: withoutUrlSecrets(options.config),
    cli_args: recordedArgs(options, attempt),
    ...(git === null ? {} : { git }),
    // MassGen's readers look for the first; it is written in another language now.
    python_version: null,
    node_version: options.versions['node'] ?? process.versions.node,
    massgen_version: options.versions['massgen'] ?? null,
    working_directory: options.workingDirectory,
    timestamp_utc: new Date(startedAtMs).toISOString(),
  };
  const render = (): string => {
    // The version quotes what old readers would take for a date or a truth value.
    const style = { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false } as const;
    // YAML lets some characters stand that drive a terminal; questions and reasons come from anywhere.
    return visibleText(redactor.text(stringify(redactor.tree(document), style)));
  };
  queue.write(join(attempt.dir, METADATA_NAME), render);
  if (attempt.attempt === 1) queue.write(join(run.logDir, turnFolder(attempt.turn), METADATA_NAME), render);
}

/** MassGen's keys for each kind of run, in its order; mode, session, turn and attempt are always among them. */
function recordedArgs(
  { cliArgs, mode, sessionId }: RunArchiveOptions,
  { turn, attempt, restartReason }: AttemptFacts,
): Readonly<Record<string, unknown>> {
  const given = Object.fromEntries(Object.entries(cliArgs).map(([name, value]) => [name, withoutUrlSecrets(value)]));
  if (attempt > 1) {
    return { mode: 'coordination_restart', attempt, session_id: sessionId, restart_reason: restartReason, turn };
  }
  switch (mode) {
    case 'interactive':
      return { mode, turn, session_id: sessionId, attempt };
    case 'programmatic_api':
      return { mode, session_id: sessionId, ...given, turn, attempt };
    case 'single':
      return { ...given, mode, session_id: sessionId, turn, attempt };
  }
}
