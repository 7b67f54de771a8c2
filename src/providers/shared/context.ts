import type { ClientOptions } from './client-options.ts';
import { DEFAULT_CONNECT_TIMEOUT_MS } from './client-options.ts';
import type { StreamContext } from './run-stream.ts';

const SECRET_HEADER = /auth|key|token|secret|cookie/i;

const hostOf = (baseUrl: string): string => (URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl);

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
      connectTimeoutMs: options.connectTimeoutMs ?? DEFAULT_CONNECT_TIMEOUT_MS,
      idleTimeoutMs: options.idleTimeoutMs ?? host.idleTimeoutMs,
    },
    secrets: [...(apiKey === null ? [] : [apiKey]), ...secretHeaders],
  };
}
