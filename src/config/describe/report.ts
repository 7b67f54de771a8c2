import type { Diagnostic } from '../diagnostic.ts';
import { pathText } from '../find/path-text.ts';
import type { ParsedConfig } from '../load.ts';

/** What `--validate` prints, and how it exits. */
export interface ValidationReport {
  readonly stdout: string;
  /** Notices and findings about this machine, which the compatible output has no place for; empty with `json`. */
  readonly stderr: string;
  readonly exitCode: 0 | 1;
}

export interface ReportOptions {
  /** Warnings fail too. */
  readonly strict: boolean;
  readonly json: boolean;
}

interface Issue {
  readonly message: string;
  readonly location: string;
  readonly suggestion: string | null;
  readonly code: string;
  readonly severity: Diagnostic['severity'];
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly end_line: number | null;
  readonly end_column: number | null;
  readonly doc: string;
}

const REFERENCE = 'docs/reference/configuration.md';

const issueOf = (finding: Diagnostic): Issue => ({
  message: finding.message,
  location: locationOf(finding),
  suggestion: finding.suggestion,
  code: finding.code,
  severity: finding.severity,
  file: finding.file,
  line: finding.line,
  column: finding.column,
  end_line: finding.endLine,
  end_column: finding.endColumn,
  doc: `${REFERENCE}#${finding.code.toLowerCase()}`,
});

/** The findings that `agents` is no list and `agent` no map are filed under `root.`, as MassGen does. */
const locationOf = ({ path, code }: Diagnostic): string =>
  path === 'agents' || (path === 'agent' && code === 'CFG_WRONG_TYPE') ? `root.${path}` : path;

/** The object of `--validate --json`: MassGen's five keys first, then ours. */
function validationObject(parsed: Pick<ParsedConfig, 'diagnostics' | 'notices' | 'environment'>) {
  const errors = parsed.diagnostics.filter(({ severity }) => severity === 'error').map(issueOf);
  const warnings = parsed.diagnostics.filter(({ severity }) => severity === 'warning').map(issueOf);
  return {
    valid: errors.length === 0,
    error_count: errors.length,
    warning_count: warnings.length,
    errors,
    warnings,
    notices: parsed.notices.map(issueOf),
    environment: parsed.environment.map(issueOf),
  };
}

/** Output and exit code of `--validate`: 0 when valid, 1 otherwise, and 1 for warnings when strict. */
export function validationReport(
  parsed: Pick<ParsedConfig, 'diagnostics' | 'notices' | 'environment'>,
  { strict, json }: ReportOptions,
): ValidationReport {
  const found = validationObject(parsed);
  const exitCode = !found.valid || (strict && found.warning_count > 0) ? 1 : 0;
  if (json) return { stdout: `${JSON.stringify(found, null, 2)}\n`, stderr: '', exitCode };
  return {
    stdout: issuesText(found.errors, found.warnings),
    stderr: noticesText([...found.notices, ...found.environment]),
    exitCode,
  };
}

const placeOf = ({ line, column }: Issue): string => (line === null ? '' : ` (line ${line}, column ${column ?? 1})`);

const MARKS: Readonly<Record<Diagnostic['severity'], string>> = { error: '❌', warning: '⚠️', note: 'ℹ️' };

/** What a file says may forge no line and drive no terminal. */
const issueText = (issue: Issue): string =>
  `${pathText(`${MARKS[issue.severity]} [${issue.location}] ${issue.message}${placeOf(issue)}`)}\n${issue.suggestion === null ? '' : `   💡 Suggestion: ${pathText(issue.suggestion)}\n`}`;

function issuesText(errors: readonly Issue[], warnings: readonly Issue[]): string {
  if (errors.length === 0 && warnings.length === 0) return '✅ Configuration is valid\n';
  const sections: string[] = [];
  if (errors.length > 0) sections.push(`🔴 Configuration Errors Found:\n${errors.map(issueText).join('')}`);
  if (warnings.length > 0) sections.push(`🟡 Configuration Warnings:\n${warnings.map(issueText).join('')}`);
  return sections.join('\n');
}

const noticesText = (notices: readonly Issue[]): string => notices.map(issueText).join('');
