import { createHash } from 'node:crypto';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { diffPicture } from '../../../recorder/check/diff-picture.ts';
import type { GoldenPictures } from '../../../recorder/check/golden/golden-store.ts';
import { createGoldens } from '../../../recorder/check/goldens.ts';
import { encodePng } from '../../../recorder/encode/png.ts';
import type { FilmOptions } from '../../../recorder/film/film.ts';
import type { FontFiles } from '../../../recorder/picture/picture.ts';
import { DEFAULT_THEME } from '../../../recorder/picture/themes.ts';
import type { GoldenPort } from '../../../recorder/play/play-ports.ts';
import type { RecordValues } from '../options.ts';
import { createStillPainter } from '../still-painter.ts';
import { fileStem } from '../file-stem.ts';
import { fileStore } from './file-store.ts';

/** Where a tape's goldens lie, and where what differs is put. */
function goldenFolders(tape: string, cwd: string): { readonly folder: string; readonly out: string } {
  const own = dirname(resolve(cwd, tape));
  // `tapes/`, `goldens/` and `out/` lie beside each other; a tape elsewhere has its goldens with it.
  const root = basename(own) === 'tapes' ? dirname(own) : own;
  const name = fileStem(tape, 'tape');
  return { folder: join(root, 'goldens', name), out: join(root, 'out', name) };
}

/** What compares or stores the goldens of one tape, as `--check`, `--update` and `--golden` say. */
export function tapeGoldens(
  tape: string,
  values: RecordValues,
  film: FilmOptions,
  fonts: FontFiles,
  cwd: string,
): GoldenPort {
  const { folder, out } = goldenFolders(tape, cwd);
  return createGoldens(fileStore, {
    mode: values.check === true ? 'check' : values.update === true ? 'update' : 'create-missing',
    folder: values.golden === undefined ? folder : resolve(cwd, values.golden),
    out,
    shownOut: relative(cwd, out) || '.',
    howToStore: '--update',
    pictures: goldenPictures(film, fonts),
  });
}

function goldenPictures(film: FilmOptions, fonts: FontFiles): GoldenPictures {
  const still = createStillPainter({ ...film.picture, theme: film.themes[0] ?? DEFAULT_THEME }, fonts);
  return {
    render(grid) {
      const picture = still.paint(grid);
      const bytes = new Uint8Array(picture.pixels.buffer);
      return { picture, sha256: createHash('sha256').update(bytes).digest('hex') };
    },
    compare: (before, after) => diffPicture(before, after, still.painterFor),
    encode: ({ pixels, width, height }) => encodePng(pixels, width, height),
  };
}
