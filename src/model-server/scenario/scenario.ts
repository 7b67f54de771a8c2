import type { WireFamily } from '../../config/backend-types.ts';
import type { ScriptFinish } from '../protocols/script.ts';

/** What part of a turn a request belongs to, told by the tools it offers. */
export const STAGES = ['coordination', 'evaluation', 'presentation'] as const;
export type Stage = (typeof STAGES)[number];

/** Both ends belong to it. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/** Conditions on what a request shows. All given ones must hold; none at all always holds. */
export interface When {
  /** `coordination`: new_answer, vote or stop is offered; `evaluation`: submit is; `presentation`: none of them. */
  readonly stage?: Stage;
  /** How many agents' answers the request shows. */
  readonly answers?: Range;
  /** Whether the agent's own answer is among them. */
  readonly ownAnswer?: boolean;
  /** Numbers of agents whose answers must all be among them. */
  readonly shows?: readonly number[];
  /** How many messages of the model the conversation already holds: 0 in the first call of a round. */
  readonly step?: Range;
  /** How many times tool results were sent back. */
  readonly toolRounds?: Range;
  /** How many messages the user sent after the first of the model: enforcement, updates. */
  readonly reminders?: Range;
  /** Whether this is another attempt after a rejected final answer. */
  readonly restarted?: boolean;
  /** Tools that must all be offered. */
  readonly offers?: readonly string[];
  readonly protocol?: WireFamily;
}

/** One of several texts; agent number n takes the n-th, round and round. */
export type Variants = readonly string[];

/** Whom a vote goes to. Whatever is asked for, the vote names an agent that the request allows. */
export const VOTE_WISHES = ['first', 'last', 'own', 'other', 'spread'] as const;
export type VoteWish = (typeof VOTE_WISHES)[number] | number;

export type Step =
  | { readonly kind: 'think' | 'text' | 'answer'; readonly text: Variants }
  | { readonly kind: 'pause'; readonly ms: number }
  | { readonly kind: 'vote'; readonly wish: VoteWish; readonly reason: Variants }
  | { readonly kind: 'submit' }
  | { readonly kind: 'restart'; readonly reason: string; readonly instructions: string }
  | { readonly kind: 'stop'; readonly summary: Variants; readonly status: 'complete' | 'blocked' }
  /** Any tool, offered or not; `argumentsText` goes out as it is, JSON or not. */
  | { readonly kind: 'call'; readonly name: string; readonly argumentsText: string };

export interface Pace {
  /** From the request to the first token. Default 0. */
  readonly firstTokenMs: number;
  /** Default 0: everything at once. */
  readonly tokensPerSecond: number;
  /** Bodies are cut into pieces of so many bytes. Default: not cut. */
  readonly sliceBytes: number | undefined;
}

/** What goes wrong. `after` counts the events that still arrive; without it nothing arrives, not even a header. */
export type Fault =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly message: string | null;
      readonly code: string | null;
    }
  | { readonly kind: 'html'; readonly status: number }
  | {
      readonly kind: 'error_event';
      readonly after: number;
      readonly status: number;
      readonly message: string | null;
      readonly code: string | null;
    }
  | { readonly kind: 'end' | 'malformed'; readonly after: number }
  | { readonly kind: 'reset' | 'stall'; readonly after: number | undefined }
  | { readonly kind: 'long_line'; readonly after: number; readonly bytes: number };

/** Tokens to report; what is absent is counted: a token per piece of output, four bytes per token of input. */
export interface UsageWish {
  readonly input?: number;
  readonly cacheRead?: number;
  readonly cacheWrite?: number;
  readonly output?: number;
  readonly reasoning?: number;
}

/** What an agent answers when the conditions hold. */
export interface Turn {
  readonly when: When;
  /** How often one agent may use it; undefined: always. */
  readonly times: number | undefined;
  readonly pace: Partial<Pace>;
  readonly steps: readonly Step[];
  readonly usage: UsageWish;
  readonly finish: ScriptFinish;
  readonly fault: Fault | undefined;
}

export const ANY_AGENT = 'any';

/** The turns of one agent, by number in the configuration or by id, or of every agent. The first that holds is played. */
export interface Role {
  /** `ANY_AGENT` for every agent. */
  readonly agent: number | string;
  readonly pace: Partial<Pace>;
  readonly turns: readonly Turn[];
}

export interface Scenario {
  readonly name: string;
  /** The question the scenario was written for; null when it suits any. */
  readonly question: string | null;
  readonly pace: Partial<Pace>;
  /** What `GET …/models` lists. */
  readonly models: readonly string[];
  readonly roles: readonly Role[];
}
