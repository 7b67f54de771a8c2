import type { Scene } from '../scene.ts';
import { isOut } from '../scene.ts';

/** `queued: "use pnpm" · not read yet by 1 3`: the newest message of the person that somebody has still to read; null for none. */
export function queuedText({ state, glyphs, clean }: Scene): string | null {
  const waiting = Object.values(state?.agents ?? {}).filter((agent) => !isOut(agent) && agent.pendingInputs.length > 0);
  const newest = waiting[0]?.pendingInputs.at(-1);
  if (newest === undefined) return null;
  const lacks = waiting.filter((agent) => agent.pendingInputs.some((input) => input.id === newest.id));
  const text = clean(newest.content.replace(/\s+/g, ' ').trim());
  const short = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS).trimEnd()}…` : text;
  return `queued: "${short}" ${glyphs.dot} not read yet by ${lacks.map((agent) => agent.number).join(' ')}`;
}

const MOST_CHARACTERS = 40;
