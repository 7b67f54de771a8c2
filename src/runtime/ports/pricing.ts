import type { Usage } from '../../coordination/usage.ts';

/** What a call costs in US dollars; null when the model or its price is unknown: never a guess of zero. */
export interface Pricing {
  cost(backendType: string, model: string, usage: Usage): number | null;
}
