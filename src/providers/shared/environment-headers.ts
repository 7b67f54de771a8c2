/** True when the address is `domain` or below it; no address means the SDK's own. */
export function isHostOf(baseUrl: string | null, domain: string): boolean {
  if (baseUrl === null) return true;
  if (!URL.canParse(baseUrl)) return false;
  const { hostname } = new URL(baseUrl);
  return hostname === domain || hostname.endsWith(`.${domain}`);
}

/**
 * Switches off the headers an SDK takes from the environment variable `variable`, one `Name: value` a line: they were meant
 * for the provider itself and may be secret, so no other host gets them.
 */
export function withoutEnvironmentHeaders(variable: string): Record<string, null> {
  const lines = (process.env[variable] ?? '').split('\n').filter((line) => line.includes(':'));
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(':')).trim(), null]));
}
