import { RECORD_EXIT } from '../../recorder/play/exit-code.ts';
import { jsonLine } from '../../store/log/json-line.ts';
import { oneLine, safeText } from '../faces/one-line.ts';
import type { RecordArguments } from './arguments.ts';
import type { RecordIo } from './record-io.ts';

/**
 * Says why nothing is done, and gives the exit code for it. The message is a sentence and stays on one line whatever it
 * quotes; details of our own making keep their lines and lose what a terminal would obey.
 */
export type Refuse = (message: string, details?: string) => typeof RECORD_EXIT.usage;

/** What is printed of a refusal for whoever reads JSON. */
type RefusalJson = (message: string, details: string) => object;

type About = Readonly<Record<string, unknown>>;

/** A refusal as JSON: what it is about, and why. */
const refusedAbout =
  (about: About): RefusalJson =>
  (message, details) => ({
    ...about,
    error: message,
    ...(details === '' ? {} : { details: details.trim() }),
    exitCode: RECORD_EXIT.usage,
  });

/**
 * How a command refuses: a sentence for people, and with `--json` also an object of its own. `json` gives the object, or
 * only what the refusal is about.
 */
export const refuser = (
  io: Pick<RecordIo, 'out' | 'error'>,
  { command, values }: Pick<RecordArguments, 'command' | 'values'>,
  json: About | RefusalJson = {},
): Refuse => {
  const objectOf = typeof json === 'function' ? json : refusedAbout(json);
  return (message, details = '') => {
    const sentence = `massgen record${command === 'tape' ? '' : ` ${command}`}: ${oneLine(message)}`;
    io.error(details === '' ? sentence : `${sentence}\n${safeText(details)}`);
    if (values.json === true) io.out(jsonLine(objectOf(message, details)));
    return RECORD_EXIT.usage;
  };
};

/** An error whose first line is its sentence, as a rubric's or a configuration's is: for `refuse(...inLines(error))`. */
export function inLines(error: string): readonly [message: string, details: string] {
  const end = error.indexOf('\n');
  return end < 0 ? [error, ''] : [error.slice(0, end), error.slice(end + 1)];
}
