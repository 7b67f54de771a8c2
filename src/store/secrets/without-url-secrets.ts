const USER_INFO = /\b([a-z][a-z0-9+.-]*:\/\/)[^\s/?#@"']+@/gi;
const QUERY_KEY = /([?&](?:[\w-]*[-_])?(?:key|apikey|token|secret|password|passwd|sig|signature)=)[^&#\s"']+/gi;

/**
 * A copy of a JSON-like tree whose addresses have lost user names, passwords and keys in queries. For settings only: in
 * what a model wrote, such an address may be the answer.
 */
export function withoutUrlSecrets(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(USER_INFO, '$1[redacted]@').replace(QUERY_KEY, '$1[redacted]');
  if (Array.isArray(value)) return value.map((item) => withoutUrlSecrets(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withoutUrlSecrets(item)]));
}
