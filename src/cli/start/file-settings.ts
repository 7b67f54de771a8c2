import type { Config } from '../../config/config.ts';
import type { OptionValues } from '../options.ts';

/** Options that say where the run is shown; one of them on the command line outweighs the file. */
const FACES = ['automation', 'stream-events', 'no-display', 'plain', 'display'] as const;

/**
 * The options of a run: those given and, where they are silent, what the `ui` block of the file says. Automation always
 * writes its logs (`config.md` §15, row 30).
 */
export function withFileSettings(given: OptionValues, ui: Config['ui']): OptionValues {
  const asksForFace = FACES.some((name) => given[name] !== undefined);
  const automation = given.automation ?? (ui.automation_mode && !asksForFace ? true : undefined);
  return {
    ...(automation === true ? { automation } : {}),
    ...(ui.debug ? { debug: true } : {}),
    ...(ui.skip_agent_selector ? { 'skip-agent-selector': true } : {}),
    ...(ui.logging_enabled || automation === true ? {} : { 'no-logs': true }),
    ...given,
  };
}

/** The theme that the file names; its display settings win. Null when it names none. */
export function themeOfFile({ display_kwargs: settings, theme }: Config['ui']): string | null {
  const { theme: own } = settings as { readonly theme?: unknown };
  return typeof own === 'string' ? own : theme;
}
