import type { Environment } from '../text/expand.ts';
import { replaceReferences, variable } from '../text/expand.ts';

/** Where `.env` files are looked for, the strongest first. */
export const envFilePlaces = (workingDirectory: string, home: string): readonly string[] => [
  `${workingDirectory}/.env`,
  `${workingDirectory}/configs/.env`,
  `${home}/.config/massgen/.env`,
  `${home}/.massgen/.env`,
];

const ASSIGNMENT =
  /^[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_.-]*)[ \t]*=[ \t]*(?:"((?:[^"\\]|\\[\s\S])*)"|'((?:\\'|[^'])*)'|((?:[^\r\n#'"]|(?<==)#)(?:[^\r\n#]|(?<!\s)#)*|))[ \t]*(?:#[^\r\n]*)?$/gm;
const REFERENCE = /^([A-Za-z_][A-Za-z0-9_]*)(?::-([^]*))?$/;
/** Lines that double the one before them would otherwise fill the memory within a page. */
const MOST_FILLED = 4_194_304;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\', $: '$' };

/**
 * The assignments of one `.env` text, in order; lines that are none are skipped. `${NAME}` is filled from `env`, then from
 * earlier lines, inside single quotes too: the library that MassGen reads these files with looks at no quotes there. Past
 * four million filled characters references stay as written.
 */
export function parseDotenv(text: string, env: Environment): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  let filled = 0;
  const fill = (value: string): string =>
    replaceReferences(value, (whole, inner) => {
      const [, name, otherwise = ''] = REFERENCE.exec(inner) ?? [];
      if (name === undefined) return whole;
      const found = variable(env, name) ?? values.get(name) ?? otherwise;
      filled += found.length;
      return filled > MOST_FILLED ? whole : found;
    });
  for (const [, name = '', double, single, bare] of text.replace(/^\uFEFF/, '').matchAll(ASSIGNMENT)) {
    const value =
      single?.replaceAll(/\\([\\'])/g, '$1') ??
      double?.replaceAll(/\\([nrt"\\$])/g, (_whole, mark: string) => ESCAPES[mark] ?? mark) ??
      (bare ?? '').trim();
    values.set(name, fill(value));
  }
  return values;
}

/** A variable's value stays out of this: only where it came from. */
export type VariableOrigins = ReadonlyMap<string, string>;

/**
 * The environment a run sees: the process wins, then the files in the order of `envFilePlaces`. `origins` names the file
 * of each variable that a file supplied.
 */
export function mergeEnvironment(
  processEnv: Environment,
  files: readonly { readonly path: string; readonly text: string }[],
): { readonly env: Environment; readonly origins: VariableOrigins } {
  const merged = new Map(Object.entries(processEnv).filter(([, value]) => value !== undefined));
  const origins = new Map<string, string>();
  for (const { path, text } of files) {
    for (const [name, value] of parseDotenv(text, processEnv)) {
      if (merged.has(name)) continue;
      merged.set(name, value);
      origins.set(name, path);
    }
  }
  return { env: Object.fromEntries(merged), origins };
}
