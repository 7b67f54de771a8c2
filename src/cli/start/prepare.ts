import type { Config } from '../../config/config.ts';
import { formatDiagnostic } from '../../config/diagnostic.ts';
import type { Diagnostic } from '../../config/diagnostic.ts';
import { isReserved } from '../../config/rules/agents.ts';
import { unperformedFeatures } from '../../config/features.ts';
import { checkStart } from '../../config/start-checks.ts';
import type { Environment } from '../../config/text/expand.ts';
import type { AgentCard } from '../../coordination/events/run.ts';
import { agentId } from '../../coordination/ids.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { LineOutput } from '../faces/line-output.ts';
import { contractOutput } from '../contract-output.ts';
import { safeText } from '../faces/one-line.ts';
import type { Io } from '../io.ts';
import type { OptionValues } from '../options.ts';
import { readEnvironment } from './environment.ts';
import { withFileSettings } from './file-settings.ts';
import { chooseConfig, contextPathExists } from './find-config.ts';
import type { ChosenConfig } from './find-config.ts';
import { ignoredSettings } from './ignored-settings.ts';
import { applyOverrides } from './overrides.ts';

/** Everything decided before the first folder is made or the first socket opened. */
export interface Prepared {
  readonly config: Config;
  /** As written, variables not filled in; for the records of the run. */
  readonly tree: unknown;
  /** As it was given, or where it was found; null for a quick run. */
  readonly configPath: string | null;
  readonly title: string;
  readonly env: Environment;
  readonly agents: readonly AgentCard[];
  /** The built-in model server plays the models. */
  readonly isRehearsal: boolean;
  /** The options as given; for the records of the run. */
  readonly given: OptionValues;
  /** With what the file says where they are silent. */
  readonly values: OptionValues;
}

/** Lines for a person, and that the run must not start. */
export interface Refusal {
  readonly lines: readonly string[];
  /** Said after all findings are written: what to do about them. */
  readonly closing?: { readonly to: LineOutput; readonly text: string };
}

const SKIP_HINT = 'Configuration validation failed: mend the above, or start anyway with --skip-validation.';
/** Options that describe the agent of a quick run. */
const QUICK_ONLY = ['model', 'system-message', 'base-url'] as const;

const UNREADABLE = 'Configuration validation was skipped, but without readable agents nothing can be started.';

/** From options to a configuration that can run. Warnings and notices are told on `io.err`; errors come back. */
export function prepare(values: OptionValues, io: Io): Result<Prepared, Refusal> {
  const { env } = readEnvironment(io);
  const chosen = chooseConfig(values, env, io);
  if (!chosen.ok) return refuse([`❌ Configuration error: ${safeText(chosen.error)}`]);
  const idle = chosen.value.isQuick ? [] : QUICK_ONLY.filter((name) => values[name] !== undefined);
  if (idle.length > 0) {
    io.err.line(
      `⚠️ ${idle.map((name) => `--${name}`).join(', ')}: for quick runs only; the configuration stands as it is`,
    );
  }
  return prepareChosen(chosen.value, values, env, io);
}

/** The same for a configuration that has been chosen already. */
export function prepareChosen(
  { parsed, file, path, title, isQuick }: ChosenConfig,
  given: OptionValues,
  env: Environment,
  io: Io,
): Result<Prepared, Refusal> {
  const values = parsed.salvaged === undefined ? given : withFileSettings(given, parsed.salvaged.ui);
  // Warnings and the closing word stand on stdout, as MassGen's do, unless a script reads it (`config.md` §16.1).
  const contract = contractOutput(values);
  const forScript = contract !== null;
  const notes = forScript ? io.err : io.out;
  if (forScript) io.lastLine.owe(io[contract]);
  for (const finding of parsed.diagnostics) tell(finding, finding.severity === 'error' ? io.err : notes);
  const skips = values['skip-validation'] === true || isQuick;
  const readable = skips ? parsed.salvaged : parsed.config;
  const tooStrict = values['strict-validation'] === true && parsed.diagnostics.length > 0;
  if (readable === undefined || tooStrict) {
    return fail({ lines: [], closing: { to: notes, text: skips ? UNREADABLE : SKIP_HINT } });
  }
  const reserved = readable.agents.find(({ id }) => isReserved(id));
  if (reserved !== undefined) return refuse([`❌ "${reserved.id}" cannot name an agent: it is a reserved word`]);
  const overridden = applyOverrides(readable, values);
  if (!overridden.ok) return refuse([`❌ ${safeText(overridden.error)}`]);
  const config = overridden.value;
  if (forScript && config.orchestrator.coordination.broadcast === 'human') {
    return refuse([
      '❌ broadcast: human needs a person to answer, and --automation has none: set it to agents or false',
    ]);
  }
  const isRehearsal = values.demo === true || values.rehearse === true;
  const exists = (entry: string): boolean => contextPathExists(entry, io);
  const start = checkStart(config, { file, env, exists, source: parsed.source, needsKeys: !isRehearsal });
  const problems = [...(isRehearsal ? [] : parsed.environment), ...start];
  for (const problem of problems) tell(problem, io.err);
  if (problems.some(({ severity }) => severity === 'error')) {
    return refuse(['Nothing was started: the configuration is valid, but cannot run here yet.']);
  }
  for (const sentence of ignoredSettings(config, env)) io.err.line(safeText(`⚠️ ${sentence}`));
  const told = tellFeatures(config, values, io);
  if (!told.ok) return told;
  const configPath = path === null ? null : (values.config ?? path);
  return ok({ config, tree: parsed.tree, configPath, title, env, agents: cards(config), isRehearsal, given, values });
}

const refuse = (lines: readonly string[]): Result<never, Refusal> => fail({ lines });

function tell(finding: Diagnostic, to: LineOutput): void {
  to.line(safeText(`${finding.severity === 'error' ? '❌' : '⚠️'} ${formatDiagnostic(finding)}`));
}

/** Says once what the configuration asks for and this version does not do; `--strict-features` refuses then. */
function tellFeatures(config: Config, values: OptionValues, io: Io): Result<void, Refusal> {
  const features = unperformedFeatures(config);
  if (features.length === 0) return ok(undefined);
  const names = features.map(({ label }) => label).join(', ');
  if (values['strict-features'] === true) {
    return refuse([`❌ Configured, but not performed by this version: ${names} (--strict-features)`]);
  }
  io.err.line(`ℹ️ Configured, but not performed by this version: ${names}`);
  return ok(undefined);
}

const cards = (config: Config): AgentCard[] =>
  config.agents.map((agent, index) => ({
    id: agentId(agent.id),
    number: index + 1,
    backend: agent.backend.type,
    model: agent.backend.model,
  }));
