import { renameSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describeErrors } from '../../recorder/tape/describe-errors.ts';
import { formatTape } from '../../recorder/tape/format-tape.ts';
import { oneLine } from '../faces/one-line.ts';
import type { RecordArguments } from './arguments.ts';
import { fileProblem, readTape } from './read-tape.ts';
import { RECORD_EXIT } from './record-exit.ts';
import type { RecordIo } from './record-io.ts';

/** Prints tapes in the usual form, or writes them so. A tape with errors is left as it is. */
export function formatTapes({ operands, values }: RecordArguments, io: RecordIo): number {
  let code: number = RECORD_EXIT.ok;
  for (const name of operands) {
    const read = readTape(name, io.cwd, values.strict === true);
    if (!read.ok) {
      io.error(`massgen record: ${oneLine(read.error)}`);
      code = RECORD_EXIT.usage;
      continue;
    }
    const { source } = read.value;
    const formatted = formatTape(source);
    if (!formatted.ok) {
      io.error(`${oneLine(name)} is left as it is:\n\n${describeErrors(source, formatted.error)}\n`);
      code = RECORD_EXIT.usage;
    } else if (values.write !== true || name === '-') io.out(formatted.value.trimEnd());
    else if (formatted.value !== Buffer.from(source).toString('utf8')) {
      try {
        const path = resolve(io.cwd, name);
        writeFileSync(`${path}.part`, formatted.value);
        renameSync(`${path}.part`, path);
        io.out(`${oneLine(name)} formatted`);
      } catch (error) {
        io.error(`massgen record: ${oneLine(name)} cannot be written: ${fileProblem(error)}`);
        code = RECORD_EXIT.usage;
      }
    }
  }
  return code;
}
