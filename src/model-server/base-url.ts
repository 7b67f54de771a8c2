import type { WireFamily } from '../runtime/ports/model.ts';
import { assertNever } from '../shared/never.ts';

/** What an SDK of `family` takes as its base URL so that its requests arrive under `root` (no slash at the end). */
export function familyBaseUrl(root: string, family: WireFamily): string {
  switch (family) {
    case 'openai-responses':
    case 'openai-chat':
      return `${root}/v1`;
    case 'anthropic-messages':
    case 'google-generate':
      return root; // these SDKs add the version themselves
    default:
      return assertNever(family);
  }
}

/** The same for one agent, who is known by the base path (`/agents/ID`). */
export const agentBaseUrl = (root: string, agentId: string, family: WireFamily): string =>
  familyBaseUrl(`${root}/agents/${encodeURIComponent(agentId)}`, family);

/** The id in a base path; empty when the client did not use one. */
export function agentIdOf(path: string): string {
  const id = /^\/agents\/([^/]+)(?=\/)/.exec(path)?.[1] ?? '';
  try {
    return decodeURIComponent(id);
  } catch {
    return id; // a stray % is part of the name
  }
}
