import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseWireCase } from '../../src/model-server/wire-case.ts';
import type { WireCase } from '../../src/model-server/wire-case.ts';

const ROOT = join(import.meta.dirname, '../../../shared/fixtures/wire');

/** Every recorded case of the shared fixtures, by path; empty when the folder is not there. */
export function sharedCases(): readonly (readonly [string, WireCase])[] {
  if (!existsSync(ROOT)) return [];
  return globSync('*/*.json', { cwd: ROOT })
    .toSorted()
    .map((path) => {
      const parsed = parseWireCase(readFileSync(join(ROOT, path), 'utf8'));
      if (!parsed.ok) throw new Error(`${path}: ${parsed.error}`);
      return [path, parsed.value] as const;
    });
}
