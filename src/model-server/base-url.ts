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
