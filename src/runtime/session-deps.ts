import type { AgentId } from '../coordination/ids.ts';
import type { Settings } from '../coordination/settings.ts';
import type { StartLimit } from './calls/rate-limit.ts';
import type { RunArchive } from './ports/archive.ts';
import type { Clock } from './ports/clock.ts';
import type { EventMask } from './ports/mask.ts';
import type { ModelClient } from './ports/model.ts';
import type { Pricing } from './ports/pricing.ts';
import type { ToolBox } from './ports/tools.ts';
import type { RetryPolicy } from './calls/retry.ts';

/** One agent as the runtime needs it: whom it calls and what it is told. */
export interface SessionAgent {
  readonly id: AgentId;
  /** Closed when a turn is over; a later turn opens connections again by calling `stream`. */
  readonly client: ModelClient;
  /** `backend.type` of the configuration, for the log and the price. */
  readonly backendType: string;
  readonly model: string;
  /** What to look prices up by, where type and model do not tell: a deployment with a name of its own. */
  readonly pricedAs?: { readonly backendType: string; readonly model: string };
  /** Passed on to every request. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly systemMessage: string | null;
  /** `voting_sensitivity`. */
  readonly sensitivity: string;
  /** Names the account and model for shared waiting, without containing the key: agents with the same text wait together. */
  readonly bucketKey: string;
  readonly retry: RetryPolicy;
  /** How often a minute rounds may start with this bucket; null when unlimited. */
  readonly startLimit: StartLimit | null;
  readonly canWriteFiles: boolean;
}

/** Everything a session depends on, built once by the composition root. */
export interface SessionDeps {
  readonly sessionId: string;
  readonly settings: Settings;
  /** One for each agent of the settings. */
  readonly agents: readonly SessionAgent[];
  readonly tools: ToolBox;
  readonly archive: RunArchive;
  readonly clock: Clock;
  /** Knows the keys in use; everything the session tells or remembers goes through it. Default: nothing is hidden. */
  readonly mask?: EventMask;
  readonly pricing: Pricing;
  /** Decides everything that is left to chance; logged, so that a run can be repeated. */
  readonly seed: number;
  readonly configHash: string;
  /** `massgen` and `node`, for the log. */
  readonly versions: Readonly<Record<string, string>>;
}
