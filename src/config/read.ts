import type { Path } from './path.ts';
import { nearest } from '../shared/nearest.ts';
import type { RawMap, Reader } from './reader.ts';
import { WRONG, isRawMap, show } from './reader.ts';
import type { Block, FieldSpec, ShapeSpec } from './schema/field.ts';
import { defaultOf, describeShape, isKind, isNumber } from './schema/shape.ts';
import { reportUnknownKey } from './unknown-key.ts';

type Severity = 'error' | 'warning';

/** Names whose values are never repeated in a message. */
const SECRET_NAME = /key|token|secret|password|authorization/i;

/** `2.0`, which is a fraction to MassGen. Where it looks at that, it is an error; elsewhere the two are as good as each other. */
const isFraction = (raw: number, path: Path, wrong: Severity, reader: Reader): boolean =>
  wrong === 'error' && Number.isInteger(raw) && /^[-+\d_:]*\.|^[-+\d]+e/i.test(reader.textAt(path));

function refuse(
  shape: ShapeSpec,
  raw: unknown,
  path: Path,
  wrong: Severity,
  reader: Reader,
  shown: string = show(raw),
): typeof WRONG {
  const isSecret = path.some(
    (part) => typeof part === 'string' && (SECRET_NAME.test(part) || part === 'env' || part === 'headers'),
  );
  const given = isSecret ? '' : `, not ${shown}`;
  const isEnum = shape.kind === 'enum';
  const guess = isEnum && typeof raw === 'string' ? nearest(raw, shape.values.map(String))[0] : undefined;
  const fallback = wrong === 'warning' ? '; the default is used' : '';
  reader.report(path, {
    code: isEnum
      ? 'CFG_VALUE_NOT_ALLOWED'
      : shape.kind === 'number' && typeof raw === 'number'
        ? 'CFG_OUT_OF_RANGE'
        : 'CFG_WRONG_TYPE',
    severity: wrong,
    message: `must be ${describeShape(shape)}${given}${fallback}`,
    suggestion: guess === undefined ? (isEnum ? `Use ${describeShape(shape)}.` : null) : `Did you mean "${guess}"?`,
  });
  return WRONG;
}

/** Reads one value of a shape; reports and returns `WRONG` when it is not one. */
function readValue(shape: ShapeSpec, raw: unknown, path: Path, wrong: Severity, reader: Reader): unknown {
  const no = (): typeof WRONG => refuse(shape, raw, path, wrong, reader);
  switch (shape.kind) {
    case 'any':
      return raw;
    case 'boolean':
      return typeof raw === 'boolean' ? raw : no();
    case 'string':
      return typeof raw === 'string' ? raw : no();
    case 'number':
      if (!isNumber(raw, shape)) return no();
      return shape.integer && isFraction(raw, path, wrong, reader)
        ? refuse(shape, raw, path, wrong, reader, reader.textAt(path))
        : raw;
    case 'enum':
      return shape.values.some((value) => value === raw) ? raw : no();
    case 'map':
      return isRawMap(raw) ? raw : no();
    case 'either':
      return isKind(shape, raw) ? raw : no();
    case 'backend':
      return reader.readBackend(raw, path, reader);
    case 'list':
      if (Array.isArray(raw)) return readItems(shape.item, raw, path, wrong, reader);
      if (!shape.orOne || raw === null) return no();
      return readItems(shape.item, [raw], path, wrong, reader, true);
    case 'record': {
      if (!isRawMap(raw)) return no();
      const entries = Object.entries(raw).map(
        ([name, value]) => [name, readValue(shape.value, value, [...path, name], wrong, reader)] as const,
      );
      return Object.fromEntries(entries.filter(([, value]) => value !== WRONG));
    }
    case 'block':
      if (shape.bareKey !== undefined && typeof raw === 'string') {
        const message = `a bare text is read as {${shape.bareKey}: …}`;
        reader.report(path, {
          code: 'CFG_SHORTHAND',
          severity: 'warning',
          message,
          suggestion: `Put "${shape.bareKey}:" before it.`,
        });
        return readBlock(shape.block, { [shape.bareKey]: raw }, path, reader);
      }
      return isRawMap(raw) ? readBlock(shape.block, raw, path, reader) : no();
    case 'named_list': {
      if (Array.isArray(raw)) return readItems({ kind: 'block', block: shape.item }, raw, path, wrong, reader);
      if (!isRawMap(raw)) return no();
      return Object.entries(raw).flatMap(([name, item]) => {
        const itemPath = [...path, name];
        if (!isRawMap(item)) {
          refuse({ kind: 'block', block: shape.item }, item, itemPath, wrong, reader);
          return [];
        }
        return [readBlock(shape.item, { [shape.nameKey]: name, ...item }, itemPath, reader)];
      });
    }
  }
}

function readItems(
  item: ShapeSpec,
  raw: readonly unknown[],
  path: Path,
  wrong: Severity,
  reader: Reader,
  single = false,
): unknown[] {
  return raw
    .map((value, index) => readValue(item, value, single ? path : [...path, index], wrong, reader))
    .filter((value) => value !== WRONG);
}

/** Reads a block by its table: unknown keys told, aliases folded in, every known key present in the result. */
export function readBlock(block: Block, raw: RawMap, path: Path, reader: Reader): RawMap {
  for (const name of Object.keys(raw)) {
    if (!Object.hasOwn(block.fields, name)) reportUnknownKey(block, name, path, reader);
  }
  const values: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(block.fields)) {
    if (field.alias === undefined) values[name] = readField(name, field, raw, path, reader);
  }
  for (const [name, field] of Object.entries(block.fields)) {
    if (field.alias !== undefined && raw[name] !== undefined && raw[name] !== null)
      foldAlias(name, field, raw, values, path, reader);
  }
  return values;
}

/** Reads the key `name` of a block, or gives its default. */
export function readField(name: string, field: FieldSpec, raw: RawMap, path: Path, reader: Reader): unknown {
  const value = Object.hasOwn(raw, name) ? raw[name] : undefined;
  const here = [...path, name];
  const wrong = field.wrong ?? 'warning';
  if (value === undefined || value === null) {
    if (field.required && value === null) {
      reader.report(
        here,
        {
          code: 'CFG_WRONG_TYPE',
          severity: wrong,
          message: `must be ${describeShape(field.shape)}, but nothing stands there`,
          suggestion: `Put after "${name}": ${lowerFirst(field.doc)}`,
        },
        'key',
      );
      return defaultOf(field);
    }
    if (field.required) {
      reader.report(path, {
        code: 'CFG_MISSING_KEY',
        severity: wrong,
        message: `"${name}" is missing`,
        suggestion: `Add "${name}": ${lowerFirst(field.doc)}`,
      });
      return defaultOf(field);
    }
    if (value === null && field.shape.kind === 'block' && field.wrong === 'error' && field.mayBeEmpty !== true) {
      const blocking = name !== 'ui';
      reader.report(
        here,
        {
          code: 'CFG_EMPTY_BLOCK',
          severity: 'error',
          message: 'must be a map of keys, but nothing stands below it',
          suggestion: 'Remove the line, or put keys below it.',
          blocking,
        },
        'key',
      );
    }
    return defaultOf(field);
  }
  reader.noteOrigin(here, 'file');
  if (field.notice !== undefined && value !== false)
    reader.report(here, { code: 'CFG_DEPRECATED', severity: 'note', message: field.notice }, 'key');
  const read = readValue(field.shape, value, here, wrong, reader);
  return read === WRONG ? defaultOf(field) : read;
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

function foldAlias(
  name: string,
  field: FieldSpec,
  raw: RawMap,
  values: Record<string, unknown>,
  path: Path,
  reader: Reader,
): void {
  const { alias } = field;
  if (alias === undefined) return;
  const here = [...path, name];
  if (alias.ignoresWrong === true && !isKind(field.shape, raw[name])) {
    const message = `"${name}" is no key here, and ${show(raw[name])} no value of "${alias.of}"; it has no effect`;
    reader.report(here, { code: 'CFG_ALIAS', severity: 'note', message, suggestion: `Use "${alias.of}".` }, 'key');
    return;
  }
  if (alias.silentFor?.includes(raw[name]) !== true) {
    reader.report(
      here,
      { code: 'CFG_ALIAS', severity: alias.severity ?? 'note', message: alias.note, suggestion: `Use "${alias.of}".` },
      'key',
    );
  }
  const isSet = raw[alias.of] !== undefined && raw[alias.of] !== null;
  if (isSet && alias.how === 'replace') return;
  const value = readValue(field.shape, raw[name], here, field.wrong ?? 'warning', reader);
  if (value === WRONG) return;
  values[alias.of] = alias.how === 'append' && isSet ? `${String(values[alias.of])}\n\n${String(value)}` : value;
  reader.noteOrigin([...path, alias.of], 'alias');
}
