import { isObject, listOf, objectOf, textOf } from './json.ts';

/** Header names arrive in lower case. */
export type WireHeaders = Readonly<Record<string, string>>;

export interface RetryAfter {
  readonly ms: number;
  readonly source: 'header' | 'body';
}

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const DURATION = /(\d+(?:\.\d+)?)(ms|s|m|h|d)/g;
const WHOLE_DURATION = /^(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+$/;
const IN_WORDS =
  /(?:try again|retry|wait)\D{0,24}?((?:\d+(?:\.\d+)?\s*(?:milliseconds?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h)(?![a-z])\s*)+)/i;
const WORDED_AMOUNT = /(\d+(?:\.\d+)?)\s*([a-z]+)/gi;

/** `1s`, `6m0s`, `4ms`, `1m0.052s` in milliseconds, or null. */
export function parseDuration(text: string): number | null {
  const trimmed = text.trim();
  if (!WHOLE_DURATION.test(trimmed)) return null;
  let ms = 0;
  for (const [, amount, unit] of trimmed.matchAll(DURATION)) ms += Number(amount) * (UNIT_MS[unit ?? ''] ?? 0);
  return ms;
}

/** The oldest form of a date in HTTP names no zone and means Greenwich. */
const ZONELESS = /^[a-z]{3} [a-z]{3} .*\d$/i;

/** Without a time of day in it a text is no date, though `Date.parse` makes one of nearly anything with a digit. */
const untilDate = (text: string, nowMs: number): number | null => {
  if (!/\d:\d\d/.test(text)) return null;
  const at = Date.parse(ZONELESS.test(text.trim()) ? `${text} GMT` : text);
  return Number.isNaN(at) ? null : Math.max(0, at - nowMs);
};

/** Plain seconds, a duration, or a date of any usual form. Of a header that was sent twice the first counts. */
function parseWait(text: string, nowMs: number): number | null {
  const seconds = /^\s*(\d{1,12}(?:\.\d+)?)\s*(?:,|$)/.exec(text)?.[1];
  if (seconds !== undefined) return Number(seconds) * 1000;
  return parseDuration(text) ?? untilDate(text, nowMs);
}

/** The longest reset among the limits that are used up; a limit with something left is not what stopped us. */
function fromLimitHeaders(headers: WireHeaders, nowMs: number): number | null {
  let longest: number | null = null;
  for (const [name, value] of Object.entries(headers)) {
    const isReset =
      /^x-ratelimit-reset(?:-|$)/.test(name) || /^(?:anthropic-ratelimit|x-ratelimit)-.*-reset$/.test(name);
    if (!isReset) continue;
    const remaining = headers[name.replace('reset', 'remaining')];
    if (remaining !== undefined && Number(remaining) > 0) continue;
    const ms = parseReset(value, nowMs);
    if (ms !== null) longest = Math.max(longest ?? 0, ms);
  }
  return longest;
}

/** A reset is a duration, a timestamp, seconds to go, or the epoch in seconds or milliseconds. */
function parseReset(value: string, nowMs: number): number | null {
  if (/^\d{13}$/.test(value)) return Math.max(0, Number(value) - nowMs);
  if (/^\d{10}$/.test(value)) return Math.max(0, Number(value) * 1000 - nowMs);
  return parseWait(value, nowMs);
}

function fromHeaders(headers: WireHeaders, nowMs: number): number | null {
  const precise = headers['retry-after-ms'];
  if (precise !== undefined && /^\d{1,15}(?:\.\d+)?$/.test(precise.trim())) return Number(precise);
  const usual = headers['retry-after'];
  const ms = usual === undefined ? null : parseWait(usual, nowMs);
  return ms ?? fromLimitHeaders(headers, nowMs);
}

function fromDetails(error: unknown, nowMs: number): number | null {
  for (const detail of listOf(objectOf(error)['details'])) {
    if (!isObject(detail) || !textOf(detail['@type']).endsWith('RetryInfo')) continue;
    const ms = parseDuration(textOf(detail['retryDelay']));
    if (ms !== null) return ms;
  }
  // A router passes the upstream's headers on inside the body.
  const nested = objectOf(objectOf(objectOf(error)['metadata'])['headers']);
  const headers = Object.fromEntries(
    Object.entries(nested).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
  return fromHeaders(headers, nowMs);
}

function fromWords(message: string): number | null {
  const said = IN_WORDS.exec(message)?.[1];
  if (said === undefined) return null;
  let ms = 0;
  for (const [, amount, unit = ''] of said.matchAll(WORDED_AMOUNT)) {
    const short = /^(?:ms|milli)/i.test(unit) ? 'ms' : unit.slice(0, 1).toLowerCase();
    ms += Number(amount) * (UNIT_MS[short] ?? 0);
  }
  return ms;
}

/** What the server asked to wait, in milliseconds: a header if there is one, else the body's details or its words. */
export function findRetryAfter(
  headers: WireHeaders,
  error: unknown,
  message: string,
  nowMs: number,
): RetryAfter | null {
  const header = fromHeaders(headers, nowMs);
  if (header !== null) return { ms: Math.ceil(header), source: 'header' };
  const body = fromDetails(error, nowMs) ?? fromWords(message);
  return body === null ? null : { ms: Math.ceil(body), source: 'body' };
}
