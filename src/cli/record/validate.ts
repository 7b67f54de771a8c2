import { describeErrors } from '../../recorder/tape/describe-errors.ts';
import { plural } from '../../shared/plural.ts';
import { jsonLine } from '../../store/log/json-line.ts';
import { oneLine } from '../faces/one-line.ts';
import type { RecordArguments } from './arguments.ts';
import { readTape } from './read-tape.ts';
import { RECORD_EXIT } from '../../recorder/play/exit-code.ts';
import type { RecordIo } from './record-io.ts';
import { refuser } from './refuse.ts';

/** Parses every tape and tells its errors; no tape is run. Exit code 1 when one has errors or cannot be read. */
export function validateTapes(args: RecordArguments, io: RecordIo): number {
  const { operands, values } = args;
  const strict = values.strict === true;
  let code: number = RECORD_EXIT.ok;
  for (const name of operands) {
    const read = readTape(name, io.cwd, strict);
    if (!read.ok) {
      code = refuser(io, args, (message) => unreadTape(name, message))(read.error);
      continue;
    }
    const { source, parsed } = read.value;
    const isValid = parsed.errors.length === 0;
    if (!isValid) code = RECORD_EXIT.usage;
    if (values.json === true) {
      io.out(
        jsonLine({
          tape: name,
          valid: isValid,
          commands: parsed.raw,
          errors: parsed.errors.map(({ line, column, message }) => ({ line, column, message })),
          ...(values.portable === true
            ? { notes: parsed.notes.map(({ line, column, message }) => ({ line, column, message })) }
            : {}),
        }),
      );
      continue;
    }
    if (isValid) io.out(`${oneLine(name)}: ${parsed.raw.length} commands, no errors`);
    else
      io.error(
        `${oneLine(name)}: ${plural(parsed.errors.length, 'error')}\n\n${describeErrors(source, parsed.errors)}\n`,
      );
    if (values.portable === true && parsed.notes.length > 0) {
      io.out(`VHS reads this differently:\n\n${describeErrors(source, parsed.notes)}\n`);
    }
  }
  return code;
}

/** It looks like one that was read. */
const unreadTape = (tape: string, message: string): object => ({
  tape,
  valid: false,
  commands: [],
  errors: [{ line: 0, column: 0, message }],
});
