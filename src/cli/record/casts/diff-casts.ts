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
import { compareCasts } from '../judge/compare-casts.ts';
import type { NamedCast } from '../judge/compare-casts.ts';
import { judgeWish } from '../judge/judge-wish.ts';
import { prepareJudge } from '../judge/prepare-judge.ts';
import type { PreparedJudge } from '../judge/prepare-judge.ts';
import { tellComparison } from '../judge/tell-judge.ts';
import type { RecordValues } from '../options.ts';
import { readTime } from '../read-values.ts';
import { RECORD_EXIT, recordExitCode } from '../../../recorder/play/exit-code.ts';
import type { RecordExitCode } from '../../../recorder/play/exit-code.ts';
import type { RecordIo } from '../record-io.ts';
import { inLines, refuser } from '../refuse.ts';
import { recorderData } from '../recorder-data.ts';
import { createStillPainter } from '../still-painter.ts';
import { castScreen } from './cast-screen.ts';
import { castSettings } from './cast-settings.ts';
import { readCastFile, tellDamage } from './read-cast-file.ts';

const SHOWN_LOOKS = 20;

interface WantedPicture {
  readonly path: string;
  readonly options: Omit<PictureOptions, 'columns' | 'rows' | 'size'>;
}

/**
 * Compares the screens of two casts at one moment, by text and by cells: a unified diff of what can be read, a line for
 * each stretch of cells that only looks different, with `-o` a picture of both. Exit code 2 when they differ. With
 * `--judge` a model says which of the casts is better as a whole, whatever the screens; that changes no exit code.
 */
export async function diffCasts(args: RecordArguments, io: RecordIo): Promise<number> {
  const { operands, values } = args;
  const [nameA = '', nameB = ''] = operands;
  const refuse = refuser(io, args, { casts: [nameA, nameB] });
  const at = readTime('at', values.at);
  if (!at.ok) return refuse(at.error);
  const picture = pictureSettings(values, io);
  if (!picture.ok) return refuse(picture.error);
  const [readA, readB] = [readCastFile(nameA, io.cwd), readCastFile(nameB, io.cwd)];
  if (!readA.ok) return refuse(readA.error);
  if (!readB.ok) return refuse(readB.error);
  const wish = judgeWish(values);
  const judge = wish === null ? ok(null) : await prepareJudge(wish, io);
  if (!judge.ok) return refuse(...inLines(judge.error));
  tellDamage(nameA, readA.value, io);
  tellDamage(nameB, readB.value, io);
  const casts = [
    { name: nameA, read: readA.value },
    { name: nameB, read: readB.value },
  ] as const;
  try {
    return await compareAll(casts, at.value ?? null, picture.value, judge.value, values.json === true, io);
  } finally {
    judge.value?.close();
  }
}

/** Everything is ready: from here on only the disk and a model can fail. */
async function compareAll(
  casts: readonly [a: NamedCast, b: NamedCast],
  atMs: number | null,
  picture: WantedPicture | null,
  judge: PreparedJudge | null,
  json: boolean,
  io: RecordIo,
): Promise<RecordExitCode> {
  const before = await castScreen(casts[0].read, atMs, io.signal);
  const after = await castScreen(casts[1].read, atMs, io.signal);
  if (io.signal.aborted) return RECORD_EXIT.interrupted;

  const names = [casts[0].name, casts[1].name] as const;
  const changes = diffScreens(before, after);
  const text = unifiedDiff(screenText(before), screenText(after), [...names]);
  const labels = names.map((name) => oneLine(basename(name), 40));
  if (picture !== null) {
    const problem = await writeDiff(picture, before, after, labels, io.cwd);
    if (problem !== null) {
      io.error(`❌ ${oneLine(problem)}`);
      return RECORD_EXIT.failed;
    }
  }
  if (!json) tellDifference(changes, text, before, after, io);
  const compared = judge === null ? null : await compareCasts(judge, casts, io);
  if (compared !== null) tellComparison(compared, names, io, json);
  const exitCode = recordExitCode({
    interrupted: io.signal.aborted,
    problems: changes.length + (compared?.isUnfit === true ? 1 : 0),
  });
  if (json) {
    const told = changes.map((change) => ({ ...change, message: describeChange(change, before, after) }));
    const about = { equal: changes.length === 0, changes: told, diff: text };
    io.out(
      jsonLine({ version: 1, casts: names, ...about, ...(compared === null ? {} : { judge: compared }), exitCode }),
    );
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
function pictureSettings(values: RecordValues, io: RecordIo): Result<WantedPicture | null, string> {
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
  { path, options }: WantedPicture,
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
