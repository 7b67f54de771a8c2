import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { backendList } from '../../config/describe/backend-list.ts';
import { jsonSchemaText } from '../../config/describe/json-schema.ts';
import { validationReport } from '../../config/describe/report.ts';
import type { Diagnostic } from '../../config/diagnostic.ts';
import { diagnostic, formatDiagnostic } from '../../config/diagnostic.ts';
import { resolveConfigArgument } from '../../config/find/discover.ts';
import { findExample, shortNameOf } from '../../config/find/examples.ts';
import type { ParsedConfig } from '../../config/load.ts';
import { checkWithoutKeys } from '../../config/start-checks.ts';
import type { Environment } from '../../config/text/expand.ts';
import { EXIT } from '../exit-code.ts';
import type { Io } from '../io.ts';
import type { OptionValues } from '../options.ts';
import { configsFolder, shippedExamples } from '../package-folder.ts';
import { readEnvironment } from '../start/environment.ts';
import { configSource, contextPathExists, readConfig, shownAs } from '../start/find-config.ts';

/** Options that answer and start nothing. Gives the exit code. */
export function inform(values: OptionValues, io: Io): number {
  if (values.validate !== undefined) return validate(values.validate, values, io);
  if (values['list-backends'] === true) return say(io, backendList());
  if (values['list-examples'] === true) return say(io, exampleList());
  if (values.example !== undefined) return showExample(values.example, io);
  return say(io, jsonSchemaText());
}

function say(io: Io, text: string): number {
  io.out.line(text.trimEnd());
  return EXIT.ok;
}

/** `--validate FILE [--strict] [--json]`: the contract of `config.md` §16.1. */
function validate(file: string, values: OptionValues, io: Io): number {
  const { env } = readEnvironment(io);
  const found = resolveConfigArgument(file, configSource(io));
  if (found.ok) for (const warning of found.value.warnings) io.err.line(`⚠️ ${formatDiagnostic(warning)}`);
  const parsed = found.ok ? readWhole(found.value.path, shownAs(file, found.value.path), env, io) : unread(found.error);
  const report = validationReport(parsed, { strict: values.strict === true, json: values.json === true });
  if (report.stderr !== '') io.err.line(report.stderr.trimEnd());
  io.out.line(report.stdout.trimEnd());
  return report.exitCode;
}

type Findings = Pick<ParsedConfig, 'diagnostics' | 'notices' | 'environment'>;

const unread = (finding: Diagnostic): Findings => ({ diagnostics: [finding], notices: [], environment: [] });

/** What is wrong with a file, and what else would keep it from starting here. */
function readWhole(path: string, file: string, env: Environment, io: Io): Findings {
  const read = readConfig(path, file, env);
  if (!read.ok) {
    const finding = { code: 'CFG_FILE_UNREADABLE', severity: 'error', message: read.error } as const;
    return unread(diagnostic(file, 'file', null, finding));
  }
  const parsed = read.value;
  if (parsed.config === undefined) return parsed;
  const exists = (entry: string): boolean => contextPathExists(entry, io);
  const lacks = checkWithoutKeys(parsed.config, { file, env, exists, source: parsed.source });
  return { ...parsed, environment: [...parsed.environment, ...lacks] };
}

function exampleList(): string {
  const rows = shippedExamples().map((path) => {
    const text = readFileSync(join(configsFolder(), path), 'utf8');
    const title = /^# (?!yaml-language-server)(.+)$/m.exec(text)?.[1] ?? '';
    return `  ${`@examples/${shortNameOf(path)}`.padEnd(44)} ${title}`;
  });
  return ['Shipped configurations (--config NAME runs one, --example NAME prints it):', ...rows].join('\n');
}

function showExample(name: string, io: Io): number {
  const match = findExample(name, shippedExamples());
  if (match.found) return say(io, readFileSync(join(configsFolder(), match.path), 'utf8'));
  io.err.line(`no shipped example is named ${name}; closest: ${match.closest.map(shortNameOf).join(', ')}`);
  return EXIT.config;
}
