import { describe, expect, test } from 'vitest';
import type { FailureClass } from '../../../src/runtime/ports/model.ts';
import { describeFailure } from '../../../src/providers/shared/describe-failure.ts';
import { failureClass, isContentFilter } from '../../../src/providers/shared/failure-class.ts';
import { bareFacts, factsOfBody, rootCause } from '../../../src/providers/shared/failure-facts.ts';

type Row = [what: string, status: number | null, body: unknown, expected: FailureClass];

const error = (fields: object): unknown => ({ error: fields });

describe('the class of a provider’s error', () => {
  test.each([
    ['a bad key', 401, error({ code: 'invalid_api_key', type: 'invalid_request_error' }), 'auth'],
    [
      'a bad key that is a 400',
      400,
      error({ status: 'INVALID_ARGUMENT', details: [{ reason: 'API_KEY_INVALID' }] }),
      'auth',
    ],
    ['a 403 about the key', 403, error({ message: 'Your API key is disabled' }), 'auth'],
    ['a 403 about the model', 403, error({ message: 'Not in your region' }), 'permission'],
    ['a 403 about a model the project may not use', 403, error({ code: 'model_not_found' }), 'permission'],
    ['a bad key that only words tell', 400, { code: 'x', error: 'Incorrect API key provided: xa***.' }, 'auth'],
    ['an unknown model that is a 400', 400, error({ code: 'model_not_found' }), 'not_found'],
    ['an unknown model', 404, error({ type: 'not_found_error' }), 'not_found'],
    ['a rate limit', 429, error({ code: 'rate_limit_exceeded', type: 'tokens' }), 'rate_limit'],
    ['no money left', 429, error({ code: 'insufficient_quota' }), 'quota'],
    ['no money left, in words', 400, error({ message: 'Your credit balance is too low to access the API' }), 'quota'],
    [
      'a spend limit',
      429,
      error({ type: 'rate_limit_error', details: { error_code: 'enforced_spend_limit_reached' } }),
      'quota',
    ],
    [
      'a quota by the day',
      429,
      error({
        status: 'RESOURCE_EXHAUSTED',
        details: [{ violations: [{ quotaId: 'GenerateRequestsPerDayPerProject' }] }],
      }),
      'quota',
    ],
    [
      'a quota by the minute',
      429,
      error({ status: 'RESOURCE_EXHAUSTED', details: [{ violations: [{ quotaId: 'RequestsPerMinute' }] }] }),
      'rate_limit',
    ],
    ['no credits, in words', 403, error({ message: 'Your team doesn’t have any credits yet' }), 'quota'],
    ['no money left on Moonshot', 429, error({ type: 'exceeded_current_quota_error' }), 'quota'],
    ['a limit the user set', 400, error({ message: 'You have reached your specified API usage limits.' }), 'quota'],
    [
      'Google’s words for any limit',
      429,
      error({ status: 'RESOURCE_EXHAUSTED', message: 'You exceeded your current quota, check your plan.' }),
      'rate_limit',
    ],
    ['a payment', 402, error({ message: 'Insufficient Balance' }), 'quota'],
    ['too long, by code', 400, error({ code: 'context_length_exceeded' }), 'context'],
    ['too long, by words', 400, error({ message: 'prompt is too long: 208310 tokens > 200000 maximum' }), 'context'],
    [
      'too long on vLLM',
      400,
      { object: 'error', message: "This model's maximum context length is 8192 tokens." },
      'context',
    ],
    [
      'too long on Mistral',
      400,
      {
        object: 'error',
        message: 'Prompt contains 40000 tokens, too large for model with 32768 maximum context length',
      },
      'context',
    ],
    ['too long on llama.cpp', 400, error({ type: 'exceed_context_size_error', message: 'x' }), 'context'],
    [
      'a rate limit that speaks of tokens',
      429,
      error({ message: 'maximum context length is fine, slow down' }),
      'rate_limit',
    ],
    ['a body that is too large', 413, error({ type: 'request_too_large' }), 'bad_request'],
    ['a wrong parameter', 422, { detail: [{ msg: 'field required' }] }, 'bad_request'],
    ['an overload', 529, error({ type: 'overloaded_error' }), 'overloaded'],
    ['an overload that is a 500', 500, error({ type: 'api_error', message: 'Overloaded' }), 'overloaded'],
    ['a server error', 500, error({ type: 'server_error' }), 'server'],
    ['a gateway', 502, null, 'server'],
  ] satisfies Row[])('%s', (_what, status, body, expected) => {
    expect(failureClass(factsOfBody('http', status, body))).toBe(expected);
  });

  test.each([
    ['an overload', null, error({ code: 'server_is_overloaded', type: 'service_unavailable_error' }), 'overloaded'],
    ['a rate limit', null, error({ code: 'rate_limit_exceeded', type: 'tokens' }), 'rate_limit'],
    ['a server error, flat', null, { type: 'error', code: 'server_error', message: 'x' }, 'server'],
    ['a timeout', null, error({ type: 'timeout_error' }), 'timeout'],
    ['an upstream’s status as code', null, error({ code: 502, message: 'Provider returned error' }), 'server'],
    [
      'a refused request',
      null,
      error({ type: 'invalid_request_error', code: 'tool_use_failed', status_code: 400 }),
      'bad_request',
    ],
    ['a bad image, flat', null, { type: 'error', code: 'invalid_image_url', message: 'x' }, 'bad_request'],
    ['a code that is a word of the language', null, { error: { code: 'constructor', type: '__proto__' } }, 'server'],
    ['a plain text', null, { error: 'something broke' }, 'server'],
    ['nothing at all', null, null, 'server'],
  ] satisfies Row[])('inside a stream: %s', (_what, status, body, expected) => {
    expect(failureClass(factsOfBody('in_stream', status, body))).toBe(expected);
  });

  test.each([
    ['network', 'network'],
    ['stalled', 'network'],
    ['no_headers', 'timeout'],
    ['cut_off', 'interrupted'],
    ['malformed', 'interrupted'],
    ['not_a_stream', 'bad_request'],
  ] as const)('of kind %s is %s', (kind, expected) => {
    expect(failureClass(bareFacts(kind, ''))).toBe(expected);
  });

  test('is none of an Azure content filter, which is an answer of a kind', () => {
    expect(isContentFilter(factsOfBody('http', 400, error({ code: 'content_filter' })))).toBe(true);
    const inner = { code: 'BadRequest', innererror: { code: 'ResponsibleAIPolicyViolation' } };
    expect(isContentFilter(factsOfBody('http', 400, error(inner)))).toBe(true);
    expect(isContentFilter(factsOfBody('http', 400, error({ code: 'x' })))).toBe(false);
  });
});

describe('the sentence about a failure', () => {
  const place = { display: 'OpenAI', host: 'api.openai.com', model: 'gpt-5.2', keyVariable: 'OPENAI_API_KEY' };
  const say = (status: number | null, body: unknown): string =>
    describeFailure(factsOfBody('http', status, body), place, {}, ['topsecretkey'], 0).message;

  test('names the place, the cause and the way out', () => {
    expect(say(401, error({ message: 'Incorrect API key' }))).toBe(
      'OpenAI (gpt-5.2 at api.openai.com): the key was not accepted (401): Incorrect API key. Check OPENAI_API_KEY.',
    );
    expect(say(400, error({ message: 'Bad value.', param: 'temperature' }))).toMatch(
      /Bad value\. Check temperature\.$/,
    );
    expect(say(400, error({ message: 'top_k: Extra inputs are not permitted' }))).toMatch(/Check top_k\.$/);
    expect(say(404, null)).toBe(
      'OpenAI (gpt-5.2 at api.openai.com): model or address not found (404). Check model and base_url.',
    );
  });

  test('is short, of one line, and free of secrets', () => {
    const sentence = say(500, error({ message: `bad\n\nthing topsecretkey ${'x'.repeat(5000)}` }));
    expect(sentence.length).toBeLessThan(400);
    expect(sentence).not.toContain('\n');
    expect(sentence).toContain('[key]');
  });
});

test('the cause at the bottom of a chain of errors is found', () => {
  const socket = Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' });
  expect(rootCause(new TypeError('terminated', { cause: socket }))).toEqual({
    code: 'UND_ERR_SOCKET',
    words: 'other side closed',
  });
  const both = new AggregateError([Object.assign(new Error('refused ::1'), { code: 'ECONNREFUSED' })]);
  expect(rootCause(new Error('fetch failed', { cause: both }))).toEqual({ code: 'ECONNREFUSED', words: 'refused ::1' });
});
