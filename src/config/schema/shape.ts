import type { RawMap } from '../reader.ts';
import { isRawMap } from '../reader.ts';
import type { Block, FieldSpec, Range, ShapeSpec } from './field.ts';

/** What a shape wants, to be read after "must be". */
export function describeShape(shape: ShapeSpec): string {
  switch (shape.kind) {
    case 'boolean':
      return 'true or false';
    case 'string':
      return 'text';
    case 'number':
      return `${shape.integer ? 'a whole number' : 'a number'}${describeRange(shape.range)}`;
    case 'enum':
      return `one of ${shape.values.join(', ')}`;
    case 'list':
      return shape.orOne ? `${describeShape(shape.item)}, or a list of that` : 'a list';
    case 'named_list':
      return 'a list, or a map from name to settings';
    case 'record':
    case 'block':
    case 'backend':
    case 'map':
      return 'a map of keys';
    case 'either':
      return shape.options.map(describeShape).join(', or ');
    case 'any':
      return 'anything';
  }
}

function describeRange({ min, max, above }: Range): string {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  const parts = [above === undefined ? '' : ` above ${above}`, min === undefined ? '' : ` of at least ${min}`];
  return `${parts.join('')}${max === undefined ? '' : `${above === undefined ? '' : ' and'} up to ${max}`}`;
}

const inRange = (value: number, { min, max, above }: Range): boolean =>
  (min === undefined || value >= min) && (max === undefined || value <= max) && (above === undefined || value > above);

/** A number of that shape, within its range. */
export const isNumber = (raw: unknown, { integer, range }: Extract<ShapeSpec, { kind: 'number' }>): raw is number =>
  typeof raw === 'number' && Number.isFinite(raw) && (!integer || Number.isInteger(raw)) && inRange(raw, range);

/** Whether a raw value is of the outer kind of a shape: the items of a list are looked at, the keys of a map are not. */
export function isKind(shape: ShapeSpec, raw: unknown): boolean {
  switch (shape.kind) {
    case 'string':
      return typeof raw === 'string';
    case 'number':
      return isNumber(raw, shape);
    case 'boolean':
      return typeof raw === 'boolean';
    case 'list':
      return Array.isArray(raw) && raw.every((item) => isKind(shape.item, item));
    case 'either':
      return shape.options.some((option) => isKind(option, raw));
    case 'enum':
      return shape.values.some((value) => value === raw);
    case 'any':
      return true;
    default:
      return isRawMap(raw);
  }
}

/** The value of a field that is not in the file. */
export function defaultOf(field: FieldSpec): unknown {
  if (field.shape.kind === 'block' && field.default !== null) return blockDefaults(field.shape.block);
  return field.default;
}

/** A block of which the file says nothing. */
const blockDefaults = (block: Block): RawMap =>
  Object.fromEntries(
    Object.entries(block.fields).flatMap(([name, field]) =>
      field.alias === undefined ? [[name, defaultOf(field)]] : [],
    ),
  );
