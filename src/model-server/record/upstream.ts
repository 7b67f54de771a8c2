import type { WireFamily } from '../../runtime/ports/model.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';

/** A real provider behind the recorder. */
export interface Upstream {
  /** What the path of a request (`/v1/…`) is appended to; no slash at the end. */
  readonly root: string;
  /** Null: it takes every protocol. */
  readonly families: readonly WireFamily[] | null;
}

const PROVIDERS: Readonly<Record<string, Upstream>> = {
  openai: { root: 'https://api.openai.com', families: ['openai-responses', 'openai-chat'] },
  anthropic: { root: 'https://api.anthropic.com', families: ['anthropic-messages'] },
  google: { root: 'https://generativelanguage.googleapis.com', families: ['google-generate'] },
};
const NAMES = Object.keys(PROVIDERS).join(', ');

/** Reads `openai`, `anthropic`, `google` or the URL that stands before `/v1`. The failure is a sentence. */
export function parseUpstream(text: string): Result<Upstream, string> {
  const provider = Object.hasOwn(PROVIDERS, text) ? PROVIDERS[text] : undefined;
  if (provider !== undefined) return ok(provider);
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return fail(`upstream ${text}: expected ${NAMES} or a URL`);
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
