import type { IncomingHttpHeaders } from 'node:http';
import type { WireFamily } from '../../config/backend-types.ts';
import type { JsonObject } from './read-json.ts';
import type { WireContext, Writer } from './script.ts';
import type { SeenMessage, SeenTool } from './seen-request.ts';

/** What a POST wants of a protocol. */
export interface WirePlace {
  readonly operation: 'message' | 'count_tokens' | 'compact';
  /** Null where the body names it. */
  readonly model: string | null;
  /** Null where the body's `stream` decides. */
  readonly streams: boolean | null;
}

/** How a protocol writes a conversation and its tools. Anything unexpected is read as absent. */
export interface RequestReader {
  messages(body: JsonObject): readonly SeenMessage[];
  tools(body: JsonObject): readonly SeenTool[];
}

/** How recorded exchanges of a protocol are known, and told in one line (`cli/verbs/wire-line.ts`). */
export interface RecordingFacts {
  /** Its name in an outcome: of a stream, and of an answer in one piece. */
  readonly api: { readonly streamed: string; readonly whole: string };
  /** Whether a response speaks it, by the first data it has: for recordings that kept no request. */
  readonly begins: (data: JsonObject) => boolean;
  /** Where the provider's own numbers stand in its usage, by their names in an outcome. */
  readonly usage: Readonly<Record<string, readonly string[]>>;
  /** Those of them that the outcome of an answer in one piece has. Default: all. */
  readonly usageOfWhole?: readonly string[];
  /** Arguments are told as their text, as the object they are, or as that unless there were none. */
  readonly argumentsAs: 'text' | 'object' | 'object_if_any';
  /** A refusal is no part of the recorded text. Default false. */
  readonly refusalApart?: boolean;
}

/** One wire protocol as a server speaks it: the descriptor that each folder beside this file exports as `served`. */
export interface ServedProtocol {
  /** What a POST to this path wants; undefined when the path is not this protocol's. Hosts may have longer base paths. */
  readonly placeOf: (path: string) => WirePlace | undefined;
  /** Whether a GET of `…/models` comes from a client of this protocol; all of them list at the same path. */
  readonly listsModels: (path: string, headers: IncomingHttpHeaders) => boolean;
  readonly reader: RequestReader;
  readonly writer: Writer;
  /**
   * What is wrong with a conversation in the eyes of the real API, beyond what a schema can say: every call answered
   * once and in place, reasoning followed by its item, thinking first, roles as allowed. Empty when all is well.
   */
  readonly problems: (body: JsonObject, model: string, headers: IncomingHttpHeaders) => readonly string[];
  /** The answer of `GET …/models`. */
  readonly modelList: (models: readonly string[]) => unknown;
  /** The answer to `count_tokens`. */
  readonly tokenCount: (tokens: number) => unknown;
  /** The answer to `compact`, where a protocol has that. */
  readonly compaction?: (context: WireContext, inputTokens: number) => unknown;
  /** The provider that a recorder knows by name: what the path of a request (`/v1/…`) is appended to. */
  readonly upstream: { readonly name: string; readonly root: string };
  readonly recording: RecordingFacts;
}

export type ServedProtocols = Readonly<Record<WireFamily, ServedProtocol>>;

/** Places whose model and manner of answering stand in the body, by the end of their path. */
export function placesByEnding(endings: Readonly<Record<string, WirePlace['operation']>>): ServedProtocol['placeOf'] {
  return (path) => {
    const found = Object.entries(endings).find(([ending]) => path.endsWith(ending));
    return found && { operation: found[1], model: null, streams: null };
  };
}
