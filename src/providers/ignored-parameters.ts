import type { HostQuirks } from './hosts.ts';
import { refusedParameters } from './hosts.ts';
import type { IgnoredParameter, ProtocolFacts } from './shared/protocol-facts.ts';

/**
 * The settings of a backend block that never reach its provider, to be told once before a run: refused by the host, unknown
 * to the protocol, or in each other's way.
 */
export function ignoredParameters(
  facts: ProtocolFacts,
  quirks: HostQuirks,
  params: Readonly<Record<string, unknown>>,
  model: string,
): readonly IgnoredParameter[] {
  const refused = refusedParameters(quirks, params, model);
  const isNews = (parameter: string): boolean => !refused.some((known) => known.parameter === parameter);
  const unknown = facts.unsupported
    .filter((parameter) => params[parameter] !== undefined && params[parameter] !== null && isNews(parameter))
    .map((parameter) => ({ parameter, why: 'the protocol has no such setting' }));
  return [...refused, ...unknown, ...(facts.conflicts?.(params, quirks, model) ?? [])];
}
