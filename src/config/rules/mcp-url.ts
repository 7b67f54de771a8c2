import type { Path } from '../path.ts';
import type { RawMap, Reader } from '../reader.ts';
import { show } from '../reader.ts';

const MAX_URL = 2048;
/** Services nobody means to speak HTTP to. */
const SERVICE_PORTS = new Set([22, 23, 25, 53, 135, 139, 445, 1433, 1521, 3306, 3389, 5432, 6379]);

const IPV4 = /^\d+(?:\.\d+){3}$/;
const MAPPED = /^\[::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})\]$/;

/** The IPv4 address that a host is, also in its IPv6 spelling; null for names and other addresses. */
function ipv4Of(host: string): string | null {
  if (IPV4.test(host)) return host;
  const [, high, low] = MAPPED.exec(host) ?? [];
  if (high === undefined || low === undefined) return null;
  return [high, low].flatMap((part) => [Math.floor(parseInt(part, 16) / 256), parseInt(part, 16) % 256]).join('.');
}

function isLocal(host: string): boolean {
  const address = ipv4Of(host);
  if (address !== null) return address === '0.0.0.0' || address.startsWith('127.');
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || host === '[::]';
}

function isPrivate(host: string): boolean {
  const address = ipv4Of(host);
  if (address === null) return /^\[(?:f[cd]|fe[89ab])/.test(host);
  return /^(?:10|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01]))\./.test(address);
}

/** The address of a `streamable-http` server (`config.md` §8.3, §16.3). */
export function checkMcpUrl(url: unknown, security: RawMap, path: Path, reader: Reader): void {
  const say = (message: string, suggestion: string | null = null): void =>
    reader.report(url === undefined ? path : [...path, 'url'], {
      code: 'CFG_MCP_SERVER',
      severity: 'error',
      message,
      suggestion,
    });
  if (url === undefined || url === null || url === '') {
    say('a "streamable-http" server needs "url"', 'Add "url:" with its address.');
    return;
  }
  // Its type is checked by its field; a variable that is not set yet cannot be judged.
  if (typeof url !== 'string' || url.includes('${')) return;
  if (url.length > MAX_URL) say(`longer than ${MAX_URL} characters`);
  const address = URL.parse(url);
  if (address === null || !['http:', 'https:'].includes(address.protocol) || address.hostname === '') {
    say(`${show(url)} is no http or https address`);
    return;
  }
  const host = address.hostname.toLowerCase();
  const allowed = Array.isArray(security['allowed_hostnames']) ? security['allowed_hostnames'] : [];
  if (allowed.length > 0 && !allowed.includes(host)) say(`the host "${host}" is not in "security.allowed_hostnames"`);
  if (!allowed.includes(host)) {
    if (isLocal(host) && security['allow_localhost'] !== true)
      say(`"${host}" is this machine`, 'Set "security.allow_localhost: true".');
    if (isPrivate(host) && security['allow_private_ips'] !== true)
      say(`"${host}" is a private address`, 'Set "security.allow_private_ips: true".');
  }
  if (SERVICE_PORTS.has(Number(address.port))) say(`port ${address.port} belongs to another service`);
}
