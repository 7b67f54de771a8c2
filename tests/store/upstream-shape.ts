import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Folders that MassGen itself wrote; they lie beside the repository and not everyone has them. */
export const UPSTREAM = resolve(import.meta.dirname, '../../../shared/fixtures/massgen-logs/v0.1.97');
export const hasUpstream = existsSync(UPSTREAM);
export const upstreamAttempt = join(
  UPSTREAM,
  'project/.massgen/massgen_logs/log_20261121_125322_865024/turn_1/attempt_1',
);

/** Objects whose keys are names of things: they are compared by their first entry. */
const MAPS = new Set([
  'agents',
  'by_tool',
  'by_backend',
  'by_round',
  'votes',
  'answer_label_to_agent',
  'agent_mapping',
]);

const kindOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value);

/**
 * What a reader written for `theirs` would miss or stumble over in `ours`: absent keys and other types, as sentences.
 * Ours may have more keys; a number or text that is not known may be null.
 */
export function missing(ours: unknown, theirs: unknown, path = ''): string[] {
  if (theirs === null || ours === null) return [];
  if (kindOf(ours) !== kindOf(theirs)) return [`${path} is a ${kindOf(ours)}, not a ${kindOf(theirs)}`];
  if (Array.isArray(ours) && Array.isArray(theirs)) {
    return ours.length === 0 || theirs.length === 0 ? [] : missing(ours[0], theirs[0], `${path}[]`);
  }
  if (typeof ours !== 'object' || typeof theirs !== 'object') return [];
  const mine = ours as Readonly<Record<string, unknown>>;
  return Object.entries(theirs).flatMap(([key, value]) => {
    const here = `${path}.${key}`;
    if (!Object.hasOwn(mine, key)) return [`${here} is missing`];
    const own = mine[key];
    if (!MAPS.has(key) || kindOf(own) !== 'object' || kindOf(value) !== 'object') return missing(own, value, here);
    const [first] = Object.values(own as object) as unknown[];
    const [other] = Object.values(value as object) as unknown[];
    return first === undefined || other === undefined ? [] : missing(first, other, `${here}.*`);
  });
}
