import type { PortabilityNote, TapeCommand } from '../tape.ts';

/** Part of the header: what stands before the first of all other commands. */
export const isHeaderCommand = ({ type }: TapeCommand): boolean =>
  type === 'set' || type === 'output' || type === 'require' || type === 'directive';

/** What counts in the header only and stands after it, or is read there in another way by VHS. */
export function noteHeader(commands: readonly TapeCommand[]): readonly PortabilityNote[] {
  const bodyStart = commands.findIndex((command) => !isHeaderCommand(command));
  if (bodyStart === -1) return [];
  return commands.slice(bodyStart).flatMap((command): readonly PortabilityNote[] => {
    if (command.type === 'require')
      return [{ ...command.at, message: 'VHS does not check a Require after the header' }];
    if (command.type !== 'set' || command.setting === 'TypingSpeed' || command.setting === 'Shell') return [];
    return [{ ...command.at, message: `Set ${command.setting} has no effect after the header` }];
  });
}
