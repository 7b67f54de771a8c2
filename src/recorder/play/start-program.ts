import type { Result } from '../../shared/result.ts';
import { fail, ok } from '../../shared/result.ts';
import type { TapeSettings } from '../tape/tape-settings.ts';
import { recordingEnvironment } from '../terminal/environment.ts';
import type { HostStart } from '../terminal/host.ts';
import { SHELL_NAMES, shellStart } from '../terminal/shells.ts';
import type { GridSize } from './grid-size.ts';
import type { PlayOptions } from './play-ports.ts';

/** What the tape's program is started with: its own arguments and environment, and what makes recordings repeatable. */
export function programStart(
  settings: TapeSettings,
  size: GridSize,
  cwd: string,
  inherited: PlayOptions['env'],
): Result<HostStart, string> {
  const name = settings.shell ?? 'bash';
  const shell = settings.exec === null ? shellStart(name) : { argv: settings.exec, env: {} };
  if (shell === null) return fail(`Set Shell ${name}: there is no such shell; known are ${SHELL_NAMES.join(', ')}.`);
  if (shell.argv.length === 0) return fail('exec names no program.');
  const env = recordingEnvironment({
    base: inherited,
    locale: settings.locale,
    timezone: settings.timezone,
    shell: shell.env,
    tape: settings.env,
  });
  return ok({ argv: shell.argv, cwd, env, ...size });
}
