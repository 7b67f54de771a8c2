import type { ReadCast } from '../../../recorder/encode/read-cast.ts';
import { screensAt } from '../../../recorder/film/screens-at.ts';
import { createEmulator } from '../../../recorder/terminal/emulator.ts';
import type { CellGrid } from '../../../recorder/terminal/grid.ts';

/** What a cast's screen shows at a moment, or after its last event when `atMs` is null or later than that. */
export async function castScreen({ cast }: ReadCast, atMs: number | null, signal: AbortSignal): Promise<CellGrid> {
  const { columns, rows } = cast.header;
  const events = atMs === null ? cast.events.length : cast.events.filter((event) => event.atMs <= atMs).length;
  const emulator = createEmulator({ columns, rows, unicode: 15 });
  try {
    const stop = { atMs: atMs ?? Number.POSITIVE_INFINITY, events };
    for await (const { snapshot } of screensAt(cast.events, [stop], [], emulator, signal)) return snapshot();
    return emulator.snapshot(); // interrupted
  } finally {
    emulator.dispose();
  }
}
