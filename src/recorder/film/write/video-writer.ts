import { rename, rm, stat } from 'node:fs/promises';
import type { Result } from '../../../shared/result.ts';
import { fail, ok } from '../../../shared/result.ts';
import { createVideoWriter } from '../../encode/video.ts';
import type { VideoKind } from '../../encode/video.ts';
import { digest, openOutput, temporaryBeside, unwritable } from './output-file.ts';
import type { OutputWriter, WriterSetting } from './writer.ts';

/** A video beside its final place, which it gets when ffmpeg has finished it. */
export async function openVideoWriter(
  path: string,
  kind: VideoKind,
  { info, framerate, videoProgram }: WriterSetting,
  signal: AbortSignal,
): Promise<Result<OutputWriter, string>> {
  // Folders are created and the place is tried before ffmpeg is asked, so that it need not be blamed.
  const tried = await openOutput(path);
  if (!tried.ok) return tried;
  await tried.value.discard();
  const temporary = temporaryBeside(path);
  const program = videoProgram === undefined ? {} : { program: videoProgram };
  const begun = await createVideoWriter(
    { path: temporary, kind, info, framesPerSecond: framerate, ...program },
    signal,
  );
  if (!begun.ok) return fail(`${path} cannot be written: ${begun.error}.`);
  const video = begun.value;
  return ok({
    frame: async (frame) => {
      const taken = await video.frame(frame);
      return taken.ok ? null : taken.error.replaceAll(temporary, path);
    },
    finish: async () => {
      const ended = await video.end();
      if (!ended.ok) return fail(ended.error.replaceAll(temporary, path));
      try {
        const written = await digest(temporary);
        await rename(temporary, path);
        await stat(path);
        return ok(written);
      } catch (cause) {
        await rm(temporary, { force: true }).catch(() => undefined);
        return fail(unwritable(path, cause));
      }
    },
    discard: () => video.abandon(),
  });
}
