import { RECORD_EXIT } from '../../recorder/play/exit-code.ts';
import { oneLine, safeText } from '../faces/one-line.ts';
import type { RecordCommand } from './options.ts';
import type { RecordIo } from './record-io.ts';

/**
 * Says why nothing is done, and gives the exit code for it. The message is a sentence and stays on one line whatever it
 * quotes; details of our own making keep their lines and lose what a terminal would obey.
 */
export type Refuse = (message: string, details?: string) => typeof RECORD_EXIT.usage;

export const refuser =
  (io: Pick<RecordIo, 'error'>, command: RecordCommand): Refuse =>
  (message, details = '') => {
    const sentence = `massgen record${command === 'tape' ? '' : ` ${command}`}: ${oneLine(message)}`;
    io.error(details === '' ? sentence : `${sentence}\n${safeText(details)}`);
    return RECORD_EXIT.usage;
  };

/** An error whose first line is its sentence, as a rubric's or a configuration's is: for `refuse(...inLines(error))`. */
export function inLines(error: string): readonly [message: string, details: string] {
  const end = error.indexOf('\n');
  return end < 0 ? [error, ''] : [error.slice(0, end), error.slice(end + 1)];
}
