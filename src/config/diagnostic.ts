import type { Path } from './path.ts';
import { formatPath } from './path.ts';

/** `error` stops a run, `warning` is told and stops a strict one, `note` is told and never counts. */
type Severity = 'error' | 'warning' | 'note';

/** Where something stands in a file; 1-based. */
export interface SourceRange {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** One finding about a configuration, with its place and, where there is one, the way out. */
export interface Diagnostic {
  /** Stable; see `codes.ts`. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly file: string;
  /** `agents[0].backend.type`, or `file`, `root`. */
  readonly path: string;
  /** Null when the finding has no place in the text, e.g. a file that is not there. */
  readonly line: number | null;
  readonly column: number | null;
  readonly endLine: number | null;
  readonly endColumn: number | null;
  /** A sentence that says what to do. */
  readonly suggestion: string | null;
  /** False for an error that `--validate` reports but a run survives (an empty `ui:`). */
  readonly blocking: boolean;
}

export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly suggestion?: string | null;
  readonly blocking?: boolean;
}

/** A diagnostic from its parts; `range` null when it has no place. */
export const diagnostic = (
  file: string,
  path: Path | 'file' | 'root',
  range: SourceRange | null,
  finding: Finding,
): Diagnostic => ({
  code: finding.code,
  severity: finding.severity,
  message: finding.message,
  file,
  path: typeof path === 'string' ? path : formatPath(path),
  line: range?.line ?? null,
  column: range?.column ?? null,
  endLine: range?.endLine ?? null,
  endColumn: range?.endColumn ?? null,
  suggestion: finding.suggestion ?? null,
  blocking: finding.severity === 'error' && (finding.blocking ?? true),
});

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** One line: `file:line:col  code  path: message — suggestion`. */
export function formatDiagnostic(finding: Diagnostic): string {
  const place = finding.line === null ? finding.file : `${finding.file}:${finding.line}:${finding.column ?? 1}`;
  const what =
    finding.path === 'file' || finding.path === 'root' ? finding.message : `${finding.path}: ${finding.message}`;
  const way = finding.suggestion === null ? '' : ` — ${lowerFirst(finding.suggestion)}`;
  return `${place}  ${finding.code}  ${what}${way}`;
}

/** Whether a run must not start with these findings. */
export const isBlocked = (findings: readonly Diagnostic[]): boolean => findings.some((finding) => finding.blocking);
