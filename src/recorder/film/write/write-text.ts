import type { Result } from '../../../shared/result.ts';
import { fail } from '../../../shared/result.ts';
import { createCastWriter } from '../../encode/cast.ts';
import { writeSrt, writeVtt } from '../../encode/subtitles.ts';
import type { FilmOptions, WrittenOutput } from '../film.ts';
import type { FilmMaterial } from '../retime.ts';
import { openOutput, unwritable } from './output-file.ts';

/** Characters that are gathered before they are written. */
const GULP = 262_144;

/** Writes what needs no drawing: the cast itself, or its captions. The failure is a sentence. */
export async function writeText(
  output: { readonly kind: 'cast' | 'srt' | 'vtt'; readonly path: string },
  film: FilmMaterial,
  options: Pick<FilmOptions, 'castVersion' | 'themes' | 'title'>,
): Promise<Result<Pick<WrittenOutput, 'bytes' | 'sha256'>, string>> {
  const { kind, path } = output;
  if (kind !== 'cast' && film.captions.length === 0) {
    return fail(
      `${path} was not written: there are no captions. A comment "massgen: caption "…"" in the tape makes one.`,
    );
  }
  const opened = await openOutput(path);
  if (!opened.ok) return opened;
  const file = opened.value;
  const encoder = new TextEncoder();
  try {
    let waiting = '';
    for (const piece of pieces(kind, film, options)) {
      waiting += piece;
      if (waiting.length < GULP) continue;
      await file.append(encoder.encode(waiting));
      waiting = '';
    }
    await file.append(encoder.encode(waiting));
  } catch (cause) {
    await file.discard();
    return fail(unwritable(path, cause));
  }
  return file.commit();
}

function* pieces(
  kind: 'cast' | 'srt' | 'vtt',
  film: FilmMaterial,
  { castVersion, themes }: Pick<FilmOptions, 'castVersion' | 'themes' | 'title'>,
): Generator<string> {
  if (kind === 'srt') yield writeSrt(film.captions, film.durationMs);
  else if (kind === 'vtt') yield writeVtt(film.captions, film.durationMs);
  else {
    const { durationMs } = film;
    const writer = createCastWriter(film.cast.header, { version: castVersion, theme: themes[0] ?? null, durationMs });
    yield writer.header;
    for (const event of film.cast.events) yield writer.event(event);
    yield writer.end();
  }
}
