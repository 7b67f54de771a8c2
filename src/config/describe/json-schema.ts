import { BACKEND_TYPES, WIRE_PROTOCOLS } from '../backend-types.ts';
import { BACKEND } from '../schema/backend.ts';
import type { Block, FieldSpec, ShapeSpec } from '../schema/field.ts';
import { COMMON_FIELDS, REQUEST_SHAPES } from '../schema/request-fields.ts';
import { TOP_LEVEL } from '../schema/top-level.ts';

type Schema = Readonly<Record<string, unknown>>;

/** JSON Schema 2020-12 of a configuration file, for editors. It asks for what validation asks for, and knows every key. */
export function jsonSchema(): Schema {
  const definitions = new Map<string, Schema>();
  const refer = (block: Block): Schema => {
    const name = block.name.replaceAll(/[^A-Za-z0-9]+/g, '_').replaceAll(/^_|_$/g, '');
    if (!definitions.has(name)) {
      // Reserved first, so that a block that holds itself ends.
      definitions.set(name, {});
      definitions.set(
        name,
        objectOf(block, (shape) => schemaOf(shape, refer), block === BACKEND),
      );
    }
    return { $ref: `#/$defs/${name}` };
  };
  const { agents, ...rest } = TOP_LEVEL.fields;
  const root = objectOf({ ...TOP_LEVEL, fields: rest }, (shape) => schemaOf(shape, refer), false);
  const list = schemaOf(agents.shape, refer);
  const properties = {
    agents: { description: agents.doc, ...list },
    agent: { description: 'A single agent.', ...(list['items'] as Schema) },
  };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'MassGen configuration',
    ...root,
    properties: { ...properties, ...(root['properties'] as Schema) },
    patternProperties: { '^x-': true },
    oneOf: [{ required: ['agents'] }, { required: ['agent'] }],
    $defs: Object.fromEntries(definitions),
  };
}

function objectOf(block: Block, shapeSchema: (shape: ShapeSpec) => Schema, isBackend: boolean): Schema {
  const fields = Object.entries(block.fields).filter(([, field]) => field.internal !== true);
  const required = fields.flatMap(([name, field]) => (field.required ? [name] : []));
  const properties = Object.fromEntries(fields.map(([name, field]) => [name, fieldSchema(field, shapeSchema)]));
  if (isBackend) properties['type'] = { description: 'Backend type.', enum: BACKEND_TYPES.map(({ type }) => type) };
  const requestFields = isBackend
    ? [...COMMON_FIELDS, ...Object.values(WIRE_PROTOCOLS).flatMap((protocol) => protocol.requestFields)]
    : [];
  for (const name of requestFields) {
    const shape = REQUEST_SHAPES[name];
    const inner = shape === undefined ? {} : orNull(shapeSchema(shape));
    properties[name] ??= { description: 'Sent to the provider as it stands.', ...inner };
  }
  return {
    type: 'object',
    description: block.doc,
    properties,
    ...(required.length > 0 ? { required } : {}),
    // A backend passes other keys on; elsewhere they have no effect.
    additionalProperties: isBackend,
  };
}

function fieldSchema(field: FieldSpec, shapeSchema: (shape: ShapeSpec) => Schema): Schema {
  const inner = shapeSchema(field.shape);
  const isPlain = field.default === null || typeof field.default !== 'object';
  return {
    description: field.doc,
    ...(field.required || (field.wrong === 'error' && field.mayBeEmpty !== true) ? inner : orNull(inner)),
    ...(field.default === null || !isPlain ? {} : { default: field.default }),
    ...(field.alias !== undefined || field.notice !== undefined ? { deprecated: true } : {}),
  };
}

/** An empty value means the default. */
const orNull = (schema: Schema): Schema => {
  if (typeof schema['type'] === 'string') return { ...schema, type: [schema['type'], 'null'] };
  if (Array.isArray(schema['enum'])) return { ...schema, enum: [...(schema['enum'] as readonly unknown[]), null] };
  return Object.keys(schema).length === 0 ? schema : { anyOf: [schema, { type: 'null' }] };
};

function schemaOf(shape: ShapeSpec, refer: (block: Block) => Schema): Schema {
  switch (shape.kind) {
    case 'any':
      return {};
    case 'boolean':
    case 'string':
      return { type: shape.kind };
    case 'number': {
      const { min, max, above } = shape.range;
      return {
        type: shape.integer ? 'integer' : 'number',
        ...(min === undefined ? {} : { minimum: min }),
        ...(max === undefined ? {} : { maximum: max }),
        ...(above === undefined ? {} : { exclusiveMinimum: above }),
      };
    }
    case 'enum':
      return { enum: shape.values };
    case 'map':
      return { type: 'object' };
    case 'record':
      return { type: 'object', additionalProperties: schemaOf(shape.value, refer) };
    case 'either':
      return { anyOf: shape.options.map((option) => schemaOf(option, refer)) };
    case 'list': {
      const list = { type: 'array', items: schemaOf(shape.item, refer) };
      return shape.orOne ? { anyOf: [schemaOf(shape.item, refer), list] } : list;
    }
    case 'named_list': {
      const item = refer(shape.item);
      // In map form the key is the name, so nothing inside is required.
      return {
        anyOf: [
          { type: 'array', items: item },
          { type: 'object', additionalProperties: { type: 'object' } },
        ],
      };
    }
    case 'block': {
      const map = refer(shape.block);
      return shape.bareKey === undefined ? map : { anyOf: [map, { type: 'string' }] };
    }
    case 'backend':
      return refer(BACKEND);
  }
}

/** The file `configs/schema.json`. */
export const jsonSchemaText = (): string => `${JSON.stringify(jsonSchema(), null, 2)}\n`;
