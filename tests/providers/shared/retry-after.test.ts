import { describe, expect, test } from 'vitest';
import { findRetryAfter, parseDuration } from '../../../src/providers/shared/retry-after.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');

describe('a duration', () => {
  test.each([
    ['1s', 1000],
    ['6m0s', 360_000],
    ['4ms', 4],
    ['1m0.052s', 60_052],
    ['34.4s', 34_400],
    ['2h', 7_200_000],
    ['', null],
    ['soon', null],
    ['1s later', null],
    ['5', null],
  ])('"%s" is %s milliseconds', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });
});

describe('the wait a server asks for', () => {
  test.each([
    ['whole seconds', { 'retry-after': '12' }, 12_000],
    ['parts of a second', { 'retry-after': '0.5' }, 500],
    ['a date', { 'retry-after': 'Sat, 21 Nov 2026 12:00:30 GMT' }, 30_000],
    ['a date that is past', { 'retry-after': 'Sat, 21 Nov 2026 11:00:00 GMT' }, 0],
    ['a date of the older forms', { 'retry-after': 'Saturday, 21-Nov-26 12:00:30 GMT' }, 30_000],
    ['a date without a zone', { 'retry-after': 'Sat Nov 21 12:00:30 2026' }, 30_000],
    ['seconds said twice', { 'retry-after': '12, 12' }, 12_000],
    ['milliseconds before seconds', { 'retry-after-ms': '494', 'retry-after': '9' }, 494],
    ['more than a minute, uncut', { 'retry-after': '3600' }, 3_600_000],
    [
      'the reset of the limit that is used up',
      {
        'x-ratelimit-remaining-requests': '0',
        'x-ratelimit-reset-requests': '6m0s',
        'x-ratelimit-remaining-tokens': '900',
        'x-ratelimit-reset-tokens': '9h',
      },
      360_000,
    ],
    [
      'a reset as a timestamp',
      {
        'anthropic-ratelimit-input-tokens-remaining': '0',
        'anthropic-ratelimit-input-tokens-reset': '2026-11-21T12:01:00Z',
      },
      60_000,
    ],
    ['a reset as the epoch', { 'x-ratelimit-reset': String(NOW + 2500) }, 2500],
  ] satisfies [string, Record<string, string>, number][])('in %s is read from the headers', (_form, headers, ms) => {
    expect(findRetryAfter(headers, null, '', NOW)).toEqual({ ms, source: 'header' });
  });

  test('is read from the details of the body', () => {
    const error = { details: [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '34.4s' }] };
    expect(findRetryAfter({}, error, '', NOW)).toEqual({ ms: 34_400, source: 'body' });
  });

  test('is read from the headers of an upstream that a router quotes', () => {
    const error = { metadata: { headers: { 'X-RateLimit-Reset': String(NOW + 1000) } } };
    expect(findRetryAfter({}, error, '', NOW)).toEqual({ ms: 1000, source: 'body' });
  });

  test.each([
    ['Rate limit reached. Please try again in 1.574s.', 1574],
    ['Please try again in 494ms. Visit …', 494],
    ['Please try again in 7m12s.', 432_000],
    ['Please retry in 34.4s.', 34_400],
    ['Please try again in 20 seconds.', 20_000],
    ['Please wait 2 minutes', 120_000],
  ])('is read from the words "%s"', (words, ms) => {
    expect(findRetryAfter({}, null, words, NOW)).toEqual({ ms, source: 'body' });
  });

  test.each(['', 'Rate limit reached', 'You sent 34 messages in 20 seconds', 'try again later'])(
    'is unknown after "%s"',
    (words) => {
      expect(findRetryAfter({ 'retry-after': 'whenever' }, null, words, NOW)).toBe(null);
    },
  );

  test.each(['-1', 'soon 3', '5 apples', '', '9'.repeat(400)])(
    'is unknown when the header says "%s": no reason to come back at once',
    (value) => {
      expect(findRetryAfter({ 'retry-after': value, 'retry-after-ms': value }, null, '', NOW)).toBe(null);
    },
  );

  test('is unknown while every limit has something left', () => {
    const headers = { 'x-ratelimit-remaining-tokens': '5', 'x-ratelimit-reset-tokens': '6m' };
    expect(findRetryAfter(headers, null, '', NOW)).toBe(null);
  });
});
