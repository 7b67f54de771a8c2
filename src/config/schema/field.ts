/**
 * The language the configuration tables are written in. One `key(…)` is one key of the file; types, validation,
 * unknown-key hints, the JSON Schema and the reference page are all derived from it.
 */

/** Version that brought a key: `≤12` older than 0.1.12, `41` some version up to 0.1.41, `41+` after it, `ours` not MassGen's. */
type Since = '≤12' | '41' | '41+' | 'doc' | 'ours' | `0.${string}`;

/** What a value must look like, as data. */
export type ShapeSpec =
  | { readonly kind: 'boolean' }
  | { readonly kind: 'string'; readonly format?: 'path' | 'url' | 'regex' | 'text' }
  | { readonly kind: 'number'; readonly integer: boolean; readonly range: Range }
  | { readonly kind: 'enum'; readonly values: readonly (string | boolean)[] }
  /** `orOne`: a single item stands for a list of one. */
  | { readonly kind: 'list'; readonly item: ShapeSpec; readonly orOne: boolean }
  /** A list of blocks, or a map whose keys become the items' `nameKey`. */
  | { readonly kind: 'named_list'; readonly item: Block; readonly nameKey: string }
  | { readonly kind: 'record'; readonly value: ShapeSpec }
  /** `bareKey`: a bare string stands for a map with only that key. */
  | { readonly kind: 'block'; readonly block: Block; readonly bareKey?: string }
  | { readonly kind: 'backend' }
  | { readonly kind: 'either'; readonly options: readonly ShapeSpec[] }
  /** Any map, kept as it is. */
  | { readonly kind: 'map' }
  | { readonly kind: 'any' };

export interface Range {
  readonly min?: number;
  readonly max?: number;
  /** Exclusive lower bound. */
  readonly above?: number;
}

/** A `ShapeSpec` that knows the TypeScript type of its values. `valueType` is never set; it only carries the type. */
export type Shape<Value> = ShapeSpec & { readonly valueType?: Value };

/** How another spelling of a key is understood. */
export interface Alias {
  /** The key of the same block that is meant. */
  readonly of: string;
  /** Told to the person who wrote the old spelling. */
  readonly note: string;
  /** `append` adds the text to the other key's text; `replace` is used only when the real key is absent. */
  readonly how: 'replace' | 'append';
  /** Values that are the same in effect, so that nothing is said about them. */
  readonly silentFor?: readonly unknown[];
  /** A value that the key meant would not take is noticed and left alone, because MassGen never looks at it. */
  readonly ignoresWrong?: true;
  /** How loudly the old spelling is told. Default `note`. */
  readonly severity?: 'note' | 'warning';
}

interface Meta {
  readonly since: Since;
  /** One sentence for the reference page. */
  readonly doc: string;
  /** What a wrong value is: `error` stops a run, `warning` falls back to the default. Default `warning`. */
  readonly wrong?: 'error' | 'warning';
  /** Nothing below it means its default, though a wrong value is an error. */
  readonly mayBeEmpty?: true;
  /** Feature of `features.ts` that a value which is on asks for. */
  readonly feature?: string;
  /** Said once, as a notice, when the key is set. */
  readonly notice?: string;
  /** A backend key that the provider adapter turns into something of its protocol; it is in `params` too when set. */
  readonly toProvider?: boolean;
  /** Set by the program, of no use in a file. */
  readonly internal?: boolean;
}

/** One key of one block. */
export interface FieldSpec extends Meta {
  readonly shape: ShapeSpec;
  /** Value when the key is absent, null, or wrong in a way that only warns. */
  readonly default: unknown;
  readonly required: boolean;
  readonly alias?: Alias;
}
export type Field<Value> = FieldSpec & { readonly valueType?: Value };
type FieldValue<F> = F extends { readonly valueType?: infer Value } ? Value : never;

export interface Block {
  /** Name of the block in messages and on the reference page, e.g. `orchestrator.coordination`. */
  readonly name: string;
  readonly doc: string;
  readonly fields: Readonly<Record<string, FieldSpec>>;
}

/** The normalised value of a block: every key present, aliases folded into the keys they mean. */
export type BlockValue<Fields extends Readonly<Record<string, FieldSpec>>> = {
  readonly [Key in keyof Fields as FieldValue<Fields[Key]> extends never ? never : Key]: FieldValue<Fields[Key]>;
};

export const BOOLEAN: Shape<boolean> = { kind: 'boolean' };
export const TEXT: Shape<string> = { kind: 'string' };
export const PATH: Shape<string> = { kind: 'string', format: 'path' };
export const URL_TEXT: Shape<string> = { kind: 'string', format: 'url' };
export const MAP: Shape<Readonly<Record<string, unknown>>> = { kind: 'map' };
export const ANY: Shape<unknown> = { kind: 'any' };
export const number = (range: Range = {}): Shape<number> => ({ kind: 'number', integer: false, range });
export const integer = (range: Range = {}): Shape<number> => ({ kind: 'number', integer: true, range });
export const oneOf = <const Value extends string | boolean>(values: readonly Value[]): Shape<Value> => ({
  kind: 'enum',
  values,
});
export const listOf = <Item>(item: Shape<Item>): Shape<readonly Item[]> => ({ kind: 'list', item, orOne: false });
export const oneOrMany = <Item>(item: Shape<Item>): Shape<readonly Item[]> => ({ kind: 'list', item, orOne: true });
export const recordOf = <Value>(value: Shape<Value>): Shape<Readonly<Record<string, Value>>> => ({
  kind: 'record',
  value,
});
export const either = <A, B>(first: Shape<A>, second: Shape<B>): Shape<A | B> => ({
  kind: 'either',
  options: [first, second],
});
export const TEXTS = listOf(TEXT);

export interface TableOf<Fields extends Readonly<Record<string, FieldSpec>>> extends Block {
  readonly fields: Fields;
}
export const block = <const Fields extends Readonly<Record<string, FieldSpec>>>(
  name: string,
  doc: string,
  fields: Fields,
): TableOf<Fields> => ({ name, doc, fields });

export const blockOf = <Fields extends Readonly<Record<string, FieldSpec>>>(
  table: TableOf<Fields>,
  options: { readonly bareKey?: string } = {},
): Shape<BlockValue<Fields>> => ({ kind: 'block', block: table, ...options });

export const namedListOf = <Fields extends Readonly<Record<string, FieldSpec>>>(
  table: TableOf<Fields>,
): Shape<readonly BlockValue<Fields>[]> => ({ kind: 'named_list', item: table, nameKey: 'name' });

/** A key with a default that is a value of its shape; `{}` as the default of a block means "all its defaults". */
export function key<Value>(
  shape: Shape<Value>,
  meta: Meta & { readonly default: NoInfer<Value> | Readonly<Record<string, never>> },
): Field<Value>;
/** A key that must be there. */
export function key<Value>(shape: Shape<Value>, meta: Meta & { readonly required: true }): Field<Value>;
/** A key without a default: null when absent. */
export function key<Value>(shape: Shape<Value>, meta: Meta): Field<Value | null>;
export function key<Value>(
  shape: Shape<Value>,
  meta: Meta & { readonly default?: unknown; readonly required?: boolean },
): Field<Value | null> {
  return { ...meta, shape, default: meta.default ?? null, required: meta.required ?? false };
}

/** Another spelling of `alias.of`; it does not appear in the normalised block. */
export const aliasKey = (shape: ShapeSpec, meta: Meta & { readonly alias: Alias }): Field<never> => ({
  ...meta,
  shape,
  default: null,
  required: false,
});
