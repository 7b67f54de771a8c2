import type { Result } from '../../../shared/result.ts';
import { fail } from '../../../shared/result.ts';
import type { FilmInfo } from '../../encode/encoder.ts';
import { writeJsonScreen } from '../../encode/json.ts';
import { encodePng } from '../../encode/png.ts';
import { createSvgEncoder } from '../../encode/svg.ts';
import { screenText } from '../../encode/text-golden.ts';
import { joinBytes } from '../../encode/byte-writer.ts';
import type { Painter, PictureOptions } from '../../picture/picture.ts';
import type { CellGrid } from '../../terminal/grid.ts';
import type { WrittenOutput } from '../film.ts';
import { fitGrid } from '../fit-grid.ts';
import { openOutput, unwritable } from './output-file.ts';
import { tooManyPixels } from './picture-limit.ts';

export type ShotKind = 'png' | 'svg' | 'txt' | 'json';

/** What a screenshot's name promises; png when it promises nothing. */
export function shotKind(path: string): ShotKind {
  const extension = /\.(svg|txt|ascii|json)$/i.exec(path)?.[1]?.toLowerCase();
  if (extension === 'ascii') return 'txt';
  return extension === 'svg' || extension === 'txt' || extension === 'json' ? extension : 'png';
}

/** Where a screenshot goes, and the pressed keys a picture shows in its corner. */
interface ShotPlan {
  readonly path: string;
  readonly overlay: string | null;
}

/** Writes one screen as a picture, text or cells. The failure is a sentence. */
export async function writeScreenshot(
  { path, overlay }: ShotPlan,
  grid: CellGrid,
  info: FilmInfo,
  picture: PictureOptions,
  painter: () => Painter,
): Promise<Result<Pick<WrittenOutput, 'bytes' | 'sha256'>, string>> {
  const kind = shotKind(path);
  const refused = kind === 'png' ? tooManyPixels(path, info.width, info.height) : null;
  if (refused !== null) return fail(refused);
  const bytes = shotBytes(kind, overlay, grid, info, picture, painter);
  const opened = await openOutput(path);
  if (!opened.ok) return opened;
  const file = opened.value;
  try {
    await file.append(bytes);
  } catch (cause) {
    await file.discard();
    return fail(unwritable(path, cause));
  }
  return file.commit();
}

function shotBytes(
  kind: ShotKind,
  overlay: string | null,
  grid: CellGrid,
  info: FilmInfo,
  picture: PictureOptions,
  painter: () => Painter,
): Uint8Array {
  if (kind === 'txt') return new TextEncoder().encode(`${screenText(grid)}\n`);
  if (kind === 'json') return new TextEncoder().encode(writeJsonScreen(grid));
  // A picture is as large as its film, also where the screen was smaller or had not grown yet.
  const whole = fitGrid(grid, info.columns, info.rows);
  if (kind === 'png') {
    const brush = painter();
    const pixels = new Uint32Array(brush.width * brush.height);
    brush.paint(whole, null, pixels, overlay);
    return encodePng(pixels, brush.width, brush.height);
  }
  const encoder = createSvgEncoder({ picture });
  const changed = { x: 0, y: 0, width: info.width, height: info.height };
  const parts = [
    encoder.begin(info),
    encoder.frame({ atMs: 0, grid: whole, pixels: null, changed, overlay }),
    encoder.end(),
  ];
  return joinBytes(parts.filter((part) => part !== null));
}
