import type { WireFamily } from '../config/backend-types.ts';
import { WIRE_PROTOCOLS } from '../config/backend-types.ts';

/** What an SDK of `family` takes as its base URL so that its requests arrive under `root` (no slash at the end). */
export const familyBaseUrl = (root: string, family: WireFamily): string => root + WIRE_PROTOCOLS[family].basePath;

/** The same for one agent, who is known by the base path (`/agents/ID`). */
export const agentBaseUrl = (root: string, agentId: string, family: WireFamily): string =>
  familyBaseUrl(`${root}/agents/${encodeURIComponent(agentId)}`, family);

/** The id in a base path; empty when the client did not use one. */
export const agentIdOf = (path: string): string => decodedPart(/^\/agents\/([^/]+)(?=\/)/.exec(path)?.[1] ?? '');

/** One part of a path as it was before it was encoded. */
export function decodedPart(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a stray % is part of the name
  }
}
