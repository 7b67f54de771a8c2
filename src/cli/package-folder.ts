import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** Where `package.json`, `configs` and `themes` lie, whether this runs from source or as the packed program. */
export function packageFolder(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder)) throw new Error('the package of massgen is incomplete: package.json is missing');
  }
}

/** The script that starts this program, for a process of its own. */
export const mainScript = (): string =>
  import.meta.filename.endsWith('.ts')
    ? join(packageFolder(), 'src', 'main.ts')
    : join(packageFolder(), 'dist', 'main.js');

export const configsFolder = (): string => join(packageFolder(), 'configs');

/** Shipped example configurations, relative to their folder, sorted. Scenarios of the model server are not among them. */
export function shippedExamples(): readonly string[] {
  const root = configsFolder();
  const under = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return entry.name === 'scenarios' ? [] : under(path);
      return /\.ya?ml$/.test(entry.name) ? [relative(root, path)] : [];
    });
  return under(root).toSorted();
}

export const packageVersion = (): string => {
  const text = readFileSync(join(packageFolder(), 'package.json'), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
};
