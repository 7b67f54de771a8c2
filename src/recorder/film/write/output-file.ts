import { createHash, randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Result } from '../../../shared/result.ts';
import { fail, ok } from '../../../shared/result.ts';
import { systemReason } from '../../../shared/system-reason.ts';
import { makeFolders } from '../../../store/files/make-folder.ts';
import type { FilmPatch } from '../../encode/encoder.ts';

/** A file that has its name only when it is whole. */
export interface OutputFile {
  /** Where it is written; in the same folder, so that the last step is a rename. */
  readonly temporaryPath: string;
  /** Written at once: the process gets its turn between frames, to hear signals and to give memory back. */
  append(bytes: Uint8Array): Promise<void>;
  patch(patch: FilmPatch): Promise<void>;
  /** Gives it its name. Fails when nothing was written. */
  commit(): Promise<Result<{ readonly bytes: number; readonly sha256: string }, string>>;
  /** Removes what there is. Never rejects. */
  discard(): Promise<void>;
}

/** A name beside `path` that nobody else uses. */
export function temporaryBeside(path: string): string {
  return join(dirname(path), `.${basename(path).slice(0, 100)}.${randomUUID()}.part`);
}

/** Folders are made, so that a file in the way can only be a part of the path. */
const WORDS = { EEXIST: 'a part of its path is a file, not a folder', ENOENT: 'no folder can be made there' };

const unfinished = new Set<string>();

/** Whoever ends this process in the middle of a film, by a second signal or by a bug, is left no half of one. */
function removeUnfinished(): void {
  for (const path of unfinished) rmSync(path, { force: true });
}

function begun(path: string): void {
  if (unfinished.size === 0) process.on('exit', removeUnfinished);
  unfinished.add(path);
}

function over(path: string): void {
  if (unfinished.delete(path) && unfinished.size === 0) process.off('exit', removeUnfinished);
}

/** Why a path cannot be written, as a sentence with a way out. */
export function unwritable(path: string, cause: unknown): string {
  return `${path} cannot be written: ${systemReason(cause, WORDS)}. Name another place with Output, or with -o.`;
}

/** Creates missing folders and begins the file. The failure is a sentence. */
export async function openOutput(path: string): Promise<Result<OutputFile, string>> {
  const temporaryPath = temporaryBeside(path);
  let handle: FileHandle;
  try {
    makeFolders(dirname(path));
    const existing = await stat(path).catch(() => null);
    if (existing?.isDirectory() === true) return fail(`${path} cannot be written: there is a folder of that name.`);
    handle = await open(temporaryPath, 'wx');
    begun(temporaryPath);
  } catch (cause) {
    return fail(unwritable(path, cause));
  }
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (isOpen) await handle.close();
    isOpen = false;
  };
  const discard = async (): Promise<void> => {
    await close().catch(() => undefined);
    await rm(temporaryPath, { force: true }).catch(() => undefined);
    over(temporaryPath);
  };
  return ok({
    temporaryPath,
    append: async (bytes) => {
      await handle.appendFile(bytes);
    },
    patch: async ({ offset, bytes }) => {
      await handle.write(bytes, 0, bytes.length, offset);
    },
    commit: async () => {
      try {
        await handle.sync();
        await close();
        const written = await digest(temporaryPath);
        if (written.bytes === 0) {
          await discard();
          return fail(`${path} was not written: it would be empty.`);
        }
        await rename(temporaryPath, path);
        over(temporaryPath);
        return ok(written);
      } catch (cause) {
        await discard();
        return fail(unwritable(path, cause));
      }
    },
    discard,
  });
}

/** Size and SHA-256 of a file, read piece by piece. */
export async function digest(path: string): Promise<{ readonly bytes: number; readonly sha256: string }> {
  await using file = await open(path);
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of file.createReadStream({ autoClose: false })) {
    if (!(piece instanceof Uint8Array)) continue;
    hash.update(piece);
    bytes += piece.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}
