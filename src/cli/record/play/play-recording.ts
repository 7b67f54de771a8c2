import type { RecordArguments } from '../arguments.ts';
import type { RecordIo } from '../record-io.ts';
import { refuser } from '../refuse.ts';
import { playCast } from './play-cast.ts';
import { playTapeHere } from './play-tape-here.ts';

/**
 * Shows a cast in its own time, or plays a tape live, in this terminal. What is shown is drawn from an emulator's screen:
 * nothing that a recording says reaches the terminal itself, and the terminal is given back on every way out.
 */
export async function playRecording(args: RecordArguments, io: RecordIo): Promise<number> {
  const [name = ''] = args.operands;
  const refuse = refuser(io, args);
  if (!io.hasTerminal) {
    return refuse(
      'this is no terminal to show a recording in; massgen record render CAST -o film.gif makes a film of a cast, ' +
        'massgen record TAPE of a tape',
    );
  }
  if (!name.endsWith('.tape')) return playCast(name, args.values, refuse, io);
  const unfit = (['speed', 'idle-limit'] as const).find((option) => args.values[option] !== undefined);
  if (unfit !== undefined) return refuse(`--${unfit} is for casts; a tape's program takes its own time`);
  return playTapeHere(name, refuse, io);
}
