import { join } from 'node:path';
import { stringify } from 'yaml';
import { METADATA_NAME, turnFolder } from './files/file-names.ts';
import type { FileQueue } from './files/file-queue.ts';
import { gitHead } from './files/git-head.ts';
import { localIso } from './local-time.ts';
import type { RunContext } from './run-context.ts';
import { withoutUrlSecrets } from './secrets/without-url-secrets.ts';

/**
 * `execution_metadata.yaml`: what was run, in the attempt's folder and, for old readers, in the turn's. Never rejects;
 * the configuration stands there as it was read, its secrets masked.
 */
export async function writeExecutionMetadata(
  run: RunContext,
  queue: FileQueue,
  where: { readonly dir: string; readonly turn: number; readonly attempt: number },
): Promise<void> {
  const { options, redactor } = run;
  const git = await gitHead(options.workingDirectory);
  const startedAtMs = options.clock.now();
  const document = {
    query: options.question,
    timestamp: localIso(startedAtMs),
    ...(options.configPath === null ? {} : { config_path: options.configPath }),
    config: withoutUrlSecrets(options.config),
    cli_args: {
      ...Object.fromEntries(Object.entries(options.cliArgs).map(([name, value]) => [name, withoutUrlSecrets(value)])),
      mode: where.attempt > 1 ? 'coordination_restart' : options.mode,
      session_id: options.sessionId,
      turn: where.turn,
      attempt: where.attempt,
    },
    ...(git === null ? {} : { git }),
    // MassGen's readers look for the first; it is written in another language now.
    python_version: null,
    node_version: options.versions['node'] ?? process.versions.node,
    massgen_version: options.versions['massgen'] ?? null,
    working_directory: options.workingDirectory,
    timestamp_utc: new Date(startedAtMs).toISOString(),
  };
  const render = (): string =>
    // The version quotes what old readers would take for a date or a truth value.
    redactor.text(stringify(redactor.tree(document), { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false }));
  queue.write(join(where.dir, METADATA_NAME), render);
  queue.write(join(run.logDir, turnFolder(where.turn), METADATA_NAME), render);
}
