import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { backendList } from '../../config/describe/backend-list.ts';
import { jsonSchemaText } from '../../config/describe/json-schema.ts';
import { validationReport } from '../../config/describe/report.ts';
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
  const read = found.ok ? readConfig(found.value.path, shownAs(file, found.value.path), env) : null;
  if (found.ok) for (const warning of found.value.warnings) io.err.line(`⚠️ ${formatDiagnostic(warning)}`);
  const parsed =
    read?.ok === true
      ? withStartFindings(read.value, found.ok ? shownAs(file, found.value.path) : file, env, io)
      : {
          diagnostics: [
            found.ok
              ? diagnostic(file, 'file', null, {
                  code: 'CFG_FILE_UNREADABLE',
                  severity: 'error',
                  message: read?.ok === false ? read.error : 'cannot be read',
                })
              : found.error,
          ],
          notices: [],
          environment: [],
        };
  const report = validationReport(parsed, { strict: values.strict === true, json: values.json === true });
  if (report.stderr !== '') io.err.line(report.stderr.trimEnd());
  io.out.line(report.stdout.trimEnd());
  return report.exitCode;
}

/** With what would keep it from starting here, beside the variables that are not set. */
function withStartFindings(parsed: ParsedConfig, file: string, env: Environment, io: Io): ParsedConfig {
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
