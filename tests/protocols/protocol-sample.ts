import type { ClientOptions } from '../../src/providers/shared/client-options.ts';
import type { Decoder } from '../../src/providers/shared/decoder.ts';
import type { ModelClient } from '../../src/runtime/ports/model.ts';

/** What an official SDK made of one message. */
export interface Heard {
  readonly thinking: string;
  readonly text: string;
  readonly calls: readonly { readonly name: string; readonly input: unknown }[];
  readonly finish: string;
  /** Whole input, cached part, whole output, reasoning part: converted to one meaning. */
  readonly usage: readonly [input: number, cached: number, output: number, reasoning: number];
}

export interface Asking {
  readonly prompt: string;
  readonly tools: readonly { readonly name: string; readonly parameters: Record<string, unknown> }[];
  readonly stream: boolean;
  readonly signal?: AbortSignal;
}

/** The contents of one conversation; see `conversation`. */
interface Conversation {
  readonly question: string;
  /** The result of the call. */
  readonly news: string;
  /** The schema of the tool `vote`. */
  readonly vote: Record<string, unknown>;
}

/** What the tests of all protocols need to know of one: each file in `samples` exports it as `sample`. */
export interface ProtocolSample {
  readonly createClient: (options: ClientOptions) => ModelClient;
  readonly createDecoder: () => Decoder;
  /** Where its client asks for a message of `test-model`, and the headers in which a key travels. */
  readonly path: string;
  readonly keyHeaders: (key: string) => Readonly<Record<string, string>>;
  /** How it says `text` in a stream: the opening with the text, and the end. */
  readonly spoken: (text: string) => { readonly opening: string; readonly end: string };
  /** One event whose data is no JSON. */
  readonly brokenEvent: string;
  /** One event that holds this piece of JSON where the decoder would look at it. */
  readonly deepEvent: (json: string) => string;
  /** The raw items of an assistant turn with these words and calls of `vote`. */
  readonly rawItems: (text: string, callIds: readonly string[]) => readonly unknown[];

  /** Asks the model server through the official SDK, with everything switched on that makes thinking visible. */
  readonly ask: (baseUrl: string, key: string, asking: Asking) => Promise<Heard>;
  /** Its words for the ends `end`, `max_tokens`, `content_filter` and for a message that ends in a call. */
  readonly ends: readonly [end: string, maxTokens: string, contentFilter: string, call: string];
  /** A streamed request as a plain POST: its path below the base URL, and its body besides the model. */
  readonly request: readonly [path: string, body: object];
  /**
   * The body with a rule of the system that shows `<agent9>`, the question, the words "I look at <agent8>" with a call,
   * its result, "Hm.", "Use a tool.", and the tools `new_answer` and `vote`.
   */
  readonly conversation: (said: Conversation) => Record<string, unknown>;
  /** Recordings of the official API (not of hosts that imitate it) to which the server is compared; null: none yet. */
  readonly recorded: RegExp | null;
}
