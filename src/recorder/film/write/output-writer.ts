import { setImmediate } from 'node:timers/promises';
import type { Result } from '../../../shared/result.ts';
import { fail, ok } from '../../../shared/result.ts';
import { createApngEncoder } from '../../encode/apng.ts';
import type { FilmEncoder, FilmInfo } from '../../encode/encoder.ts';
import { createGifEncoder } from '../../encode/gif.ts';
import { createHtmlEncoder } from '../../encode/html.ts';
import { createJsonEncoder } from '../../encode/json.ts';
import { encodePng } from '../../encode/png.ts';
import { createSvgEncoder } from '../../encode/svg.ts';
import { createTextGoldenEncoder } from '../../encode/text-golden.ts';
import type { FilmOutput } from '../film.ts';
import { openFolderWriter } from './folder-writer.ts';
import type { OutputFile } from './output-file.ts';
import { openOutput, unwritable } from './output-file.ts';
import { openVideoWriter } from './video-writer.ts';
import type { FilmKind, KindTraits, OutputWriter, WriterSetting } from './writer.ts';

export const FILM_KINDS: Readonly<Record<FilmKind, KindTraits>> = {
  gif: { feed: 'frames', pixels: true, themed: true, repeats: true, blinks: true },
  apng: { feed: 'frames', pixels: true, themed: true, repeats: true, blinks: true },
  svg: { feed: 'frames', pixels: false, themed: true, repeats: true, blinks: true },
  mp4: { feed: 'frames', pixels: true, themed: true, repeats: false, blinks: true },
  webm: { feed: 'frames', pixels: true, themed: true, repeats: false, blinks: true },
  frames: { feed: 'frames', pixels: true, themed: true, repeats: false, blinks: false },
  png: { feed: 'last', pixels: true, themed: true, repeats: false, blinks: false },
  html: { feed: 'frames', pixels: false, themed: true, repeats: false, blinks: true },
  json: { feed: 'frames', pixels: false, themed: false, repeats: false, blinks: false },
  txt: { feed: 'commands', pixels: false, themed: false, repeats: false, blinks: false },
};

/** Opens the writer of an output at an absolute path. The failure is a sentence with a way out. */
export function openWriter(
  output: FilmOutput & { readonly kind: FilmKind },
  setting: WriterSetting,
  signal: AbortSignal,
): Promise<Result<OutputWriter, string>> {
  const { kind, path } = output;
  switch (kind) {
    case 'gif':
      return openEncoderWriter(path, createGifEncoder(), setting.info);
    case 'apng':
      return openEncoderWriter(path, createApngEncoder(), setting.info);
    case 'svg':
      return openEncoderWriter(path, createSvgEncoder({ picture: setting.picture }), setting.info);
    case 'html':
      return openEncoderWriter(path, createHtmlEncoder(), setting.info);
    case 'json':
      return openEncoderWriter(path, createJsonEncoder(), setting.info);
    case 'txt':
      return openEncoderWriter(path, createTextGoldenEncoder(), setting.info);
    case 'png':
      return openEncoderWriter(path, createStillEncoder(setting.info), setting.info);
    case 'frames':
      return openFolderWriter(path, setting.info);
    case 'mp4':
    case 'webm':
      return openVideoWriter(path, kind, setting, signal);
  }
}

/** A single picture: the last one it is given. */
function createStillEncoder(info: FilmInfo): FilmEncoder {
  return {
    begin: () => null,
    frame: ({ pixels }) => (pixels === null ? null : encodePng(pixels, info.width, info.height)),
    end: () => null,
  };
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
