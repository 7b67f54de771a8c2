import type { Config } from '../../config/config.ts';
import { contractOutput } from '../contract-output.ts';
import type { Io } from '../io.ts';
import type { OptionValues } from '../options.ts';

export type Face = 'automation' | 'plain' | 'dashboard';

/** Who shows the run (`cli-sessions-logs.md` §5.1), and a sentence for stderr when it is not what was asked for. */
export function chooseFace(
  values: OptionValues,
  displayType: Config['ui']['display_type'],
  { hasTerminal, env }: Pick<Io, 'hasTerminal' | 'env'>,
): { readonly face: Face; readonly why: string | null } {
  if (contractOutput(values) !== null) return { face: 'automation', why: null };
  if (values['no-display'] === true || values.plain === true) return { face: 'plain', why: null };
  if (values.display === 'simple') return { face: 'plain', why: null };
  const wantsPlain = env['MASSGEN_SCREEN_READER'] === '1' || displayType === 'simple';
  if (values.display === undefined && wantsPlain) return { face: 'plain', why: null };
  if (hasTerminal) return { face: 'dashboard', why: null };
  return { face: 'plain', why: 'No terminal here that a dashboard could be drawn on: plain text it is.' };
}
