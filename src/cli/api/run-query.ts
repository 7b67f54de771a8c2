import { homedir } from 'node:os';
import { buildConfig, quickConfig } from '../../config/build.ts';
import type { BuildOptions, ConfigTree } from '../../config/build.ts';
import type { CoordinationEvent } from '../../coordination/events.ts';
import { parseTree } from '../../config/load.ts';
import type { OptionValues } from '../options.ts';
import { writeOutputFile } from '../faces/answer-file.ts';
import { compose } from '../start/compose.ts';
import { prepareChosen } from '../start/prepare.ts';
import { chooseConfig } from '../start/find-config.ts';
import type { ChosenConfig } from '../start/find-config.ts';
import { readEnvironment } from '../start/environment.ts';
import { packageVersion } from '../package-folder.ts';
import { ConfigError } from './config-error.ts';
import { createEventStream } from './event-stream.ts';
import { runResult } from './run-result.ts';
import type { RunResult } from './run-result.ts';
import { createCollector, silentIo } from './silent-io.ts';

/** One question for a team of agents. At most one of `config_dict`, `config`, `model`/`models` chooses the team. */
export interface RunOptions {
  readonly query: string;
  /** A configuration as a tree, e.g. of `buildConfig` or `loadConfig`. */
  readonly config_dict?: ConfigTree;
  /** A path, or `@examples/NAME`. */
  readonly config?: string;
  readonly model?: string;
  readonly models?: readonly string[];
  /** With `model`: how many agents of it. Default 1. */
  readonly num_agents?: number;
  /** For one agent of `model`. */
  readonly system_message?: string;
  readonly base_url?: string;
  readonly context_paths?: BuildOptions['context_paths'];
  /** Also write the final answer there. */
  readonly output_file?: string;
  /** Plays the models with the built-in server: no key, no network. */
  readonly rehearse?: boolean;
  /** Default: the process's. */
  readonly cwd?: string;
  /** Ends the run; the promise then resolves with the outcome `cancelled`. */
  readonly signal?: AbortSignal;
}

/** A run that can be awaited for its result and iterated for its events, in any order or both at once. */
export interface Run extends Promise<RunResult>, AsyncIterable<CoordinationEvent> {}

/**
 * Runs one question and prints nothing. The promise rejects with `ConfigError` before anything starts, and otherwise
 * only for a bug or when no log can be written; failed runs resolve, with their outcome.
 */
export function runQuery(options: RunOptions): Run {
  const events = createEventStream();
  const result = perform(options, (event) => events.push(event)).finally(() => events.end());
  async function* iterate(): AsyncGenerator<CoordinationEvent> {
    result.catch(() => undefined); // thrown below, to whoever iterates
    yield* events.iterate();
    await result;
  }
  return Object.assign(result, { [Symbol.asyncIterator]: iterate });
}

async function perform(options: RunOptions, onEvent: (event: CoordinationEvent) => void): Promise<RunResult> {
  const cwd = options.cwd ?? process.cwd();
  const signal = options.signal ?? new AbortController().signal;
  const told = createCollector();
  const io = silentIo(cwd, homedir(), told);
  const { env } = readEnvironment(io);
  const values: OptionValues = options.rehearse === true ? { rehearse: true } : {};
  const { chosen, used } = choose(
    options,
    () => {
      const found = chooseConfig(options.config === undefined ? {} : { config: options.config }, env, io);
      if (!found.ok) throw new ConfigError(found.error);
      return found.value;
    },
    (tree, file) => ({ parsed: parseTree(tree, { file, env }), file, path: null, title: file, isQuick: false }),
  );
  const prepared = prepareChosen(chosen, values, env, io);
  if (!prepared.ok) throw new ConfigError([...told.lines, ...prepared.error.lines].join('\n'), []);
  const problems: string[] = [];
  const composed = await compose(
    {
      prepared: prepared.value,
      cwd,
      version: packageVersion(),
      mode: 'programmatic_api',
      registryPath: null, // calls are nobody's sessions to come back to
      startsAtOnce: true,
      cliArgs: () => ({ enable_logging: true, verbose: false, config_source: used }),
      clock: io.clock,
      onProblem: (message) => problems.push(message),
    },
    signal,
  );
  try {
    composed.session.subscribe(onEvent);
    const result = await composed.session.runTurn(options.query, signal);
    const written = await writeOutputFile(options.output_file, result.state.finalAnswer?.content ?? null, cwd);
    if (!written.ok) problems.push(written.error);
    return runResult(result, used, problems, written.ok);
  } finally {
    await composed.close();
  }
}

function choose(
  options: RunOptions,
  fromFile: () => ChosenConfig,
  fromTree: (tree: ConfigTree, file: string) => ChosenConfig,
): { readonly chosen: ChosenConfig; readonly used: string } {
  const { model, models, config_dict: tree } = options;
  if (tree !== undefined) return { chosen: fromTree(tree, 'config_dict'), used: 'config_dict' };
  if (models !== undefined && models.length > 0) {
    const built = buildConfig({ models, num_agents: models.length, context_paths: options.context_paths });
    if (!built.ok) throw new ConfigError(built.error);
    return { chosen: fromTree(built.value, 'models'), used: `multi-agent:${models.join(',')}` };
  }
  if (model !== undefined) {
    const count = options.num_agents ?? 1;
    const built =
      count === 1
        ? quickConfig({ model, systemMessage: options.system_message, baseUrl: options.base_url })
        : buildConfig({ model, num_agents: count, context_paths: options.context_paths });
    if (!built.ok) throw new ConfigError(built.error);
    return {
      chosen: fromTree(built.value, 'model'),
      used: count === 1 ? `single-agent-light:${model}` : `agent:${model}x${count}`,
    };
  }
  const chosen = fromFile();
  return { chosen, used: chosen.path ?? chosen.file };
}
