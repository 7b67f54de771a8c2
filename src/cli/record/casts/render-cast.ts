import { fontFilesIn } from '../../../recorder/picture/font-folder.ts';
import { recordExitCode } from '../../../recorder/play/exit-code.ts';
import { jsonLine } from '../../../store/log/json-line.ts';
import type { RecordArguments } from '../arguments.ts';
import { fileStem } from '../file-stem.ts';
import type { RecordIo } from '../record-io.ts';
import { refuser } from '../refuse.ts';
import { recorderData } from '../recorder-data.ts';
import { tellFilm } from '../tell-outcome.ts';
import { drawCast, planCast } from './draw-cast.ts';
import { readCastFile, tellDamage } from './read-cast-file.ts';

/**
 * Draws a cast again, ours or anybody's: any format, theme, size, speed and part. A damaged cast is drawn as far as it
 * goes, and the damage is told. Nothing of the cast reaches this terminal.
 */
export async function renderCast(args: RecordArguments, io: RecordIo): Promise<number> {
  const { operands, values } = args;
  const [name = ''] = operands;
  const refuse = refuser(io, args, { cast: name });
  const read = readCastFile(name, io.cwd);
  if (!read.ok) return refuse(read.error);
  const stem = fileStem(name, 'cast');
  const fonts = fontFilesIn(recorderData());
  const job = planCast(read.value, values, stem, { film: `${stem}.gif`, picture: `${stem}.png` }, fonts, io);
  if (!job.ok) return refuse(job.error);
  tellDamage(name, read.value, io);
  const drawn = await drawCast(job.value, values.select, fonts, io.signal);
  if (!drawn.ok) return refuse(drawn.error);
  const report = drawn.value;
  tellFilm(report, io, values.quiet === true || values.json === true, values.at !== undefined);
  const exitCode = recordExitCode({ interrupted: io.signal.aborted, problems: report.problems.length });
  if (values.json === true) {
    const { outputs, problems, frames, durationMs } = report;
    io.out(
      jsonLine({
        version: 1,
        cast: name,
        damage: read.value.problems,
        outputs,
        problems,
        frames,
        durationMs,
        exitCode,
      }),
    );
  }
  return exitCode;
}
