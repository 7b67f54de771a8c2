import { isHeaderCommand } from '../tape/read/note-header.ts';
import type { ParsedTape, TapeCommand } from '../tape/tape.ts';
import { withoutVhsOnly } from '../tape/vhs-only.ts';

export interface BodyCommand {
  readonly command: TapeCommand;
  /** VHS writes the screen after this command to a `.txt` output; not for the header, comments and bookkeeping. */
  readonly shown: boolean;
  /** It writes to the program or changes the screen; `Sleep` and `Wait` only let it go on. */
  readonly acts: boolean;
}

const WITHOUT_SCREEN: readonly TapeCommand['type'][] = ['output', 'require', 'env', 'hide', 'directive', 'illegal'];
const ACTING: readonly TapeCommand['type'][] = ['type', 'key', 'chord', 'scroll', 'paste', 'show', 'hide'];

/** The commands that are played, in order. */
export function tapeBody(tape: Pick<ParsedTape, 'commands'>): readonly BodyCommand[] {
  let inHeader = true;
  return withoutVhsOnly(tape.commands).map((command) => {
    inHeader &&= isHeaderCommand(command);
    return { command, shown: !inHeader && hasScreen(command), acts: isActing(command) };
  });
}

const hasScreen = (command: TapeCommand): boolean =>
  command.type === 'set' ? command.setting === 'TypingSpeed' : !WITHOUT_SCREEN.includes(command.type);

const isActing = (command: TapeCommand): boolean =>
  command.type === 'directive'
    ? ['key', 'mouse', 'resize'].includes(command.directive.name)
    : ACTING.includes(command.type);
