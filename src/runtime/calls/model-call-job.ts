import type { EventDraft } from '../../coordination/events.ts';
import type { ModelOutcome } from '../../coordination/inputs.ts';
import type { Usage } from '../../coordination/usage.ts';
import type { Conversation } from '../conversation.ts';
import type { Clock } from '../ports/clock.ts';
import type { ModelRequest } from '../ports/model.ts';
import type { Pricing } from '../ports/pricing.ts';
import type { SessionAgent } from '../session-deps.ts';
import type { CallIdentity } from './call-telemetry.ts';
import type { Bucket } from './rate-limit.ts';
import type { TextMerger } from './text-merger.ts';

/** What the model calls of one agent share. */
export interface ModelCallDeps {
  readonly agent: SessionAgent;
  readonly clock: Clock;
  readonly pricing: Pricing;
  readonly merger: TextMerger;
  readonly bucket: Bucket;
  readonly conversation: Conversation;
  readonly random: () => number;
  readonly publish: (drafts: readonly EventDraft[]) => void;
  /** No wait may pass this instant. */
  readonly budgetEndMs: () => number;
  /** A rate limit makes the agent wait until then; null when it goes on. */
  readonly onRateLimit: (untilMs: number | null) => void;
}

/** One call, with all its exchanges: retries and continuations belong to it. */
export interface ModelCallJob {
  readonly identity: CallIdentity;
  /** It begins a round: the limit of starts a minute applies. */
  readonly startsRound: boolean;
  /** Everything but the messages, which the conversation has. */
  readonly request: Omit<ModelRequest, 'messages'>;
  /** UTF-8 bytes of system message and tools. */
  readonly fixedBytes: number;
  /** What the agent has used before. */
  readonly usedBefore: Usage;
  /** Given, at the start of each exchange, a way to have its text so far committed, should the turn end under it. */
  readonly onTry: (lastWords: () => void) => void;
}

/** How it ended, and what all its exchanges have used together. */
export interface ModelCallResult {
  readonly outcome: ModelOutcome;
  readonly used: Usage;
}
