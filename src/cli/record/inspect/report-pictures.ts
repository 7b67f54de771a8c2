import { readFileSync } from 'node:fs';
import type { CheckResult } from '../../../recorder/check/check-result.ts';
import type { ReportPicture } from '../../../recorder/check/report-html.ts';
import { encodePng } from '../../../recorder/encode/png.ts';
import { framesOf } from '../../../recorder/film/frames-of.ts';
import type { FontFiles } from '../../../recorder/picture/picture.ts';
import { DEFAULT_THEME } from '../../../recorder/picture/themes.ts';
import type { Recording } from '../../../recorder/play/recording.ts';
import { createEmulator } from '../../../recorder/terminal/emulator.ts';
import type { CellGrid } from '../../../recorder/terminal/grid.ts';
import type { TapeJob } from '../tape-job.ts';
import { createStillPainter } from '../still-painter.ts';

/** A page with more pictures than this is not looked at, only loaded. */
const MOST_PICTURES = 12;

/** The screen of each failed check, or the picture that was made of what is wrong there, and how the film ends. */
export async function reportPictures(
  recording: Recording,
  checks: readonly CheckResult[],
  { plan, settings }: Pick<TapeJob, 'plan' | 'settings'>,
  fonts: FontFiles,
): Promise<readonly ReportPicture[]> {
  const failed = checks
    .map((check, index) => ({ check, index }))
    .filter(({ check }) => !check.ok)
    .toSorted((a, b) => a.check.atMs - b.check.atMs)
    .slice(0, MOST_PICTURES);
  const theme = plan.options.themes[0] ?? DEFAULT_THEME;
  const still = createStillPainter({ ...plan.options.picture, theme }, fonts);
  const paint = (grid: CellGrid): Uint8Array => {
    const { pixels, width, height } = still.paint(grid);
    return encodePng(pixels, width, height);
  };
  const pictures: ReportPicture[] = [];
  let next = 0;
  let last: Uint8Array | null = null;
  let shown: { readonly atMs: number; readonly grid: CellGrid } | null = null;
  const takeUntil = (atMs: number): void => {
    for (let due = failed[next]; due !== undefined && due.check.atMs < atMs; due = failed[next]) {
      const png = pictureOf(due.check) ?? (shown === null ? null : paint(shown.grid));
      if (png !== null) pictures.push({ title: due.check.rule, png, check: due.index });
      next += 1;
    }
  };
  const { signal } = new AbortController();
  for await (const screen of framesOf(recording, createEmulator, settings.unicode, signal)) {
    takeUntil(screen.atMs);
    shown = screen;
    if (screen.atMs === recording.frames.at(-1)?.atMs) last = paint(screen.grid);
  }
  takeUntil(Infinity);
  return last === null ? pictures : [...pictures, { title: 'the last screen', png: last, check: null }];
}

/** Null where there is none, or it is gone. */
function pictureOf({ picture }: CheckResult): Uint8Array | null {
  if (picture === undefined) return null;
  try {
    return readFileSync(picture);
  } catch {
    return null;
  }
}
