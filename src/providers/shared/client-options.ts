import type { HostQuirks } from '../hosts.ts';

/** What an adapter needs to reach one account at one endpoint. */
export interface ClientOptions {
  /** Null for servers that want none. */
  readonly apiKey: string | null;
  /** Where the key came from, for messages: the name of a variable, never its value. */
  readonly keyVariable?: string | null;
  /** As the SDKs want it (OpenAI's with `/v1`, the others' without a version); null for the SDK's own. */
  readonly baseUrl: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** From `hostQuirks`. */
  readonly host: HostQuirks;
  /** Longest wait for the head of the response. Default 120 s. */
  readonly connectTimeoutMs?: number;
  /** Longest silence inside the stream, counted in bytes, so that keep-alives count. Default: the host's. */
  readonly idleTimeoutMs?: number;
  /** Azure's `api-version`, or Google's (`v1`, `v1beta`). Default: the host's. */
  readonly apiVersion?: string | null;
}

/** Reasoning models of some hosts send nothing, not even a head, until they have thought. */
export const DEFAULT_CONNECT_TIMEOUT_MS = 120_000;
