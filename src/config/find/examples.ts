import { nearest } from '../../shared/nearest.ts';

/** What a name of a shipped example led to. */
export type ExampleMatch =
  | { readonly found: true; readonly path: string; readonly alternatives: readonly string[] }
  | { readonly found: false; readonly closest: readonly string[] };

const EXTENSION = /\.ya?ml$/;
const stemOf = (path: string): string => path.replace(/^.*\//, '').replace(EXTENSION, '');
/** `basic/multi/three.yaml` → `basic_multi_three`, as `--list-examples` prints it. */
export const shortNameOf = (path: string): string => path.replace(EXTENSION, '').replaceAll('/', '_');

/**
 * Finds an example by path, path without extension, file stem, short name, then by a part of the path; of several such
 * files the one with the shortest path, the others being named. `examples` are relative paths with extension.
 */
export function findExample(name: string, examples: readonly string[]): ExampleMatch {
  const wanted = name
    .replace(/^@examples\//, '')
    .replace(/^configs\//, '')
    .replace(/^\/+/, '');
  const bare = wanted.replace(EXTENSION, '');
  const sorted = examples.toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1));
  const exact =
    sorted.find((path) => path === wanted) ??
    sorted.find((path) => path.replace(EXTENSION, '') === bare) ??
    sorted.find((path) => stemOf(path) === bare) ??
    sorted.find((path) => shortNameOf(path) === bare);
  if (exact !== undefined) return { found: true, path: exact, alternatives: [] };
  const [first, ...alternatives] = wanted === '' ? [] : sorted.filter((path) => path.includes(wanted));
  if (first !== undefined) return { found: true, path: first, alternatives };
  return { found: false, closest: closestTo(bare, sorted) };
}

/** The three names that look most like a wrong one: misspelt, or sharing words with it. */
function closestTo(name: string, examples: readonly string[]): readonly string[] {
  const misspelt = nearest(name, examples.map(stemOf), 3);
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word.length > 2);
  const score = (path: string): number => words.filter((word) => path.includes(word)).length;
  const related = examples
    .filter((path) => score(path) > 0)
    .toSorted((a, b) => score(b) - score(a))
    .map(stemOf);
  return [...new Set([...misspelt, ...related, ...examples.map(stemOf)])].slice(0, 3);
}
