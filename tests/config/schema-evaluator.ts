type Schema = Readonly<Record<string, unknown>>;

const typeOf = (value: unknown): readonly string[] => {
  if (value === null) return ['null'];
  if (Array.isArray(value)) return ['array'];
  if (typeof value === 'number') return Number.isInteger(value) ? ['integer', 'number'] : ['number'];
  return [typeof value];
};

/** The places of a value that a JSON Schema refuses; knows the few keywords our schema uses and throws on another. */
export function matchesSchema(root: Schema, value: unknown): readonly string[] {
  const known = new Set([
    '$schema',
    '$defs',
    '$ref',
    'title',
    'description',
    'default',
    'deprecated',
    'type',
    'enum',
    'anyOf',
    'oneOf',
    'required',
    'properties',
    'patternProperties',
    'additionalProperties',
    'items',
    'minimum',
    'maximum',
    'exclusiveMinimum',
  ]);
  const visit = (schema: Schema | boolean, given: unknown, path: string): readonly string[] => {
    if (typeof schema === 'boolean') return schema ? [] : [`${path}: not allowed`];
    for (const keyword of Object.keys(schema)) if (!known.has(keyword)) throw new Error(`unknown keyword ${keyword}`);
    const errors: string[] = [];
    const {
      $ref: ref,
      type,
      enum: values,
      anyOf,
      oneOf,
      required,
      properties,
      patternProperties,
      additionalProperties,
      items,
      minimum,
      maximum,
      exclusiveMinimum,
    } = schema as Readonly<Record<string, never>>;
    if (ref !== undefined) errors.push(...visit(definition(root, ref), given, path));
    if (type !== undefined && ![type].flat().some((name) => typeOf(given).includes(name))) return [`${path}: type`];
    if (values !== undefined && !(values as readonly unknown[]).includes(given)) errors.push(`${path}: enum`);
    if (anyOf !== undefined && !(anyOf as readonly Schema[]).some((option) => visit(option, given, path).length === 0))
      errors.push(`${path}: anyOf`);
    if (
      oneOf !== undefined &&
      (oneOf as readonly Schema[]).filter((option) => visit(option, given, path).length === 0).length !== 1
    )
      errors.push(`${path}: oneOf`);
    if (typeof given === 'number') {
      const isOut =
        (minimum !== undefined && given < minimum) ||
        (maximum !== undefined && given > maximum) ||
        (exclusiveMinimum !== undefined && given <= exclusiveMinimum);
      if (isOut) errors.push(`${path}: range`);
    }
    if (Array.isArray(given) && items !== undefined)
      errors.push(...given.flatMap((item, index) => visit(items, item, `${path}[${index}]`)));
    if (typeof given === 'object' && given !== null && !Array.isArray(given)) {
      for (const name of (required ?? []) as readonly string[])
        if (!(name in given)) errors.push(`${path}.${name}: missing`);
      for (const [name, inner] of Object.entries(given)) {
        const own = (properties as Readonly<Record<string, Schema>> | undefined)?.[name];
        const isPattern = Object.keys(patternProperties ?? {}).some((pattern) => new RegExp(pattern).test(name));
        if (own !== undefined) errors.push(...visit(own, inner, `${path}.${name}`));
        else if (!isPattern && additionalProperties !== undefined)
          errors.push(...visit(additionalProperties, inner, `${path}.${name}`));
      }
    }
    return errors;
  };
  return visit(root, value, '');
}

function definition(root: Schema, ref: string): Schema {
  const found = (root['$defs'] as Readonly<Record<string, Schema>>)[ref.replace('#/$defs/', '')];
  if (found === undefined) throw new Error(`no definition for ${ref}`);
  return found;
}
