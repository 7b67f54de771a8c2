import { secretValues, withoutSecrets } from '../../shared/secret-value.ts';
import { safeJson } from '../log/json-line.ts';

/** What stands where a secret was. */
export const REDACTED = '[redacted]';

/** Values that are only found under a telling name (`token: true`) have to look like keys as well. */
const MIN_LEARNT_LENGTH = 8;

const SECRET_NAME = String.raw`api[_-]?key|apikey|secret(?:[_-]?key)?|access[_-]?key|private[_-]?key|password|passwd|authorization|credentials?|token`;

/** A key of a tree whose text value is a secret: `api_key`, `clientSecret`, `x-api-key`; not `max_tokens`, `api_key_env`. */
const SECRET_KEY = new RegExp(`(?:${SECRET_NAME})$`, 'i');

/** The same inside serialised JSON. Quotes of text are escaped there, so only real keys match. */
const SECRET_KEY_IN_JSON = new RegExp(`(?:${SECRET_NAME})":"`, 'i');

/** Levels of a tree that are written; nothing of ours is nested nearly as deeply. */
const MAX_DEPTH = 500;
const TOO_DEEP = '[nested too deeply]';

/** `$KEY` and `${KEY}` name a secret without being one. */
const isReference = (text: string): boolean => /^\$(?:\{[^}]*\}|\w+)$/.test(text);

/** Knows the secrets of a run and takes them out of everything the store writes. */
export interface Redactor {
  /** Secrets long enough to look for, longest first, so that a secret inside another leaves nothing behind. */
  readonly secrets: readonly string[];
  /** Plain text without the secrets. */
  text(text: string): string;
  /**
   * A copy of a JSON-like tree: secrets masked in every text, whole values under keys that look secret, and what is
   * nested too deeply left out with a word.
   */
  tree(value: unknown): unknown;
  /** `JSON.stringify` of a value, masked, and safe for terminals. Almost free when nothing has to be masked. */
  json(value: unknown, indent?: number): string;
}

/** `known` are the secret values themselves. Values under secret-looking keys of `config` are learnt from it. */
export function createRedactor(known: readonly string[], config: unknown = null): Redactor {
  const learnt = new Set<string>();
  collectSecrets(config, learnt);
  const secrets = secretValues([...known, ...[...learnt].filter(({ length }) => length >= MIN_LEARNT_LENGTH)]);
  const escaped = secrets.map((secret) => JSON.stringify(secret).slice(1, -1));

  const text = (raw: string): string => withoutSecrets(raw, secrets, REDACTED);

  const tree = (value: unknown, key = '', depth = 0): unknown => {
    if (depth > MAX_DEPTH) return TOO_DEEP;
    if (typeof value === 'string') {
      return value !== '' && SECRET_KEY.test(key) && !isReference(value) ? REDACTED : text(value);
    }
    if (Array.isArray(value)) return value.map((item) => tree(item, key, depth + 1));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [text(name), tree(item, name, depth + 1)]));
  };

  const json = (value: unknown, indent?: number): string => {
    const plain = stringify(value, indent);
    if (plain === null) return safeJson(JSON.stringify(tree(value), null, indent));
    // Masking inside the serialised text could cut a number or an escape in two, so a hit goes the slow way.
    return safeJson(
      SECRET_KEY_IN_JSON.test(plain) || escaped.some((secret) => plain.includes(secret))
        ? JSON.stringify(tree(value), null, indent)
        : plain,
    );
  };

  return { secrets, text, tree: (value) => tree(value), json };
}

/** Null for what is nested too deeply to be written. */
function stringify(value: unknown, indent: number | undefined): string | null {
  try {
    return JSON.stringify(value, null, indent);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function collectSecrets(value: unknown, found: Set<string>, key = ''): void {
  if (typeof value === 'string') {
    if (SECRET_KEY.test(key) && !isReference(value)) found.add(value);
  } else if (Array.isArray(value)) {
    for (const item of value) collectSecrets(item, found, key);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, item] of Object.entries(value)) collectSecrets(item, found, name);
  }
}
