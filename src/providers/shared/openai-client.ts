import { OpenAI } from 'openai/client';
import { APIError } from 'openai/error';
import type { ClientOptions } from './client-options.ts';
import { isHostOf, withoutEnvironmentHeaders } from './environment-headers.ts';
import type { Exchange } from '../wire/exchange.ts';
import type { FailureFacts } from './failure-facts.ts';
import { factsOfBody } from './failure-facts.ts';

export const OPENAI_BASE_URL = 'https://api.openai.com/v1';
const AZURE_API_VERSION = '2024-12-01-preview';

interface Address {
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string | null>>;
  readonly query: Readonly<Record<string, string>>;
}

/**
 * Azure's classic addresses name the deployment in the path; its `/openai/v1` surface is like OpenAI's own. What stands
 * behind either, as in the addresses the portal offers for copying, is ours to write.
 */
function azureAddress(options: ClientOptions, given: string, headers: Address['headers'], model: string): Address {
  const [place = '', query = ''] = given.split('?', 2);
  const params = Object.fromEntries(new URLSearchParams(query));
  const [, root = place, v1] = /^(.*?)\/openai(?:(\/v1)(?=\/|$)|\/deployments(?=\/|$)|$)/.exec(place) ?? [];
  if (v1 !== undefined) return { baseUrl: `${root}/openai/v1`, headers, query: params };
  return {
    baseUrl: `${root.replace(/\/+$/, '')}/openai/deployments/${encodeURIComponent(model)}`,
    headers,
    query: { ...params, 'api-version': options.apiVersion ?? params['api-version'] ?? AZURE_API_VERSION },
  };
}

/** Where requests go, and what they carry. */
function address(options: ClientOptions, model: string): Address {
  const baseUrl = (options.baseUrl ?? OPENAI_BASE_URL).replace(/\/+$/, '');
  const foreign = isHostOf(options.baseUrl, 'openai.com') ? {} : withoutEnvironmentHeaders('OPENAI_CUSTOM_HEADERS');
  const headers = { ...foreign, ...options.headers };
  if (options.host.transport !== 'azure') {
    // A server without keys must not get a made-up one either.
    return { baseUrl, headers: options.apiKey === null ? { ...headers, authorization: null } : headers, query: {} };
  }
  return azureAddress(options, baseUrl, { ...headers, authorization: null, 'api-key': options.apiKey }, model);
}

/** The official client for one exchange: no retries, nothing printed, nothing taken from the environment but certificates. */
export function openAiClient(options: ClientOptions, model: string, exchange: Exchange): OpenAI {
  const { baseUrl, headers, query } = address(options, model);
  return new OpenAI({
    apiKey: options.apiKey ?? 'none',
    adminAPIKey: null,
    baseURL: baseUrl,
    organization: null,
    project: null,
    defaultHeaders: headers,
    defaultQuery: query,
    maxRetries: 0,
    // Our own watchdog decides; this one must not be faster.
    timeout: 2_147_483_647,
    logLevel: 'off',
    fetch: exchange.fetch,
  });
}

/** The facts of an error event: the SDK throws its object without a status. */
export function factsOfOpenAiError(error: unknown): FailureFacts | null {
  if (!(error instanceof APIError) || error.error === undefined) return null;
  return factsOfBody('in_stream', null, error.error);
}
