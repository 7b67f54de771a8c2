import { basename, resolve } from 'node:path';
import { diffPicture } from '../../../recorder/check/diff-picture.ts';
import { describeChange, diffScreens } from '../../../recorder/check/diff-screens.ts';
import type { ScreenChange } from '../../../recorder/check/diff-screens.ts';
import { unifiedDiff } from '../../../recorder/check/golden/diff-lines.ts';
import { encodePng } from '../../../recorder/encode/png.ts';
import { screenText } from '../../../recorder/encode/text-golden.ts';
import { openOutput, unwritable } from '../../../recorder/film/write/output-file.ts';
import { fontFilesIn } from '../../../recorder/picture/font-folder.ts';
import type { PictureOptions } from '../../../recorder/picture/picture.ts';
import { loadThemes } from '../../../recorder/picture/themes.ts';
import type { CellGrid } from '../../../recorder/terminal/grid.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { jsonLine } from '../../../store/log/json-line.ts';
import { oneLine, safeText } from '../../faces/one-line.ts';
import type { RecordArguments } from '../arguments.ts';
import { planFilm } from '../film-plan.ts';
import type { RecordValues } from '../options.ts';
import { readTime } from '../read-values.ts';
import { RECORD_EXIT } from '../../../recorder/play/exit-code.ts';
import type { RecordIo } from '../record-io.ts';
import { refuser } from '../refuse.ts';
import { recorderData } from '../recorder-data.ts';
import { createStillPainter } from '../still-painter.ts';
import { castScreen } from './cast-screen.ts';
import { castSettings } from './cast-settings.ts';
import { readCastFile, tellDamage } from './read-cast-file.ts';

const SHOWN_LOOKS = 20;

type PictureSettings = Omit<PictureOptions, 'columns' | 'rows' | 'size'>;

/**
 * Compares the screens of two casts at one moment, by text and by cells: a unified diff of what can be read, a line for
 * each stretch of cells that only looks different, with `-o` a picture of both. Exit code 2 when they differ.
 */
export async function diffCasts({ operands, values }: RecordArguments, io: RecordIo): Promise<number> {
  const refuse = refuser(io, 'diff');
  const [nameA = '', nameB = ''] = operands;
  const at = readTime('at', values.at);
  if (!at.ok) return refuse(at.error);
  const picture = pictureSettings(values, io);
  if (!picture.ok) return refuse(picture.error);
  const [readA, readB] = [readCastFile(nameA, io.cwd), readCastFile(nameB, io.cwd)];
  if (!readA.ok) return refuse(readA.error);
  if (!readB.ok) return refuse(readB.error);
  tellDamage(nameA, readA.value, io);
  tellDamage(nameB, readB.value, io);
  const before = await castScreen(readA.value, at.value ?? null, io.signal);
  const after = await castScreen(readB.value, at.value ?? null, io.signal);
  if (io.signal.aborted) return RECORD_EXIT.interrupted;

  const changes = diffScreens(before, after);
  const text = unifiedDiff(screenText(before), screenText(after), [nameA, nameB]);
  const labels = [basename(nameA), basename(nameB)].map((name) => oneLine(name, 40));
  if (picture.value !== null) {
    const problem = await writeDiff(picture.value, before, after, labels, io.cwd);
    if (problem !== null) {
      io.error(`❌ ${oneLine(problem)}`);
      return RECORD_EXIT.failed;
    }
  }
  const exitCode = changes.length === 0 ? RECORD_EXIT.ok : RECORD_EXIT.failed;
  if (values.json === true) {
    const told = changes.map((change) => ({ ...change, message: describeChange(change, before, after) }));
    io.out(
      jsonLine({ version: 1, casts: [nameA, nameB], equal: changes.length === 0, changes: told, diff: text, exitCode }),
    );
  } else {
    tellDifference(changes, text, before, after, io);
  }
  return exitCode;
}

function tellDifference(
  changes: readonly ScreenChange[],
  text: string,
  before: CellGrid,
  after: CellGrid,
  io: RecordIo,
): void {
  if (changes.length === 0) return io.out('the screens are equal');
  if (before.columns !== after.columns || before.rows !== after.rows) {
    io.out(`the screens have ${before.columns}x${before.rows} and ${after.columns}x${after.rows} cells`);
  }
  if (text !== '') io.out(safeText(text));
  const looks = changes.filter(({ isText }) => !isText);
  for (const change of looks.slice(0, SHOWN_LOOKS)) io.out(oneLine(describeChange(change, before, after), 400));
  if (looks.length > SHOWN_LOOKS) io.out(`… and ${looks.length - SHOWN_LOOKS} more places that look different`);
}

/** Null when no picture is wanted. */
function pictureSettings(
  values: RecordValues,
  io: RecordIo,
): Result<{ readonly path: string; readonly options: PictureSettings } | null, string> {
  const [path, ...more] = values.output ?? [];
  if (path === undefined) return ok(null);
  if (more.length > 0 || !path.endsWith('.png')) return fail('-o takes one picture, like -o diff.png');
  const fonts = fontFilesIn(recorderData());
  const context = { cwd: io.cwd, title: '', themes: loadThemes(fonts), defaultOutput: null };
  const plan = planFilm(castSettings(80, 24), values, context);
  if (!plan.ok) return plan;
  const [theme] = plan.value.options.themes;
  if (theme === undefined) throw new Error('a film has a theme');
  return ok({ path, options: { ...plan.value.options.picture, theme } });
}

/** The failure is a sentence; null for none. */
async function writeDiff(
  { path, options }: { readonly path: string; readonly options: PictureSettings },
  before: CellGrid,
  after: CellGrid,
  [left = '', right = '']: readonly string[],
  cwd: string,
): Promise<string | null> {
  const { painterFor } = createStillPainter(options, fontFilesIn(recorderData()));
  const { pixels, width, height } = diffPicture(before, after, painterFor, [left, right]);
  const place = resolve(cwd, path);
  const opened = await openOutput(place);
  if (!opened.ok) return opened.error;
  try {
    await opened.value.append(encodePng(pixels, width, height));
  } catch (cause) {
    await opened.value.discard();
    return unwritable(place, cause);
  }
  const written = await opened.value.commit();
  return written.ok ? null : written.error;
}
