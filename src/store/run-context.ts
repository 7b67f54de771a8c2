import type { AgentCard } from '../coordination/events/run.ts';
import type { AgentId } from '../coordination/ids.ts';
import type { Clock } from '../runtime/ports/clock.ts';
import type { ArchiveProblem, Problems } from './files/problems.ts';
import type { Redactor } from './secrets/redactor.ts';

/**
 * What is written for people besides the files that tools read: `usual` is `massgen.log`, the transcripts of the
 * agents and `streaming_debug.log`; `debug` puts `massgen_debug.log` in the place of both logs; `sparse` leaves out the
 * transcripts and what is for debugging.
 */
export type TextLogs = 'usual' | 'debug' | 'sparse';

/** What a run archive is told of its run. */
export interface RunArchiveOptions {
  /** Folder of all log folders: `logBaseDir(env, workingDirectory)`. Made when missing. */
  readonly baseDir: string;
  /** Where the run was started: home of `.massgen/sessions`. */
  readonly workingDirectory: string;
  /** `~/.massgen/sessions.json`; null keeps the run out of the registry (API calls, rehearsals, tests). */
  readonly registryPath: string | null;
  /** `newSessionId(…)`, or that of a resumed session. */
  readonly sessionId: string;
  /** The configuration as read, before variables are expanded; secrets in it are masked. */
  readonly config: unknown;
  /** As given on the command line; null for quick runs. */
  readonly configPath: string | null;
  /** Every option of the command line with its value. */
  readonly cliArgs: Readonly<Record<string, unknown>>;
  readonly textLogs: TextLogs;
  readonly mode: 'single' | 'interactive' | 'programmatic_api';
  readonly question: string;
  readonly agents: readonly AgentCard[];
  /** Values that must not reach any file: the keys in use. */
  readonly secrets: readonly string[];
  readonly clock: Clock;
  /** `massgen` and `node`. */
  readonly versions: Readonly<Record<string, string>>;
  /** Told once of each file that cannot be written. The run goes on; only the log itself can stop it. Must not throw. */
  readonly onProblem: (problem: ArchiveProblem) => void;
}

/** What all attempts of a run share. */
export interface RunContext {
  readonly options: RunArchiveOptions;
  readonly redactor: Redactor;
  readonly problems: Problems;
  /** The log folder of this run, absolute. */
  readonly logDir: string;
  nameOf(agentId: AgentId): string;
}
