/** The library: `import { run, buildConfig, loadConfig } from 'massgen'`. Nothing else is public. */
import { buildConfig as build } from './config/build.ts';
import type { BuildOptions, ConfigTree } from './config/build.ts';
import { ConfigError } from './cli/api/config-error.ts';

export { ConfigError } from './cli/api/config-error.ts';
export { loadConfig } from './cli/api/load-config.ts';
export { runQuery as run } from './cli/api/run-query.ts';
export type { Run, RunOptions } from './cli/api/run-query.ts';
export type { RunResult, VoteResults } from './cli/api/run-result.ts';
export type { BuildOptions, ConfigTree } from './config/build.ts';
export type { CoordinationEvent, EventType } from './coordination/events.ts';

/** A team of agents as a configuration tree, to save, to change or to run. Throws `ConfigError`. */
export function buildConfig(options: BuildOptions = {}): ConfigTree {
  const built = build(options);
  if (!built.ok) throw new ConfigError(built.error);
  return built.value;
}
