import { OUTPUT_KINDS } from '../encode/output-kinds.ts';
import type { OutputKind } from '../encode/output-kinds.ts';

const VHS_KINDS: Readonly<Record<string, OutputKind>> = {
  '.gif': 'gif',
  '.mp4': 'mp4',
  '.webm': 'webm',
  '.txt': 'txt',
  '.ascii': 'txt',
  '.test': 'txt',
  '.png': 'frames',
};

const OUR_KINDS = Object.fromEntries(
  (Object.keys(OUTPUT_KINDS) as OutputKind[]).flatMap((kind) =>
    OUTPUT_KINDS[kind].endings.map((ending) => [ending, kind] as const),
  ),
);

/** The extensions of every kind that can be written. */
export const OUTPUT_EXTENSIONS: readonly string[] = Object.keys(OUR_KINDS);

/** From the last dot of the last part on, dot included; empty without a dot. `..` has the extension `.`, as in Go. */
export function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot === -1 ? '' : name.slice(dot);
}

const known = (table: Readonly<Record<string, OutputKind>>, extension: string): OutputKind | null =>
  Object.hasOwn(table, extension) ? (table[extension] ?? null) : null;

/** What VHS makes of an `Output` path: a folder of frames without an extension, a gif for every one it does not know. */
export function vhsOutputKind(path: string): OutputKind {
  const extension = extensionOf(path);
  return extension === '' ? 'frames' : (known(VHS_KINDS, extension) ?? 'gif');
}

/**
 * What an `Output` command writes. `strict` is VHS's reading. `extended` writes the kinds that VHS lacks under their own
 * extension; where VHS has a meaning (`.png` is a folder of frames, an unknown extension a gif), that stays.
 */
export function commandOutputKind(path: string, mode: 'strict' | 'extended'): OutputKind {
  const extension = extensionOf(path);
  if (mode === 'strict' || known(VHS_KINDS, extension) !== null) return vhsOutputKind(path);
  return known(OUR_KINDS, extension) ?? vhsOutputKind(path);
}

/** What a path promises outside `Output`: in directives and on the command line. `.png` is one picture there. Null: unknown. */
export function outputKind(path: string): OutputKind | null {
  return path.endsWith('/') ? 'frames' : known(OUR_KINDS, extensionOf(path).toLowerCase());
}
