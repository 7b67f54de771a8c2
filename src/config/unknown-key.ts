import { nearest } from '../shared/nearest.ts';
import type { Path } from './path.ts';
import type { Reader } from './reader.ts';
import { AGENT } from './schema/agent.ts';
import { BACKEND } from './schema/backend.ts';
import { COORDINATION } from './schema/coordination.ts';
import type { Block } from './schema/field.ts';
import { ORCHESTRATOR } from './schema/orchestrator.ts';
import { TIMEOUT_SETTINGS } from './schema/timeout-settings.ts';
import { TOP_LEVEL } from './schema/top-level.ts';
import { UI } from './schema/ui.ts';

/** Blocks people mix up; a key that is none of this block's may be one of theirs. */
const PLACES: readonly Block[] = [TOP_LEVEL, ORCHESTRATOR, COORDINATION, TIMEOUT_SETTINGS, UI, AGENT, BACKEND];

/** The blocks in the order in which a key of this one is looked for: an agent and its backend are each other's next. */
const placesFor = (block: Block): readonly Block[] =>
  block === AGENT ? [BACKEND, ...PLACES] : block === BACKEND ? [AGENT, ...PLACES] : PLACES;

const namesOf = (block: Block): readonly string[] =>
  Object.entries(block.fields).flatMap(([name, field]) => (field.internal === true ? [] : [name]));

/** The other block that has exactly this key, e.g. `orchestrator` for a `voting_sensitivity` in a backend. */
export const otherPlaceOf = (block: Block, name: string): Block | undefined =>
  placesFor(block).find(
    (place) => place !== block && Object.hasOwn(place.fields, name) && place.fields[name]?.internal !== true,
  );

/** What an unknown key was probably meant to be. Null when nothing comes near. */
export function suggestKey(block: Block, name: string, extraNames: readonly string[] = []): string | null {
  const [own] = nearest(name, [...namesOf(block), ...extraNames]);
  if (own !== undefined) return `Did you mean "${own}"?`;
  const place = otherPlaceOf(block, name);
  if (place !== undefined) return `"${name}" belongs under ${place.name}.`;
  for (const other of placesFor(block)) {
    const [near] = other === block ? [] : nearest(name, namesOf(other));
    if (near !== undefined) return `Did you mean "${near}", which belongs under ${other.name}?`;
  }
  return null;
}

/** Warns of a key that a block does not have. */
export function reportUnknownKey(block: Block, name: string, path: Path, reader: Reader): void {
  const message = `unknown key "${name.slice(0, 80)}"; it has no effect`;
  reader.report(
    [...path, name],
    {
      code: 'CFG_UNKNOWN_KEY',
      severity: 'warning',
      message,
      suggestion: reader.hasRoomForGuesses() ? suggestKey(block, name) : null,
    },
    'key',
  );
}
