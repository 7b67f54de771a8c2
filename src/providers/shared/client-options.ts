import type { HostQuirks } from '../hosts.ts';
import type { StreamContext } from './run-stream.ts';

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
  /** Longest wait for the head of the response. Default 120 s, or the host's idle limit if that is longer. */
  readonly connectTimeoutMs?: number;
  /** Longest silence inside the stream, counted in bytes, so that keep-alives count. Default: the host's. */
  readonly idleTimeoutMs?: number;
  /** Azure's `api-version`, or Google's (`v1`, `v1beta`). Default: the host's. */
  readonly apiVersion?: string | null;
}

/** Reasoning models of some hosts send nothing, not even a head, until they have thought. */
const DEFAULT_CONNECT_TIMEOUT_MS = 120_000;

const SECRET_HEADER = /auth|key|token|secret|cookie/i;

const hostOf = (baseUrl: string): string => (URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl);

/** Keys are plain characters; typographic quotes, dots and line breaks come from copying. */
function keyProblem(apiKey: string | null): string | null {
  if (apiKey === null) return null;
  if (apiKey.trim() === '') return 'it is empty';
  return /^[\x20-\x7e]+$/.test(apiKey.trim()) ? null : 'it contains characters that no key has';
}

/** What every stream of one client shares: names for messages, limits, and what must not be shown. */
export function streamContext(options: ClientOptions, defaultBaseUrl: string, model: string): StreamContext {
  const { apiKey, headers = {}, host } = options;
  const secretHeaders = Object.entries(headers)
    .filter(([name]) => SECRET_HEADER.test(name))
    .map(([, value]) => value);
  return {
    place: {
      display: host.display,
      host: hostOf(options.baseUrl ?? defaultBaseUrl),
      model,
      keyVariable: options.keyVariable ?? null,
    },
    limits: {
      // A host that thinks without a sign of life may think before its head as well.
      connectTimeoutMs: options.connectTimeoutMs ?? Math.max(DEFAULT_CONNECT_TIMEOUT_MS, host.idleTimeoutMs),
      idleTimeoutMs: options.idleTimeoutMs ?? host.idleTimeoutMs,
    },
    keyProblem: keyProblem(apiKey),
    secrets: [...(apiKey === null ? [] : [apiKey]), ...secretHeaders],
  };
}
