import type { FailureClass } from '../../runtime/ports/model.ts';
import type { FailureFacts } from './failure-facts.ts';
import { isObject, listOf, objectOf, someText, textOf, wordTable } from './json.ts';

/** Codes and types that name a class whatever the status says. Words are consulted only where no code exists. */
const BY_NAME = wordTable<FailureClass>({
  insufficient_quota: 'quota',
  billing_error: 'quota',
  billing_not_active: 'quota',
  billing_hard_limit_reached: 'quota',
  insufficient_credits: 'quota',
  exceeded_current_quota_error: 'quota',
  arrearage: 'quota',
  context_length_exceeded: 'context',
  model_context_window_exceeded: 'context',
  exceed_context_size_error: 'context',
  invalid_api_key: 'auth',
  authentication_error: 'auth',
  unauthenticated: 'auth',
  api_key_invalid: 'auth',
  permission_error: 'permission',
  permission_denied: 'permission',
  unsupported_country_region_territory: 'permission',
  model_not_found: 'not_found',
  not_found_error: 'not_found',
  not_found: 'not_found',
  deploymentnotfound: 'not_found',
  rate_limit_exceeded: 'rate_limit',
  rate_limit_error: 'rate_limit',
  too_many_requests: 'rate_limit',
  resource_exhausted: 'rate_limit',
  overloaded_error: 'overloaded',
  engine_overloaded_error: 'overloaded',
  server_is_overloaded: 'overloaded',
  service_unavailable_error: 'overloaded',
  unavailable: 'overloaded',
  timeout_error: 'timeout',
  deadline_exceeded: 'timeout',
  server_error: 'server',
  api_error: 'server',
  internal_server_error: 'server',
  internal: 'server',
});

const BY_STATUS: Readonly<Record<number, FailureClass>> = {
  401: 'auth',
  402: 'quota',
  403: 'permission',
  404: 'not_found',
  408: 'timeout',
  409: 'server',
  425: 'server',
  429: 'rate_limit',
  498: 'overloaded',
  503: 'overloaded',
  529: 'overloaded',
};

const CONTEXT_WORDS =
  /prompt is too long|exceeds? (?:the )?context (?:limit|window|length|size)|input token count .{0,24}exceeds the maximum|maximum context length|maximum prompt length is|context length of only|input is too long|context size has been exceeded|context length exceeded/i;
const CREDIT_WORDS =
  /credit balance is too low|insufficient (?:balance|credits?|funds)|(?:any|all|out of|no)(?: more| available)? credits|credits (?:are|is) depleted|exceeded your (?:monthly )?spend|spending limit|specified api usage limits/i;
const KEY_WORDS = /api[ _-]?key|credential|authenticat|token (?:is )?(?:invalid|expired)/i;

/** Codes of a request that no second try will mend; inside a stream nothing else says so. */
const REQUEST_CODES = /^(?:invalid|unsupported|empty|missing|unknown|image)_|_(?:not_found|policy|violation)$/;

/** A quota by the day, a spend limit, an empty purse: waiting a little does not help. */
function isQuota(facts: FailureFacts): boolean {
  const error = objectOf(facts.error);
  const finer = textOf(objectOf(error['details'])['error_code']);
  if (/spend|billing|credit/.test(finer)) return true;
  const violations = listOf(error['details']).flatMap((detail) => listOf(objectOf(detail)['violations']));
  if (violations.some((violation) => /PerDay/i.test(textOf(objectOf(violation)['quotaId'])))) return true;
  return CREDIT_WORDS.test(facts.words);
}

const reasons = (error: unknown): readonly string[] =>
  listOf(objectOf(error)['details']).flatMap((detail) =>
    isObject(detail) ? [someText(detail['reason'])].filter((reason) => reason !== null) : [],
  );

function byStatus(status: number, facts: FailureFacts): FailureClass {
  if (status === 403 && KEY_WORDS.test(facts.words)) return 'auth';
  const known = BY_STATUS[status];
  if (known !== undefined) return known;
  if (status >= 500) return /overloaded/i.test(facts.words) ? 'overloaded' : 'server';
  return 'bad_request';
}

function byAnswer(facts: FailureFacts): FailureClass {
  const names = [facts.code, facts.type, ...reasons(facts.error)].map((name) => (name ?? '').toLowerCase());
  const status = facts.status ?? facts.innerStatus;
  const named = names.map((name) => BY_NAME.get(name)).filter((found) => found !== undefined);
  if (named.includes('quota') || status === 402 || isQuota(facts)) return 'quota';
  const mayBeContext = status === null || status === 400 || status === 413 || status === 422 || status === 500;
  if (named.includes('context') || (mayBeContext && CONTEXT_WORDS.test(facts.words))) return 'context';
  if (named.includes('auth') || /api key not valid|(?:incorrect|invalid) api key/i.test(facts.words)) return 'auth';
  // A project without the right to a model is told that there is none.
  if (status === 403 && named.includes('not_found')) return 'permission';
  const [first] = named;
  // `api_error` is a wide word: a status, or the text "Overloaded", says more.
  if (first !== undefined && !(first === 'server' && status !== null)) {
    return first === 'server' && /overloaded/i.test(facts.words) ? 'overloaded' : first;
  }
  if (status !== null) return byStatus(status, facts);
  if (names.some((name) => REQUEST_CODES.test(name))) return 'bad_request';
  if (names.includes('requests') || names.includes('tokens')) return 'rate_limit';
  return /overloaded/i.test(facts.words) ? 'overloaded' : 'server';
}

/** The one classification for all providers. */
export function failureClass(facts: FailureFacts): FailureClass {
  switch (facts.kind) {
    case 'http':
    case 'in_stream':
      return byAnswer(facts);
    case 'unsendable_key':
      return 'auth';
    case 'network':
    case 'stalled':
      return 'network';
    case 'no_headers':
      return 'timeout';
    case 'cut_off':
    case 'malformed':
    case 'too_long':
      return 'interrupted';
    case 'not_a_stream':
    case 'redirected':
      return 'bad_request';
  }
}

/** The provider refused the content itself: an answer of a kind, not an error. */
export function isContentFilter(facts: FailureFacts): boolean {
  const inner = objectOf(objectOf(facts.error)['innererror']);
  return facts.code === 'content_filter' || textOf(inner['code']) === 'ResponsibleAIPolicyViolation';
}
