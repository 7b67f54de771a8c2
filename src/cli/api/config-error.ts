import { formatDiagnostic } from '../../config/diagnostic.ts';
import type { Diagnostic } from '../../config/diagnostic.ts';

/** A configuration that cannot be loaded or run. The message holds every finding, one a line. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly diagnostics: readonly Diagnostic[];

  constructor(message: string, diagnostics: readonly Diagnostic[] = []) {
    super([message, ...diagnostics.map(formatDiagnostic)].filter((line) => line !== '').join('\n'));
    this.diagnostics = diagnostics;
  }
}
