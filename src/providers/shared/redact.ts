import { secretValues, withoutSecrets } from '../../shared/secret-value.ts';

const BEARER = /\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}/gi;
const KEY_SHAPES =
  /\b(?:sk|pk|rk|gsk|xai|csk|nvapi|fw|tgp|key)[-_](?:[A-Za-z0-9]+[-_])*[A-Za-z0-9*]{12,}|\bAIza[A-Za-z0-9_-]{20,}/g;
const QUERY_KEYS = /([?&](?:key|api[-_]?key|access_token|token)=)[^&\s"']+/gi;

/** `text` without any of `secrets` and without anything that looks like a key, whole or in part. */
export function redact(text: string, secrets: readonly string[]): string {
  const hidden = secretValues(secrets);
  const written = secretValues([...hidden, ...hidden.map((secret) => encodeURIComponent(secret.toWellFormed()))]);
  return withoutSecrets(text, written, '[key]')
    .replace(BEARER, '$1 [key]')
    .replace(KEY_SHAPES, '[key]')
    .replace(QUERY_KEYS, '$1[key]');
}
