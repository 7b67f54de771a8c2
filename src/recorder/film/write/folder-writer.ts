import { createHash } from 'node:crypto';
import { readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Result } from '../../../shared/result.ts';
import { fail, ok } from '../../../shared/result.ts';
import { makeFolders } from '../../../store/files/make-folder.ts';
import type { FilmInfo } from '../../encode/encoder.ts';
import { createFrameFolder } from '../../encode/frames.ts';
import type { FrameFile } from '../../encode/frames.ts';
import { temporaryBeside, unwritable } from './output-file.ts';
import type { OutputWriter } from './writer.ts';

/** Files of an earlier film in the same folder. */
const OUR_FRAME = /^frame-\d{5,}\.png$/;

/**
 * A folder of frames. They are gathered beside it and moved in when all are there; other files in the folder stay, frames
 * of an earlier, longer film go.
 */
export async function openFolderWriter(path: string, info: FilmInfo): Promise<Result<OutputWriter, string>> {
  const folder = path.replace(/[/\\]+$/, '');
  const temporary = temporaryBeside(folder);
  try {
    const existing = await stat(folder).catch(() => null);
    if (existing?.isDirectory() === false) return fail(`${path} cannot be written: there is a file of that name.`);
    makeFolders(temporary);
  } catch (cause) {
    return fail(unwritable(path, cause));
  }
  const frames = createFrameFolder(info);
  const names: string[] = [];
  const hash = createHash('sha256');
  let bytes = 0;
  const put = async (file: FrameFile): Promise<string | null> => {
    try {
      await writeFile(join(temporary, file.name), file.bytes);
    } catch (cause) {
      return unwritable(path, cause);
    }
    names.push(file.name);
    hash.update(`${file.name}\n`).update(file.bytes);
    bytes += file.bytes.length;
    return null;
  };
  const discard = async (): Promise<void> => {
    await rm(temporary, { recursive: true, force: true }).catch(() => undefined);
  };
  return ok({
    frame: (frame) => put(frames.frame(frame)),
    finish: async () => {
      const failed = await put(frames.end());
      if (failed !== null) return fail(failed);
      try {
        makeFolders(folder);
        for (const name of names) await rename(join(temporary, name), join(folder, name));
        const stale = (await readdir(folder)).filter((name) => OUR_FRAME.test(name) && !names.includes(name));
        for (const name of stale) await rm(join(folder, name), { force: true });
        await discard();
        return ok({ bytes, sha256: hash.digest('hex') });
      } catch (cause) {
        return fail(unwritable(path, cause));
      }
    },
    discard,
  });
}
