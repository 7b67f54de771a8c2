import type { Config } from '../../src/config/config.ts';
import type { Diagnostic } from '../../src/config/diagnostic.ts';
import { formatDiagnostic } from '../../src/config/diagnostic.ts';
import type { ParsedConfig } from '../../src/config/load.ts';
import { parseConfig } from '../../src/config/load.ts';

export const parse = (text: string, env: Readonly<Record<string, string>> = {}, file = 'team.yaml'): ParsedConfig =>
  parseConfig(text, { file, env });

/** The configuration of a text that must be valid. */
export function configOf(text: string, env: Readonly<Record<string, string>> = {}): Config {
  const { config, diagnostics } = parse(text, env);
  if (config === undefined) throw new Error(`not valid:\n${diagnostics.map(formatDiagnostic).join('\n')}`);
  return config;
}

/** `severity code path`, for comparing lists of findings. */
export const short = (findings: readonly Diagnostic[]): readonly string[] =>
  findings.map(({ severity, code, path }) => `${severity} ${code} ${path}`);

/** One valid agent with further lines in its backend, indented by six spaces. */
export const agentWith = (backendLines = '', type = 'openai'): string =>
  `agents:\n  - id: a\n    backend:\n      type: ${type}\n      model: m\n${indent(backendLines, 6)}`;

/** A valid file with further lines under `orchestrator:`. */
export const orchestratorWith = (lines: string): string => `${agentWith()}orchestrator:\n${indent(lines, 2)}`;

/** A valid file with further lines under `orchestrator.coordination:`. */
export const coordinationWith = (lines: string): string =>
  `${agentWith()}orchestrator:\n  coordination:\n${indent(lines, 4)}`;

const indent = (lines: string, spaces: number): string =>
  lines === '' ? '' : `${lines.replaceAll(/^/gm, ' '.repeat(spaces))}\n`;
