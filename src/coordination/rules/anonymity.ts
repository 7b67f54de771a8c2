import { anonymousId } from '../ids.ts';
import type { AgentId, AnonymousId } from '../ids.ts';
import type { Rng } from '../rng.ts';
import type { Settings } from '../settings.ts';

/**
 * Who is called what in an attempt: the position in the configuration, or a random permutation. One numbering for
 * prompts, votes, labels, files and panes.
 */
export function anonymityMap(
  order: readonly AgentId[],
  anonymity: Settings['anonymity'],
  rng: Rng,
): Readonly<Record<AnonymousId, AgentId>> {
  const ids = [...order];
  if (anonymity === 'shuffled') {
    for (let last = ids.length - 1; last > 0; last -= 1) {
      const other = Math.floor(rng.next() * (last + 1));
      const [left, right] = [ids[last], ids[other]];
      if (left !== undefined && right !== undefined) [ids[last], ids[other]] = [right, left];
    }
  }
  const map: Record<AnonymousId, AgentId> = {};
  for (const [index, id] of ids.entries()) map[anonymousId(index + 1)] = id;
  return map;
}
