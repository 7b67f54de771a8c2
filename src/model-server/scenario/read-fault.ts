import { isObject } from '../protocols/read-json.ts';
import type { Cursor } from './cursor.ts';
import { optional, readChoice, readFields, readInteger, readText } from './readers.ts';
import type { Reader } from './readers.ts';
import type { Fault } from './scenario.ts';

const KEYS = {
  status: ['status', 'headers', 'message', 'code'],
  html: ['status'],
  error_event: ['after', 'status', 'message', 'code'],
  end: ['after'],
  malformed: ['after'],
  reset: ['after'],
  stall: ['after'],
  long_line: ['after', 'bytes'],
} as const satisfies Record<Fault['kind'], readonly string[]>;
const KINDS = Object.keys(KEYS) as readonly Fault['kind'][];

const MAX_EVENTS = 1_000_000;
/** Ten million bytes: above what any provider sends in one event. */
const LONG_LINE_BYTES = 10_000_000;

/** `fault:` of a turn. The kind decides which other keys there are. */
export const readFault: Reader<Fault> = (cursor) => {
  if (!isObject(cursor.value)) return cursor.problem('wrong_type', `expected kind: one of ${KINDS.join(', ')}`);
  if (cursor.value['kind'] === undefined) return cursor.problem('missing_key', 'kind is missing');
  const kind = readChoice(KINDS)(cursor.at('kind', cursor.value['kind']));
  if (kind === undefined) return undefined;
  const fields = readFields(cursor, ['kind', ...KEYS[kind]]);
  if (fields === undefined) return undefined;
  const after = optional(fields, 'after', 'after', readInteger(0, MAX_EVENTS));
  const status = optional(fields, 'status', 'status', readInteger(400, 599));
  const words = {
    message: null,
    code: null,
    ...optional(fields, 'message', 'message', readText),
    ...optional(fields, 'code', 'code', readText),
  };
  switch (kind) {
    case 'status':
      return {
        kind,
        status: 500,
        headers: {},
        ...status,
        ...words,
        ...optional(fields, 'headers', 'headers', readHeaders),
      };
    case 'html':
      return { kind, status: 502, ...status };
    case 'error_event':
      return { kind, after: 0, status: 503, ...after, ...status, ...words };
    case 'end':
    case 'malformed':
      return { kind, after: 0, ...after };
    case 'reset':
    case 'stall':
      return { kind, after: undefined, ...after };
    case 'long_line':
      return {
        kind,
        after: 0,
        bytes: LONG_LINE_BYTES,
        ...after,
        ...optional(fields, 'bytes', 'bytes', readInteger(1, 10 * LONG_LINE_BYTES)),
      };
  }
};

function readHeaders(cursor: Cursor): Readonly<Record<string, string>> | undefined {
  if (!isObject(cursor.value)) return cursor.problem('wrong_type', 'expected names and values');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(cursor.value)) {
    const isName = /^[a-z0-9-]+$/i.test(name);
    const isValue = (typeof value === 'string' || typeof value === 'number') && /^[\x20-\x7e]*$/.test(String(value));
    if (isName && isValue) headers[name] = String(value);
    else cursor.at(name, value).problem('wrong_value', 'expected a header name with a one-line text or a number');
  }
  return headers;
}
