import { homedir } from 'node:os';
import { resolveConfigArgument } from '../../config/find/discover.ts';
import type { ConfigTree } from '../../config/build.ts';
import type { ParsedConfig } from '../../config/load.ts';
import { readEnvironment } from '../start/environment.ts';
import { configSource, readConfig, shownAs } from '../start/find-config.ts';
import { ConfigError } from './config-error.ts';
import { silentIo } from './silent-io.ts';

/** Reads and checks a configuration: a path, a name of the person's own, or `@examples/NAME`. Throws `ConfigError`. */
export function loadConfig(config: string, cwd: string = process.cwd()): ConfigTree {
  const parsed = readChecked(config, cwd);
  return parsed.tree as ConfigTree;
}

function readChecked(config: string, cwd: string): ParsedConfig {
  const io = silentIo(cwd, homedir());
  const found = resolveConfigArgument(config, configSource(io));
  if (!found.ok) throw new ConfigError('', [found.error]);
  const { path } = found.value;
  const read = readConfig(path, shownAs(config, path), readEnvironment(io).env);
  if (!read.ok) throw new ConfigError(read.error);
  if (read.value.config === undefined) throw new ConfigError('', read.value.diagnostics);
  return read.value;
}
