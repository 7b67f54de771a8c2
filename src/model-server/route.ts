import type { IncomingHttpHeaders } from 'node:http';
import type { WireFamily } from '../runtime/ports/model.ts';
import { agentIdOf } from './base-url.ts';

/** What a request wants. `model` is null where the body names it. */
type Operation = 'message' | 'count_tokens' | 'compact' | 'list_models';

export interface Route {
  /** The id in the base path; empty when the client did not use one. */
  readonly agentId: string;
  readonly family: WireFamily;
  readonly operation: Operation;
  readonly model: string | null;
  /** Google says it in the path; null where the body's `stream` decides. */
  readonly streams: boolean | null;
}

type Fixed = readonly [ending: string, family: WireFamily, operation: Operation];

const POST_ENDINGS: readonly Fixed[] = [
  ['/responses', 'openai-responses', 'message'],
  ['/responses/compact', 'openai-responses', 'compact'],
  ['/responses/input_tokens', 'openai-responses', 'count_tokens'],
  ['/chat/completions', 'openai-chat', 'message'],
  ['/messages', 'anthropic-messages', 'message'],
  ['/messages/count_tokens', 'anthropic-messages', 'count_tokens'],
];

/** Finds the meaning of a path by its ending, so that hosts with longer base paths work. Undefined: no such place. */
export function routeOf(method: string, url: string, headers: IncomingHttpHeaders): Route | undefined {
  const path = url.split('?', 1)[0] ?? '';
  const agentId = agentIdOf(path);
  if (method === 'GET') {
    if (!path.endsWith('/models')) return undefined;
    return { agentId, family: clientFamily(path, headers), operation: 'list_models', model: null, streams: null };
  }
  if (method !== 'POST') return undefined;
  const google = /\/models\/([^/:]+):(streamGenerateContent|generateContent|countTokens)$/.exec(path);
  if (google !== null) {
    const [, model = '', verb] = google;
    const operation = verb === 'countTokens' ? 'count_tokens' : 'message';
    const streams = verb === 'streamGenerateContent';
    return { agentId, family: 'google-generate', operation, model: decoded(model), streams };
  }
  const found = POST_ENDINGS.find(([ending]) => path.endsWith(ending));
  return found && { agentId, family: found[1], operation: found[2], model: null, streams: null };
}

/** All providers list their models at the same path; their clients differ in the headers. */
function clientFamily(path: string, headers: IncomingHttpHeaders): WireFamily {
  if (headers['anthropic-version'] !== undefined) return 'anthropic-messages';
  if (headers['x-goog-api-key'] !== undefined || path.endsWith('/v1beta/models')) return 'google-generate';
  return 'openai-chat';
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a stray % is part of the name
  }
}
