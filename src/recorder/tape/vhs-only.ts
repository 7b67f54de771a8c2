import type { TapeCommand, TapeError } from './tape.ts';

const edgeOf = (command: TapeCommand): 'begin' | 'end' | null =>
  command.type === 'directive' && command.directive.name === 'vhs-only' ? command.directive.edge : null;

/** What the embedded engine plays: without the parts between `vhs-only begin` and `vhs-only end`, nor the two themselves. */
export function withoutVhsOnly(commands: readonly TapeCommand[]): readonly TapeCommand[] {
  let skipping = false;
  return commands.filter((command) => {
    const edge = edgeOf(command);
    if (edge !== null) skipping = edge === 'begin';
    return edge === null && !skipping;
  });
}

/** Edges without their partner, which would hide too much or too little. Each file must be in balance by itself. */
export function checkVhsOnly(commands: readonly TapeCommand[]): readonly TapeError[] {
  const errors: TapeError[] = [];
  let open: TapeCommand | undefined;
  for (const command of commands) {
    const edge = edgeOf(command);
    if (edge === 'begin') {
      if (open !== undefined) errors.push({ ...command.at, message: 'vhs-only has begun already' });
      open = command;
    } else if (edge === 'end') {
      if (open === undefined) errors.push({ ...command.at, message: 'vhs-only ends without having begun' });
      open = undefined;
    }
  }
  if (open !== undefined) errors.push({ ...open.at, message: 'vhs-only is never ended' });
  return errors;
}
