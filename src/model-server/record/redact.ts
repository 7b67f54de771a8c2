import type { IncomingHttpHeaders } from 'node:http';
import { secretValues, withoutSecrets } from '../../shared/secret-value.ts';
import { isObject } from '../protocols/read-json.ts';

const SECRET_HEADERS = ['authorization', 'x-api-key', 'api-key', 'x-goog-api-key', 'proxy-authorization', 'cookie'];
const SECRET_NAMES =
  /^(authorization|proxy-authorization|cookie|(x-)?(goog-)?api[-_]?key|access[-_]?token|refresh[-_]?token|client[-_]?secret|password|secret)$/i;
/**
 * Keys of known shape that came in by another way than this request's headers. Only those that nothing else looks like:
 * a recording has to come back to the byte, so an innocent word must stay whole.
 */
const KEY_SHAPES = /\b(sk-[A-Za-z0-9_-]{16,}|AIza[A-Za-z0-9_-]{30,}|xai-[A-Za-z0-9]{20,}|gsk_[A-Za-z0-9]{20,})/g;
// Below this a "key" is a placeholder such as `none`, and replacing it would maim ordinary words.
const MIN_SECRET_CHARS = 8;

const REDACTED = '[redacted]';

/** The values with which this request proves who it is: nothing that contains one may be stored. */
export function secretsOf(headers: IncomingHttpHeaders, url: string): readonly string[] {
  const fromHeaders = SECRET_HEADERS.flatMap((name) => {
    const value = String(headers[name] ?? '');
    return [value, value.replace(/^\S+ /, '')]; // with and without `Bearer`
  });
  const query = URL.parse(url, 'http://local')?.searchParams;
  const fromQuery = ['key', 'api_key', 'access_token'].map((name) => query?.get(name) ?? '');
  return secretValues([...fromHeaders, ...fromQuery].filter((secret) => secret.length >= MIN_SECRET_CHARS));
}

/** `text` without the secrets and without anything that has the shape of a key. */
export const redactText = (text: string, secrets: readonly string[]): string =>
  withoutSecrets(text, secrets, REDACTED).replaceAll(KEY_SHAPES, REDACTED);

/** A JSON value with every text redacted, and with the values of properties that are named like a secret. */
export function redactJson(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === 'string') return redactText(value, secrets);
  if (Array.isArray(value)) return value.map((entry) => redactJson(entry, secrets));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      redactText(name, secrets),
      typeof inner === 'string' && SECRET_NAMES.test(name) ? REDACTED : redactJson(inner, secrets),
    ]),
  );
}
