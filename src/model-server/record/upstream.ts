import type { WireFamily } from '../../config/backend-types.ts';
import { WIRE_FAMILIES } from '../../config/backend-types.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { ServedProtocols } from '../protocols/served-protocol.ts';

/** A real provider behind the recorder. */
export interface Upstream {
  /** What the path of a request (`/v1/…`) is appended to; no slash at the end. */
  readonly root: string;
  /** Null: it takes every protocol. */
  readonly families: readonly WireFamily[] | null;
}

/** Reads the name of a provider that stands behind a protocol, or the URL before `/v1`. The failure is a sentence. */
export function parseUpstream(text: string, protocols: ServedProtocols): Result<Upstream, string> {
  const named = WIRE_FAMILIES.filter((family) => protocols[family].upstream.name === text);
  const [first] = named;
  if (first !== undefined) return ok({ root: protocols[first].upstream.root, families: named });
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    const names = new Set(WIRE_FAMILIES.map((family) => protocols[family].upstream.name));
    return fail(`upstream ${text}: expected ${[...names].join(', ')} or a URL`);
  }
  if (url.username !== '' || url.search !== '' || url.hash !== '') {
    return fail('upstream: a URL without user, query and fragment is needed; keys belong in the client');
  }
  const isLocal = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
  if (url.protocol === 'http:' && !isLocal) return fail(`upstream ${text}: keys would travel in the open, use https`);
  return ok({ root: `${url.origin}${url.pathname}`.replace(/\/+$/, ''), families: null });
}

/** The upstream for a protocol: the first that names it, else the first that takes all. */
export const upstreamFor = (upstreams: readonly Upstream[], family: WireFamily | undefined): Upstream | undefined =>
  upstreams.find(({ families }) => family !== undefined && families?.includes(family)) ??
  upstreams.find(({ families }) => families === null);
