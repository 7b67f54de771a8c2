import type { Path } from '../path.ts';

/** The variables of the process, or whatever stands for them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A `${…}` that was left as it stood. */
export interface Unresolved {
  readonly path: Path;
  readonly name: string;
  /** The text after `:?`: the file itself says that it cannot do without. */
  readonly demand: string | null;
}

const WITH_DEFAULT = /^([A-Za-z_][A-Za-z0-9_]*):([-?])([\s\S]*)$/;

/** `env[name]` of the record's own; empty counts as set, as in MassGen. */
export const variable = (env: Environment, name: string): string | undefined =>
  Object.hasOwn(env, name) ? env[name] : undefined;

/** A file that names a long variable thousands of times would otherwise fill the memory. */
const MOST_FILLED = 16_777_216;

/**
 * Fills `${NAME}` in every text of the tree, keys excepted; the result is always text and is not filled again. An unset
 * name stays as written and is reported. `${NAME:-default}` and `${NAME:?message}` are ours and treat empty as unset.
 * `${cwd}` is left for the workspace. Past sixteen million filled characters references stay as written.
 */
export function expandVariables(
  tree: unknown,
  env: Environment,
): { readonly tree: unknown; readonly unresolved: readonly Unresolved[] } {
  const unresolved: Unresolved[] = [];

  let filled = 0;
  const within = (value: string, whole: string): string => {
    filled += value.length;
    return filled > MOST_FILLED ? whole : value;
  };

  const resolve = (whole: string, inner: string, path: Path, told: Set<string>): string => {
    if (inner === 'cwd') return whole;
    const value = variable(env, inner);
    if (value !== undefined) return within(value, whole);
    const [, name = inner, operator, rest = ''] = WITH_DEFAULT.exec(inner) ?? [];
    const named = operator === undefined ? undefined : variable(env, name);
    if (named !== undefined && named !== '') return within(named, whole);
    if (operator === '-') return rest;
    if (!told.has(name)) unresolved.push({ path, name, demand: operator === '?' ? rest : null });
    told.add(name);
    return whole;
  };

  const fill = (text: string, path: Path): string => {
    const told = new Set<string>();
    return replaceReferences(text, (whole, inner) => resolve(whole, inner, path, told));
  };

  const walk = (value: unknown, path: Path): unknown => {
    if (typeof value === 'string') return value.includes('${') ? fill(value, path) : value;
    if (Array.isArray(value)) return value.map((item, index) => walk(item, [...path, index]));
    if (typeof value !== 'object' || value === null) return value;
    // fromEntries defines keys, so that a key named __proto__ stays a key.
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, walk(item, [...path, name])]));
  };
  return { tree: walk(tree, []), unresolved };
}

/**
 * `text` with each `${…}` replaced; the braces end at the first `}`, and an empty pair is no reference. Scans by hand: a
 * regular expression looks for the end anew from each `${`, and a text of many unclosed ones then takes minutes.
 */
export function replaceReferences(text: string, replace: (whole: string, inner: string) => string): string {
  let filled = '';
  let done = 0;
  for (let start = text.indexOf('${'); start >= 0; start = text.indexOf('${', start)) {
    const end = text.indexOf('}', start);
    if (end < 0) break;
    if (end > start + 2) {
      filled += text.slice(done, start) + replace(text.slice(start, end + 1), text.slice(start + 2, end));
      done = end + 1;
    }
    start = end + 1;
  }
  return filled + text.slice(done);
}
