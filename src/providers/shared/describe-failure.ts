import type { FailureClass, ProviderFailure } from '../../runtime/ports/model.ts';
import { failureClass } from './failure-class.ts';
import type { FailureFacts, FailureKind } from './failure-facts.ts';
import { requestIdOf } from './failure-facts.ts';
import { redact } from './redact.ts';
import type { RetryAfter, WireHeaders } from './retry-after.ts';
import { findRetryAfter } from './retry-after.ts';

/** Where a failure happened, for people. */
export interface Place {
  /** The name people know the provider by. */
  readonly display: string;
  /** Host and port the request went to. */
  readonly host: string;
  readonly model: string;
  /** Name of the variable the key came from, if it came from one. */
  readonly keyVariable: string | null;
}

const MAX_WORDS = 240;

const KIND_CAUSE: Readonly<Record<Exclude<FailureKind, 'http' | 'in_stream'>, string>> = {
  network: 'the connection failed',
  no_headers: 'no answer within the time limit',
  stalled: 'the answer stalled',
  cut_off: 'the answer ended before it was complete',
  malformed: 'the answer contained a broken event',
  not_a_stream: 'the answer is not an event stream',
  unsendable_key: 'the key is none',
  redirected: 'the server redirects the request, and a key follows no redirect',
  too_long: 'the answer is longer than any model may write, and was given up',
};

const CLASS_CAUSE: Readonly<Record<FailureClass, string>> = {
  auth: 'the key was not accepted',
  permission: 'the key has no permission for this',
  not_found: 'model or address not found',
  bad_request: 'the request was rejected',
  context: 'the conversation is too long for the model',
  rate_limit: 'rate limit reached',
  quota: 'the quota or credit is used up',
  overloaded: 'the provider is overloaded',
  server: 'the provider had an error',
  network: 'the connection failed',
  timeout: 'the provider timed out',
  interrupted: 'the answer broke off',
};

function wayOut(failure: FailureClass, facts: FailureFacts, place: Place, retryAfter: RetryAfter | null): string {
  switch (failure) {
    case 'auth':
      return `Check ${place.keyVariable === null ? 'the key (backend.api_key)' : place.keyVariable}.`;
    case 'permission':
      return 'Choose a model this key may use, or another key.';
    case 'not_found':
      return 'Check model and base_url.';
    case 'bad_request':
      if (facts.kind === 'redirected') return 'base_url should be the final address.';
      if (facts.kind === 'not_a_stream') return 'Check base_url, and any proxy in between.';
      return facts.param === null ? 'Check the settings of this backend.' : `Check ${facts.param}.`;
    case 'context':
      return 'Shorten the conversation or choose a model with a larger window.';
    case 'rate_limit':
      if (retryAfter === null) return 'Wait and try again.';
      return `Try again in ${Math.max(0.1, Math.round(retryAfter.ms / 100) / 10)} s.`;
    case 'quota':
      return 'Raise the limit or add credit with the provider.';
    case 'network':
      return 'Check the network and base_url.';
    case 'overloaded':
    case 'server':
    case 'timeout':
    case 'interrupted':
      return 'Try again.';
  }
}

const clip = (text: string): string => (text.length > MAX_WORDS ? `${text.slice(0, MAX_WORDS - 1)}…` : text);

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** An HTML page says more through its title than through its tags. */
function readable(words: string): string {
  if (!/^\s*<(?:!doctype|html|\?xml|head|body)/i.test(words)) return oneLine(words);
  const title = /<title[^>]*>([^<]*)<\/title>/i.exec(words)?.[1];
  return title === undefined || title.trim() === '' ? 'an HTML page' : `an HTML page, "${oneLine(title)}"`;
}

/** The failure as the runtime sees it: class, a sentence with place, cause and way out, and no secret. */
export function describeFailure(
  facts: FailureFacts,
  place: Place,
  headers: WireHeaders,
  secrets: readonly string[],
  nowMs: number,
): ProviderFailure {
  const failure = failureClass(facts);
  const waits = failure === 'rate_limit' || failure === 'overloaded' || failure === 'server' || failure === 'timeout';
  const retryAfter = waits ? findRetryAfter(headers, facts.error, facts.words, nowMs) : null;
  const cause = facts.kind === 'http' || facts.kind === 'in_stream' ? CLASS_CAUSE[failure] : KIND_CAUSE[facts.kind];
  const status = facts.status === null || facts.status < 400 ? '' : ` (${facts.status})`;
  const words = clip(readable(redact(facts.words, secrets)));
  const said = words === '' ? '' : `: ${/[.!?…"]$/.test(words) ? words : `${words}.`}`;
  // Many providers name the wait in their own words.
  const advice = /try again|retry in/i.test(words) ? '' : ` ${wayOut(failure, facts, place, retryAfter)}`;
  const where = `${place.display} (${place.model} at ${place.host})`;
  const stop = said === '' ? '.' : '';
  return {
    class: failure,
    message: redact(`${where}: ${cause}${status}${said}${stop}${advice}`, secrets),
    status: facts.status,
    // A number here only repeats the status; Google has its real name beside it.
    code: facts.code === null || /^\d+$/.test(facts.code) ? (facts.type ?? facts.code) : facts.code,
    param: facts.param,
    retryAfter,
    requestId: requestIdOf(headers),
  };
}
