import type { CheckResult } from '../check/check-result.ts';
import type { TapeSettings } from '../tape/tape-settings.ts';
import type { ExitReport } from '../terminal/host.ts';
import { ownCheck } from './own-check.ts';
import type { Script } from './perform/script.ts';

/** What programs that handle Ctrl+C themselves end with: 128 + SIGINT. */
const INTERRUPTED = 130;

/**
 * What is to be said of how the program ended. One that `exec` named and that failed by itself fails the recording,
 * unless the tape expects its exit or interrupted it; a shell ends as it likes. What had to be ended behind it is a warning.
 */
export function judgeProgram(
  exit: ExitReport,
  byItself: boolean,
  script: Pick<Script, 'expectsExit' | 'interrupts' | 'lostInputAt'>,
  settings: Pick<TapeSettings, 'exec'>,
  atMs: number,
): readonly CheckResult[] {
  const checks: CheckResult[] = [];
  const program = settings.exec?.[0] ?? 'the shell';
  const asked = script.interrupts && (exit.signal === 'SIGINT' || exit.exitCode === INTERRUPTED);
  const failed = !asked && (exit.signal !== null || exit.exitCode !== 0);
  if (exit.broken !== undefined) {
    checks.push(ownCheck('program', atMs, null, `${program} ${exit.broken}`, { timeout: true }));
  } else if (settings.exec !== null && byItself && failed && !script.expectsExit) {
    const how = exit.signal === null ? `with exit code ${exit.exitCode ?? 'unknown'}` : `by ${exit.signal}`;
    checks.push(ownCheck('program', atMs, null, `${program} ended ${how}`));
  }
  if (script.lostInputAt !== null) {
    const message = `${program} had ended before this; keys from here on reached nobody`;
    checks.push(ownCheck('input', atMs, script.lostInputAt, message, { severity: 'warning' }));
  }
  if (exit.leftovers.length > 0) {
    const several = exit.leftovers.length > 1;
    const message = `${program} left ${several ? 'processes' : 'a process'} behind that had to be ended: ${exit.leftovers.join(', ')}`;
    checks.push(ownCheck('leftovers', atMs, null, message, { severity: 'warning' }));
  }
  return checks;
}
