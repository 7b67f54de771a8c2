import type { IncomingHttpHeaders } from 'node:http';
import type { WireFamily } from '../config/backend-types.ts';
import { WIRE_FAMILIES } from '../config/backend-types.ts';
import { agentIdOf } from './base-url.ts';
import type { ServedProtocols, WirePlace } from './protocols/served-protocol.ts';

/** What a request wants, and in which protocol. */
export interface Route extends Omit<WirePlace, 'operation'> {
  /** The id in the base path; empty when the client did not use one. */
  readonly agentId: string;
  readonly family: WireFamily;
  readonly operation: WirePlace['operation'] | 'list_models';
}

/** Who imitates a provider most often imitates this. */
const USUAL: WireFamily = 'openai-chat';

/** Finds the meaning of a path. Undefined: no such place. */
export function routeOf(
  protocols: ServedProtocols,
  method: string,
  url: string,
  headers: IncomingHttpHeaders,
): Route | undefined {
  const path = url.split('?', 1)[0] ?? '';
  const agentId = agentIdOf(path);
  if (method === 'GET' && path.endsWith('/models')) {
    const family = WIRE_FAMILIES.find((known) => protocols[known].listsModels(path, headers)) ?? USUAL;
    return { agentId, family, operation: 'list_models', model: null, streams: null };
  }
  if (method !== 'POST') return undefined;
  for (const family of WIRE_FAMILIES) {
    const place = protocols[family].placeOf(path);
    if (place !== undefined) return { agentId, family, ...place };
  }
  return undefined;
}
