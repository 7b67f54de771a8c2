import { resolve } from 'node:path';
import { describeErrors } from '../../recorder/tape/describe-errors.ts';
import { formatTape } from '../../recorder/tape/format-tape.ts';
import { oneLine, safeText } from '../faces/one-line.ts';
import type { RecordArguments } from './arguments.ts';
import { readTape } from './read-tape.ts';
import { RECORD_EXIT } from '../../recorder/play/exit-code.ts';
import { systemReason } from '../../shared/system-reason.ts';
import type { RecordIo } from './record-io.ts';
import { refuser } from './refuse.ts';
import { rewriteWhole } from './files/write-whole.ts';

/**
 * Prints tapes in the usual form, or writes them so. A tape with errors is left as it is. A pipe or a file gets the exact
 * text; on a terminal, what it would obey is left out or shown as a sign.
 */
export async function formatTapes(args: RecordArguments, io: RecordIo): Promise<number> {
  const { operands, values } = args;
  const refuse = refuser(io, args);
  const printed = (text: string): string => (io.outIsTerminal === true ? safeText(text) : text).trimEnd();
  const strict = values.strict === true;
  let code: number = RECORD_EXIT.ok;
  for (const name of operands) {
    const read = readTape(name, io.cwd, strict);
    if (!read.ok) {
      code = refuse(read.error);
      continue;
    }
    const { source } = read.value;
    const formatted = formatTape(source, strict ? 'strict' : 'extended');
    if (!formatted.ok) {
      io.error(`${oneLine(name)} is left as it is:\n\n${describeErrors(source, formatted.error)}\n`);
      code = RECORD_EXIT.usage;
    } else if (values.write !== true || name === '-') io.out(printed(formatted.value));
    else if (formatted.value !== Buffer.from(source).toString('utf8')) {
      try {
        const path = resolve(io.cwd, name);
        await rewriteWhole(path, formatted.value);
        io.out(`${oneLine(name)} formatted`);
      } catch (error) {
        code = refuse(`${name} cannot be written: ${systemReason(error)}`);
      }
    }
  }
  return code;
}
