import { readdirSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { outputKind } from '../../../recorder/tape/output-kind.ts';
import { settingsOf } from '../../../recorder/tape/settings-of.ts';
import type { OutputKind } from '../../../recorder/encode/output-kinds.ts';
import type { ParsedTape } from '../../../recorder/tape/tape.ts';

/** A file, or a folder of frames, that VHS is to write. */
export interface PromisedFile {
  readonly kind: OutputKind | 'screenshot';
  /** As the tape or the command line says it. */
  readonly path: string;
}

/** What the tape's `Output` and `Screenshot` lines promise. `-o` takes the place of the outputs, as in VHS. */
export function promisedFiles(parsed: ParsedTape, given: readonly string[]): readonly PromisedFile[] {
  const outputs =
    given.length > 0
      ? given.map((path) => ({ kind: outputKind(path) ?? ('gif' as const), path }))
      : settingsOf(parsed).outputs;
  const shots = parsed.commands.flatMap((command) =>
    command.type === 'screenshot' ? [{ kind: 'screenshot' as const, path: command.path }] : [],
  );
  return [...outputs, ...shots];
}

/** What tells a file that was written anew from one that lay there; null for none. */
export type FileMark = string | null;

export function markOf({ kind, path }: PromisedFile, cwd: string): FileMark {
  const place = resolve(cwd, path);
  const stat = statSync(place, { throwIfNoEntry: false, bigint: true });
  if (stat === undefined) return null;
  if (!stat.isDirectory()) return `${stat.ino} ${stat.size} ${stat.mtimeNs} ${stat.ctimeNs}`;
  if (kind !== 'frames') return null;
  return readdirSync(place)
    .toSorted()
    .map((name) => `${name} ${statSync(resolve(place, name), { throwIfNoEntry: false, bigint: true })?.mtimeNs}`)
    .join('\n');
}

/** Bytes of a file, of all files in a folder; 0 when there is nothing. */
export function sizeOf({ path }: PromisedFile, cwd: string): number {
  const place = resolve(cwd, path);
  const stat = statSync(place, { throwIfNoEntry: false });
  if (stat === undefined) return 0;
  if (!stat.isDirectory()) return stat.size;
  const sizes = readdirSync(place).map((name) => statSync(resolve(place, name), { throwIfNoEntry: false })?.size ?? 0);
  return sizes.reduce((sum, size) => sum + size, 0);
}
