import { EXIT } from '../exit-code.ts';
import type { Face } from '../faces/choose-face.ts';
import { safeText } from '../faces/one-line.ts';
import type { Io } from '../io.ts';
import type { OptionValues } from '../options.ts';
import { loadReplay } from './load-replay.ts';
import type { LoadedReplay } from './load-replay.ts';

/** Loads a run to be shown on this face; an exit code when it cannot be, which has been told then. */
export async function openReplay(
  folder: string,
  values: OptionValues,
  face: Face,
  io: Io,
): Promise<LoadedReplay | number> {
  const wanted = values['replay-speed'];
  const usual = face === 'dashboard' ? 1 : Number.POSITIVE_INFINITY;
  const loaded = await loadReplay(folder, io.cwd, io.clock, {
    speed: wanted === undefined ? usual : Number(wanted),
    // A pipe that is read slowly slows the replay: no text may be left out.
    ...(face === 'dashboard' ? {} : { between: () => io.out.flush() }),
  });
  if (loaded.ok) return loaded.value;
  io.err.line(`❌ ${safeText(loaded.error)}`);
  return EXIT.config;
}
