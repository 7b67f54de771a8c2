import type { Diagnostic } from '../diagnostic.ts';
import { diagnostic } from '../diagnostic.ts';
import type { Result } from '../../shared/result.ts';
import { fail, ok } from '../../shared/result.ts';
import { findExample } from './examples.ts';
import { pathText } from './path-text.ts';

/** The file system, as far as finding a configuration needs it. Paths with `/`. */
export interface ConfigSource {
  /** Absolute. */
  readonly workingDirectory: string;
  /** Absolute. */
  readonly home: string;
  /** Folder of the shipped examples, absolute. */
  readonly examplesFolder: string;
  /** Shipped examples, relative to their folder, with extension. */
  readonly examples: readonly string[];
  /** What lies there: `file`, something else in words (`a folder`), or null for nothing. */
  kindOf(path: string): string | null;
}

export interface FoundConfig {
  /** Absolute. */
  readonly path: string;
  /** Said to the person: other files the name could have meant. */
  readonly warnings: readonly Diagnostic[];
}

const expandHome = (path: string, home: string): string =>
  path === '~' || path.startsWith('~/') ? home + path.slice(1) : path;
const isAbsolute = (path: string): boolean => path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path);
const agentsFolder = (home: string): string => `${home}/.config/massgen/agents`;

/** `--config VALUE` (also of `--validate`) → the file it means, or an error that names every place searched. */
export function resolveConfigArgument(value: string, source: ConfigSource): Result<FoundConfig, Diagnostic> {
  if (value.startsWith('@examples/')) return resolveExampleArgument(value, source);
  const { home, workingDirectory } = source;
  const path = expandHome(value, home);
  const relative = path.replace(/^(?:\.\/)+/, '');
  const places = [isAbsolute(path) ? path : `${workingDirectory}/${relative}`];
  if (!isAbsolute(path)) {
    places.push(`${agentsFolder(home)}/${relative}`);
    if (!/\.ya?ml$/.test(relative)) places.push(`${agentsFolder(home)}/${relative}.yaml`);
  }
  const found = places.find((place) => isFile(place, source));
  return found === undefined ? fail(notFound(value, places, source)) : ok({ path: found, warnings: [] });
}

function resolveExampleArgument(value: string, source: ConfigSource): Result<FoundConfig, Diagnostic> {
  const match = findExample(value, source.examples);
  if (!match.found) {
    const names = match.closest.map((name) => `@examples/${name}`).join(', ');
    const suggestion = names === '' ? 'See --list-examples.' : `Closest: ${names}. See --list-examples.`;
    return fail(
      diagnostic(pathText(value), 'file', null, {
        code: 'CFG_EXAMPLE_NOT_FOUND',
        severity: 'error',
        message: `no shipped example is named ${pathText(value)}`,
        suggestion,
      }),
    );
  }
  const warnings =
    match.alternatives.length === 0
      ? []
      : [
          diagnostic(value, 'file', null, {
            code: 'CFG_EXAMPLE_AMBIGUOUS',
            severity: 'warning',
            message: `${match.path} is used; the name also fits ${match.alternatives.slice(0, 5).join(', ')}`,
            suggestion: 'Write the whole path.',
          }),
        ];
  return ok({ path: `${source.examplesFolder}/${match.path}`, warnings });
}

/** The project's or the person's own configuration; undefined when there is neither. */
export function discoverConfig(source: ConfigSource): string | undefined {
  const places = [`${source.workingDirectory}/.massgen/config.yaml`, `${source.home}/.config/massgen/config.yaml`];
  return places.find((place) => isFile(place, source));
}

/** A session's stored configuration path: as stored, else relative to the session's folder, else to this one. */
export function resolveStoredPath(
  stored: string,
  sessionDirectory: string,
  source: ConfigSource,
): Result<FoundConfig, Diagnostic> {
  const path = expandHome(stored, source.home);
  const places = isAbsolute(path) ? [path] : [`${sessionDirectory}/${path}`, `${source.workingDirectory}/${path}`];
  const found = places.find((place) => isFile(place, source));
  return found === undefined ? fail(notFound(stored, places, source)) : ok({ path: found, warnings: [] });
}

const isFile = (path: string, source: ConfigSource): boolean => source.kindOf(path) === 'file';

/** Nothing in any of the places, or something that is no file. */
function notFound(value: string, places: readonly string[], source: ConfigSource): Diagnostic {
  const shown = pathText(value);
  for (const place of places) {
    const kind = source.kindOf(place);
    if (kind === null) continue;
    return diagnostic(shown, 'file', null, {
      code: 'CFG_FILE_UNREADABLE',
      severity: 'error',
      message: `${pathText(place)} is ${kind}; a configuration is read from a file`,
      suggestion: 'Give the path of a YAML or JSON file.',
    });
  }
  return diagnostic(shown, 'file', null, {
    code: 'CFG_FILE_NOT_FOUND',
    severity: 'error',
    message: `configuration not found; searched ${places.map(pathText).join(', ')}`,
    suggestion: 'Check the path, or choose a shipped one with --list-examples.',
  });
}
