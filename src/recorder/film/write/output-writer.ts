import { setImmediate } from 'node:timers/promises';
import type { Result } from '../../../shared/result.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { FilmEncoder, FilmInfo } from '../../encode/encoder.ts';
import { OUTPUT_KINDS } from '../../encode/output-kinds.ts';
import type { DrawnKind, FilmKind } from '../../encode/output-kinds.ts';
import type { FilmOutput } from '../film.ts';
import { openFolderWriter } from './folder-writer.ts';
import type { OutputFile } from './output-file.ts';
import { openOutput, unwritable } from './output-file.ts';
import { openVideoWriter } from './video-writer.ts';
import type { OutputWriter, WriterSetting } from './writer.ts';

/** Opens the writer of an output at an absolute path. The failure is a sentence with a way out. */
export function openWriter(
  output: FilmOutput & { readonly kind: FilmKind },
  setting: WriterSetting,
  signal: AbortSignal,
): Promise<Result<OutputWriter, string>> {
  const { kind, path } = output;
  const { made }: DrawnKind = OUTPUT_KINDS[kind];
  if (made === 'folder') return openFolderWriter(path, setting.info);
  if (typeof made === 'string') return openVideoWriter(path, made, setting, signal);
  return openEncoderWriter(path, made(setting), setting.info);
}

async function openEncoderWriter(
  path: string,
  encoder: FilmEncoder,
  info: FilmInfo,
): Promise<Result<OutputWriter, string>> {
  const problem = encoder.problem?.(info) ?? null;
  if (problem !== null) return fail(`${path} cannot be written: ${problem}.`);
  const opened = await openOutput(path);
  if (!opened.ok) return opened;
  const file = opened.value;
  const refused = await append(file, path, encoder.begin(info));
  if (refused !== null) {
    await file.discard();
    return fail(refused);
  }
  return ok({
    frame: (frame) => append(file, path, encoder.frame(frame)),
    finish: async () => {
      const failed = await append(file, path, encoder.end());
      if (failed !== null) return fail(failed);
      try {
        for (const patch of encoder.patches?.() ?? []) await file.patch(patch);
      } catch (cause) {
        return fail(unwritable(path, cause));
      }
      return file.commit();
    },
    discard: () => file.discard(),
  });
}

/** Lets the process hear signals between any two frames, also of formats that give nothing before their end. */
async function append(file: OutputFile, path: string, bytes: Uint8Array | null): Promise<string | null> {
  if (bytes === null || bytes.length === 0) {
    await setImmediate();
    return null;
  }
  try {
    await file.append(bytes);
    return null;
  } catch (cause) {
    return unwritable(path, cause);
  }
}
