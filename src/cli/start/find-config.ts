import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { formatDiagnostic } from '../../config/diagnostic.ts';
import { quickConfig } from '../../config/build.ts';
import { discoverConfig, resolveConfigArgument } from '../../config/find/discover.ts';
import type { ConfigSource } from '../../config/find/discover.ts';
import { findExample } from '../../config/find/examples.ts';
import { pathText } from '../../config/find/path-text.ts';
import { parseBytes, parseTree } from '../../config/load.ts';
import type { ParsedConfig } from '../../config/load.ts';
import { MAX_FILE_CHARACTERS } from '../../config/text/source.ts';
import type { Environment } from '../../config/text/expand.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { systemCode } from '../../shared/system-code.ts';
import type { Io } from '../io.ts';
import type { OptionValues } from '../options.ts';
import { configsFolder, shippedExamples } from '../package-folder.ts';

/** A configuration before it is judged. */
export interface ChosenConfig {
  readonly parsed: ParsedConfig;
  /** As messages name it. */
  readonly file: string;
  /** Absolute; null for a quick run. */
  readonly path: string | null;
  /** For the header and the log. */
  readonly title: string;
  readonly isQuick: boolean;
}

export const configSource = (io: Io): ConfigSource => ({
  workingDirectory: io.cwd,
  home: io.home,
  examplesFolder: configsFolder(),
  examples: shippedExamples(),
  kindOf,
});

/** What lies at a path. Whatever cannot be looked at is there for a reason that the person has to hear. */
function kindOf(path: string): string | null {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) return null;
    if (found.isFile()) return 'file';
    if (found.isDirectory()) return 'a folder';
    if (found.isFIFO()) return 'a pipe';
    return found.isSocket() ? 'a socket' : 'a device';
  } catch (error) {
    const code = systemCode(error) ?? 'unknown';
    return `a place that cannot be looked at (${code})`;
  }
}

/** Whether a context path of a configuration is there: relative to the working directory, or a shipped example. */
export function contextPathExists(entry: string, io: Pick<Io, 'cwd'>): boolean {
  if (!entry.startsWith('@examples/')) return existsSync(resolve(io.cwd, entry));
  return findExample(entry, shippedExamples()).found;
}

/** How messages name a file: as the person wrote it, unless that is a short form without a suffix. */
export const shownAs = (given: string, path: string): string =>
  pathText(/\.(?:ya?ml|json)$/i.test(given) ? given : path);

/** Bytes above which a file is not even read; the parser's own limit is below it. */
const MAX_BYTES = 4 * MAX_FILE_CHARACTERS;

/** Reads and parses a file. The error is one sentence for a person. */
export function readConfig(path: string, file: string, env: Environment): Result<ParsedConfig, string> {
  try {
    accessSync(path, constants.R_OK);
    const { size } = statSync(path);
    if (size > MAX_BYTES) return fail(`${file} has ${size} bytes; a configuration has at most ${MAX_FILE_CHARACTERS}`);
    return ok(parseBytes(readFileSync(path), { file, env }));
  } catch (error) {
    const code = systemCode(error) ?? 'unknown';
    return fail(`${file} cannot be read (${code}): check the path and its permissions`);
  }
}

/** The configuration the command line asks for, or the one that lies where it is looked for (`config.md` §2). */
export function chooseConfig(values: OptionValues, env: Environment, io: Io): Result<ChosenConfig, string> {
  if (values.demo === true) return chooseFile(join(configsFolder(), 'demo.yaml'), 'configs/demo.yaml', env);
  const source = configSource(io);
  if (values.config !== undefined) {
    const found = resolveConfigArgument(values.config, source);
    if (!found.ok) return fail(formatDiagnostic(found.error));
    for (const warning of found.value.warnings) io.err.line(`⚠️ ${formatDiagnostic(warning)}`);
    return chooseFile(found.value.path, shownAs(values.config, found.value.path), env);
  }
  if (values.model !== undefined || values.backend !== undefined) {
    const tree = quickConfig({
      model: values.model,
      backend: values.backend,
      systemMessage: values['system-message'],
      baseUrl: values['base-url'],
    });
    if (!tree.ok) return tree;
    const file = 'the command line';
    const title = values.model ?? values.backend ?? '';
    return ok({ parsed: parseTree(tree.value, { file, env }), file, path: null, title, isQuick: true });
  }
  const discovered = discoverConfig(source);
  if (discovered !== undefined) return chooseFile(discovered, pathText(discovered), env);
  return fail(
    'no configuration: give --config FILE or --model NAME, or put one at .massgen/config.yaml ' +
      '(massgen --list-examples shows shipped ones; massgen --demo needs none)',
  );
}

function chooseFile(path: string, file: string, env: Environment): Result<ChosenConfig, string> {
  const parsed = readConfig(path, file, env);
  return parsed.ok ? ok({ parsed: parsed.value, file, path, title: basename(path), isQuick: false }) : parsed;
}
