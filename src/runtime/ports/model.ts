import type { WireFamily } from '../../config/backend-types.ts';
import type { RequestedCall } from '../../coordination/inputs.ts';
import type { Usage } from '../../coordination/usage.ts';

/** A tool as the model sees it; `parameters` is a JSON Schema object. */
export interface ToolSpec {
  readonly name: string;
  readonly description: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** A provider's own assistant turn, verbatim and in order: sent back as it came to the same family. */
export interface RawTurn {
  readonly family: WireFamily;
  readonly model: string;
  readonly items: readonly unknown[];
}

/** One tool call of a finished message, with the JSON text the model wrote. */
export interface ModelToolCall extends RequestedCall {
  readonly argsText: string;
}

/** A finished message of a model, in our form and, unless `raw` is null, in the provider's own. */
export interface AssistantTurn {
  readonly text: string;
  readonly reasoning: string | null;
  readonly calls: readonly ModelToolCall[];
  readonly raw: RawTurn | null;
}

/** A piece of what a user says: words, or a picture as base64 without a prefix. */
export type UserPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image'; readonly mediaType: 'image/png' | 'image/jpeg'; readonly base64: string };

/** An entry of a conversation, in no provider's form. */
export type Message =
  /** `parts` follow the text, in their order. Models that cannot see refuse a request with pictures. */
  | { readonly role: 'user'; readonly text: string; readonly parts?: readonly UserPart[] }
  | { readonly role: 'assistant'; readonly turn: AssistantTurn }
  /** The results of one assistant turn, one per call and in its order. */
  | {
      readonly role: 'tool';
      readonly results: readonly {
        readonly callId: string;
        readonly name: string;
        readonly text: string;
        readonly isError: boolean;
      }[];
    };

/** One call of a model: our words, turned into the provider's by `providers/<family>/request`. */
export interface ModelRequest {
  readonly model: string;
  readonly system: string;
  readonly messages: readonly Message[];
  readonly tools: readonly ToolSpec[];
  readonly toolChoice: 'auto' | 'required' | 'none';
  /** Backend keys of the configuration that may go to the provider (temperature, max_tokens, reasoning …). */
  readonly params: Readonly<Record<string, unknown>>;
  /** Stable per agent; steers prompt caching where a provider has such a key. */
  readonly cacheKey: string | null;
}

/** Why a provider ended a message. */
export type FinishReason =
  'end' | 'tool_calls' | 'max_tokens' | 'content_filter' | 'refusal' | 'pause' | 'context_full' | 'other';

/** Error classes of `backends.md` §15.1. */
export type FailureClass =
  | 'auth'
  | 'permission'
  | 'not_found'
  | 'bad_request'
  | 'context'
  | 'rate_limit'
  | 'quota'
  | 'overloaded'
  | 'server'
  | 'network'
  | 'timeout'
  | 'interrupted';

/** Why an exchange failed: all that a decision to try again is made from. */
export interface ProviderFailure {
  readonly class: FailureClass;
  /** For people: no key, no stack, at most a few hundred characters. */
  readonly message: string;
  readonly status: number | null;
  readonly code: string | null;
  /** The parameter a rejected request failed on, where the provider names one. */
  readonly param?: string | null;
  /** What the server asked to wait, from a header or the body. */
  readonly retryAfter: { readonly ms: number; readonly source: 'header' | 'body' } | null;
  readonly requestId: string | null;
}

/** A stream is any number of progress parts and exactly one of `finished`, `failed`, `aborted`, which is the last. */
export type StreamPart =
  | { readonly type: 'started'; readonly requestId: string | null }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'reasoning'; readonly text: string }
  | { readonly type: 'tool_args'; readonly callId: string; readonly name: string; readonly text: string }
  | { readonly type: 'server_tool'; readonly kind: string; readonly phase: string; readonly detail: string }
  | {
      readonly type: 'finished';
      readonly finish: FinishReason;
      /** The provider's own word, e.g. `end_turn`. */
      readonly rawFinish: string;
      readonly usage: Usage;
      /** The provider's own usage object, for the log and for pricing. */
      readonly rawUsage: unknown;
      readonly turn: AssistantTurn;
      /** The words of a refusal, where the provider keeps them apart; they are part of the turn's text too. */
      readonly refusal?: string | null;
      readonly requestId: string | null;
    }
  | {
      readonly type: 'failed';
      readonly failure: ProviderFailure;
      /** What the provider had counted before it failed, if it had: it charges for it. */
      readonly usage?: Usage | null;
    }
  | { readonly type: 'aborted' };

/** One provider account and endpoint. One `stream` is one HTTP exchange: no retry, no loop, and it never throws. */
export interface ModelClient {
  readonly family: WireFamily;
  stream(request: ModelRequest, signal: AbortSignal): AsyncIterable<StreamPart>;
  /** Idempotent. */
  close(): void;
}
