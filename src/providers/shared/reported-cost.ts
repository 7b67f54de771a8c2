import type { JsonObject } from './json.ts';
import { numberOf } from './json.ts';

/** What the host charged, in dollars: OpenRouter says it so, xAI in ten-billionths. */
export function reportedCost(raw: JsonObject): number | null {
  const ticks = numberOf(raw['cost_in_usd_ticks']);
  return numberOf(raw['cost']) ?? (ticks === null ? null : ticks / 1e10);
}
