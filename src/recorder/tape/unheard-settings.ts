import { isHeaderCommand } from './read/note-header.ts';
import type { ParsedTape, SourceSpan } from './tape.ts';
import { withoutVhsOnly } from './vhs-only.ts';

const BUNDLED = /^\s*["']?jetbrains ?mono/i;
/** Count wherever they stand. */
const ANYWHERE: readonly string[] = ['Shell', 'TypingSpeed'];

/** What a tape sets and the embedded engine does not follow, so that a person can be told instead of wondering. */
export function unheardSettings({
  commands,
}: Pick<ParsedTape, 'commands'>): readonly (SourceSpan & { readonly message: string })[] {
  let inHeader = true;
  return withoutVhsOnly(commands).flatMap((command) => {
    inHeader &&= isHeaderCommand(command);
    if (command.type !== 'set') return [];
    const { at, setting, value } = command;
    if (!inHeader && !ANYWHERE.includes(setting)) {
      return [{ ...at, message: `Set ${setting} has no effect after the header, which ends with the first command` }];
    }
    if (setting !== 'FontFamily' || value === '' || BUNDLED.test(value)) return [];
    return [{ ...at, message: `Set FontFamily ${value}: films are drawn in the bundled fonts (massgen record fonts)` }];
  });
}
