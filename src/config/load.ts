import { asWritten } from './as-written.ts';
import type { Config } from './config.ts';
import { deriveValues } from './derive.ts';
import type { Diagnostic } from './diagnostic.ts';
import { diagnostic, isBlocked } from './diagnostic.ts';
import type { Environment, Unresolved } from './text/expand.ts';
import { expandVariables } from './text/expand.ts';
import { featureNotices } from './feature-notices.ts';
import type { Path } from './path.ts';
import { formatPath } from './path.ts';
import { readField } from './read.ts';
import type { Origin, RawMap, Reader } from './reader.ts';
import { MAX_GUESSES, isRawMap, show } from './reader.ts';
import { readAgents } from './rules/agents.ts';
import { readBackend } from './rules/backend.ts';
import { crossCheck } from './rules/cross-checks.ts';
import { checkHooks } from './rules/hooks.ts';
import { checkCopies } from './rules/nested-keys.ts';
import { readTopLevelKeys } from './rules/top-level-keys.ts';
import { TOP_LEVEL, VERSION_1_KEYS } from './schema/top-level.ts';
import type { Source } from './text/source.ts';
import { decodeUtf8 } from './text/decode.ts';
import { readSource } from './text/source.ts';

export interface ParseOptions {
  /** As it is to be named in messages; its suffix decides between YAML and JSON. */
  readonly file: string;
  readonly env: Environment;
}

/** What became of a text. */
export interface ParsedConfig {
  /** Undefined when a diagnostic blocks. */
  readonly config: Config | undefined;
  /**
   * What could be read in spite of errors, defaults in place of what is wrong: for `--skip-validation`. Undefined when an
   * agent has no id or no readable backend. The same as `config` when nothing blocks.
   */
  readonly salvaged: Config | undefined;
  /** Errors and warnings, all of them, in the order of the file's blocks. */
  readonly diagnostics: readonly Diagnostic[];
  /** Things worth saying that are neither: features not performed, other spellings. They never change an exit code. */
  readonly notices: readonly Diagnostic[];
  /** Findings about this machine, not about the file: variables that are not set. */
  readonly environment: readonly Diagnostic[];
  /** The file as written, variables not filled in: what may be kept with a run's records. */
  readonly tree: unknown;
  /** Where values came from, by path; a path that is not in it has its default. */
  readonly origins: ReadonlyMap<string, Origin>;
  /** Findings of later steps get their place with it. */
  readonly source: Source | undefined;
}

const SUFFIX = /\.(?:ya?ml|json)$/i;

/** Text → configuration, or everything that is wrong with it. Never throws. */
export function parseConfig(text: string, options: ParseOptions): ParsedConfig {
  if (!SUFFIX.test(options.file)) return rejected([unsupportedSuffix(options.file)]);
  const { source, diagnostics } = readSource(text, options.file);
  return source === undefined ? rejected(diagnostics) : parseSource(source, diagnostics, options);
}

/** As `parseConfig`, for a tree that was made by a program; findings have no line then. */
export const parseTree = (tree: unknown, options: ParseOptions): ParsedConfig =>
  parseSource({ tree, locate: () => null, textAt: () => '' }, [], options);

const rejected = (diagnostics: readonly Diagnostic[]): ParsedConfig => ({
  config: undefined,
  salvaged: undefined,
  diagnostics,
  notices: [],
  environment: [],
  tree: undefined,
  origins: new Map(),
  source: undefined,
});

function parseSource(source: Source, earlier: readonly Diagnostic[], { file, env }: ParseOptions): ParsedConfig {
  const findings: Diagnostic[] = [...earlier];
  const { tree, unresolved } = expandVariables(source.tree, env);
  const origins = new Map<string, Origin>();
  const reader: Reader = {
    hasRoomForGuesses: () => findings.length < MAX_GUESSES,
    report: (path, finding, at = 'value', place = path) => {
      const told = asWritten(finding, path, source.tree, tree);
      findings.push(diagnostic(file, path, source.locate(place, at), told));
    },
    textAt: (path) => source.textAt(path),
    noteOrigin: (path, origin) => origins.set(formatPath(path), origin),
    readBackend,
  };
  const root = readRoot(tree, reader);
  const config = root === undefined ? undefined : readConfig(root, reader, origins);
  return {
    config: isBlocked(findings) ? undefined : config,
    salvaged: config !== undefined && isWhole(config) ? config : undefined,
    diagnostics: findings.filter(({ severity }) => severity !== 'note'),
    notices: findings.filter(({ severity }) => severity === 'note'),
    environment: unresolved.map((variable) => unsetVariable(variable, file, source)),
    tree: source.tree,
    origins,
    source,
  };
}

/** Whether each agent has what no default can stand for. */
const isWhole = (config: Config): boolean =>
  config.agents.length > 0 &&
  (config.agents as readonly RawMap[]).every(({ id, backend }) => typeof id === 'string' && backend !== null);

function unsetVariable({ path, name, demand }: Unresolved, file: string, source: Source): Diagnostic {
  const shown = name.slice(0, 80);
  return diagnostic(file, path, source.locate(path), {
    code: 'CFG_VARIABLE_UNSET',
    severity: demand === null ? 'warning' : 'error',
    message: `the variable ${shown} is not set${demand === null ? '; the text stays as written' : `: ${demand.slice(0, 200)}`}`,
    suggestion: `Set ${shown} in the environment or in a .env file.`,
  });
}

/** The finding for a file that is neither YAML nor JSON by its name. */
function unsupportedSuffix(file: string): Diagnostic {
  const suffix = /[^./\\](\.[^./\\]*)$/.exec(file)?.[1];
  return diagnostic(file, 'file', null, {
    code: 'CFG_FILE_SUFFIX',
    severity: 'error',
    message: suffix === undefined ? 'the file has no suffix' : `${show(suffix)} is no configuration suffix`,
    suggestion: 'Name the file .yaml, .yml or .json.',
  });
}

/** As `parseConfig`, for the bytes of a file: what is no UTF-8 is told, never guessed at. */
export function parseBytes(bytes: Uint8Array, options: ParseOptions): ParsedConfig {
  const decoded = decodeUtf8(bytes);
  if (typeof decoded === 'string') return parseConfig(decoded, options);
  const { line, column } = decoded;
  const range = { line, column, endLine: line, endColumn: column + 1 };
  const finding = {
    code: 'CFG_FILE_NOT_TEXT',
    severity: 'error',
    message: 'the file is not UTF-8 text',
    suggestion: 'Check that this is the right file, saved as UTF-8.',
  } as const;
  return rejected([diagnostic(options.file, 'file', range, finding)]);
}

/** The map at the root, unless something about it makes the rest meaningless. */
function readRoot(tree: unknown, reader: Reader): RawMap | undefined {
  if (!isRawMap(tree)) {
    const what = tree === null ? 'the file is empty' : `the file must be a map of keys, not ${show(tree)}`;
    reader.report([], { code: 'CFG_ROOT', severity: 'error', message: what, suggestion: 'Start with "agents:".' });
    return undefined;
  }
  const old = VERSION_1_KEYS.filter((name) => Object.hasOwn(tree, name));
  if (old.length > 0) {
    const finding = {
      code: 'CFG_VERSION_1',
      severity: 'error',
      message: `keys of the first configuration format: ${old.join(', ')}`,
      suggestion: 'Write "agents:" with one "backend:" each.',
    } as const;
    reader.report([], finding, 'key', old.slice(0, 1));
    return undefined;
  }
  return tree;
}

function readConfig(root: RawMap, reader: Reader, origins: ReadonlyMap<string, Origin>): Config {
  const raw = readTopLevelKeys(root, reader);
  // MassGen's order of checks: hooks before the agents, every other block after them.
  const { hooks, ...others } = TOP_LEVEL.fields;
  const values: Record<string, unknown> = { hooks: readField('hooks', hooks, raw, [], reader) };
  checkHooks(root['hooks'], ['hooks'], reader);
  const agents = readAgents(root, reader);
  for (const [name, field] of Object.entries(others)) {
    values[name] = name === 'agents' ? agents : readField(name, field, raw, [], reader);
  }
  checkCopies(root, reader);
  // The one place where values that were checked key by key get the type that the same tables give.
  const config = values as unknown as Config;
  if (agents.some((agent) => agent['backend'] === null)) return config;
  const agentPath = (index: number): Path => (Object.hasOwn(root, 'agent') ? ['agent'] : ['agents', index]);
  crossCheck(config, reader);
  const derived = deriveValues(config, (path) => origins.has(path), reader, agentPath);
  for (const { path, finding } of featureNotices(derived, agentPath)) reader.report(path, finding);
  return derived;
}
