import { isObject, objectOf } from './json.ts';
import type { JsonObject } from './json.ts';

const MAX_DEPTH = 24;

/** Looks up `#/$defs/Name` and `#/definitions/Name`; anything else is not in the document. */
function resolve(ref: unknown, root: JsonObject): unknown {
  if (typeof ref !== 'string' || !ref.startsWith('#/')) return undefined;
  let at: unknown = root;
  for (const step of ref.slice(2).split('/')) {
    at = objectOf(at)[decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  return at;
}

function inline(schema: unknown, root: JsonObject, open: readonly string[], depth: number): unknown {
  if (Array.isArray(schema)) return schema.map((entry) => inline(entry, root, open, depth + 1));
  if (!isObject(schema)) return schema;
  if (depth > MAX_DEPTH) return {};
  const ref = schema['$ref'];
  if (typeof ref === 'string') {
    // A type that contains itself has no finite form: the inner one accepts anything.
    const target = open.includes(ref) ? {} : resolve(ref, root);
    const { $ref: _, ...rest } = schema;
    return {
      ...objectOf(inline(target, root, [...open, ref], depth + 1)),
      ...objectOf(inline(rest, root, open, depth)),
    };
  }
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => key !== '$defs' && key !== 'definitions' && key !== '$schema')
      .map(([key, value]) => [key, inline(value, root, open, depth + 1)]),
  );
}

/** A tool's parameters without references, always an object schema; the key order is the one given, for caching. */
export function plainSchema(parameters: JsonObject): Record<string, unknown> {
  const schema = objectOf(inline(parameters, parameters, [], 0));
  return { ...schema, type: 'object', properties: objectOf(schema['properties']) };
}

function strict(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(strict);
  if (!isObject(schema)) return schema;
  const walked = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      isObject(value) || Array.isArray(value) ? strict(value) : value,
    ]),
  );
  return isObject(schema['properties']) ? { ...walked, additionalProperties: false } : walked;
}

/** The same schema closed to unknown properties on every level, as strict tools demand. */
export const strictSchema = (parameters: JsonObject): Record<string, unknown> => ({
  ...objectOf(strict(plainSchema(parameters))),
});
