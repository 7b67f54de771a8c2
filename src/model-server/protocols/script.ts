/** One token's worth of output, sent `pauseMs` later than its rate alone would have it. */
export interface Piece {
  readonly text: string;
  readonly pauseMs: number;
}

/** What a model says, in order and in no provider's words. Calls carry the JSON text of their arguments in pieces. */
export type Part =
  | { readonly kind: 'thinking'; readonly pieces: readonly Piece[] }
  | { readonly kind: 'text'; readonly pieces: readonly Piece[] }
  | CallPart;
export interface CallPart {
  readonly kind: 'call';
  readonly name: string;
  readonly pieces: readonly Piece[];
}

/** Why a message ends; `end` becomes the provider's word for tool calls where the script has some. */
export const SCRIPT_FINISHES = ['end', 'max_tokens', 'content_filter', 'refusal'] as const;
export type ScriptFinish = (typeof SCRIPT_FINISHES)[number];

/** Tokens of one message: `input` includes what came from the cache, `output` includes reasoning. */
export interface ScriptUsage {
  readonly input: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly output: number;
  readonly reasoning: number;
}

/** One message of a model, ready to be written in a protocol. */
export interface Script {
  readonly parts: readonly Part[];
  readonly finish: ScriptFinish;
  readonly usage: ScriptUsage;
}

/** What a writer needs to know about the request it answers. */
export interface WireContext {
  readonly model: string;
  /** The request's body. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Seconds since the epoch. */
  readonly createdAt: number;
  /** `length` hex digits, always the same for the same request and `salt`. */
  hex(salt: string, length: number): string;
  /** A base64 text that stands for a signature or encrypted content: clients send it back unread. */
  opaque(salt: string): string;
}

/** One server-sent event: its bytes, how many tokens it stands for, and a pause before it. */
export interface WireEvent {
  readonly text: string;
  readonly tokens: number;
  readonly pauseMs: number;
}

/** An error as a provider would put it; missing fields take the usual words for the status. */
export interface WireError {
  readonly status: number;
  readonly message: string | null;
  readonly code: string | null;
}

/** One provider protocol in the direction from the provider to the client. */
export interface Writer {
  /** Headers that the provider sends with every answer. */
  headers(context: WireContext): Readonly<Record<string, string>>;
  /** The whole stream, terminal event included. */
  stream(script: Script, context: WireContext): readonly WireEvent[];
  /** The body of the variant that does not stream. */
  whole(script: Script, context: WireContext): unknown;
  /** A body for an HTTP error status. */
  errorBody(error: WireError, context: WireContext): unknown;
  /** The events with which a stream that began with status 200 fails. */
  errorEvents(error: WireError, context: WireContext): readonly string[];
  /** An event whose data is no JSON, and which a client does not skip. */
  readonly brokenEvent: string;
  /** An event that carries `text` as visible output, whatever its size. */
  textEvent(text: string, context: WireContext): string;
}

export const textOf = (part: Part): string => part.pieces.map((piece) => piece.text).join('');
