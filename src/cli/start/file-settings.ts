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
  const isSpoken = ui.accessibility.screen_reader && !asksForFace && !ui.automation_mode;
  const automation = given.automation ?? (ui.automation_mode && !asksForFace ? true : undefined);
  return {
    ...(automation === true ? { automation } : {}),
    ...(isSpoken ? { plain: true } : {}),
    ...(ui.reduce_motion ? { 'no-animation': true } : {}),
    ...(ui.debug ? { debug: true } : {}),
    ...(ui.skip_agent_selector ? { 'skip-agent-selector': true } : {}),
    ...(ui.logging_enabled || automation === true ? {} : { 'no-logs': true }),
    ...given,
  };
}
