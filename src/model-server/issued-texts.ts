import { isObject } from './protocols/read-json.ts';

/** Remembers signatures and encrypted contents that were sent, to see whether they come back unchanged. */
export interface IssuedTexts {
  add(text: string): void;
  /** A sentence for each opaque text in the body that was never sent. */
  problems(body: unknown): string[];
}

/** Oldest ones are forgotten beyond this; a run sends far fewer. */
const MAX_REMEMBERED = 100_000;
const OPAQUE_KEYS = ['signature', 'encrypted_content', 'thoughtSignature'];
/** What Google documents for history that comes from another model. */
const PLACEHOLDERS = ['skip_thought_signature_validator', 'context_engineering_is_the_way_to_go'];

export function createIssuedTexts(): IssuedTexts {
  const issued = new Set<string>();

  function find(value: unknown, path: string, problems: string[]): void {
    if (Array.isArray(value)) for (const [index, entry] of value.entries()) find(entry, `${path}[${index}]`, problems);
    if (!isObject(value)) return;
    for (const [key, inner] of Object.entries(value)) {
      const here = path === '' ? key : `${path}.${key}`;
      if (typeof inner === 'object') find(inner, here, problems);
      else if (typeof inner === 'string' && OPAQUE_KEYS.includes(key) && !isKnown(inner)) {
        problems.push(`${here}: not a text that was sent`);
      }
    }
  }
  // One client re-encodes base64 in its URL-safe alphabet; the API takes both.
  const isKnown = (text: string): boolean =>
    issued.has(text) || issued.has(text.replaceAll('-', '+').replaceAll('_', '/')) || PLACEHOLDERS.includes(text);

  return {
    add(text) {
      issued.add(text);
      if (issued.size <= MAX_REMEMBERED) return;
      for (const oldest of issued.values()) {
        issued.delete(oldest);
        break;
      }
    },
    problems(body) {
      const problems: string[] = [];
      // Tools hold schemas, whose property names are anybody's.
      if (isObject(body)) find({ ...body, tools: undefined }, '', problems);
      return problems;
    },
  };
}
