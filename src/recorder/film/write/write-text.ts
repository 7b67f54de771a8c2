import type { Result } from '../../../shared/result.ts';
import { fail } from '../../../shared/result.ts';
import { OUTPUT_KINDS } from '../../encode/output-kinds.ts';
import type { FilmKind, OutputKind, RecordedKind } from '../../encode/output-kinds.ts';
import type { FilmOptions, FilmOutput, WrittenOutput } from '../film.ts';
import type { FilmMaterial } from '../retime.ts';
import { openOutput, unwritable } from './output-file.ts';

/** Characters that are gathered before they are written. */
const GULP = 262_144;

export type TextOutput = FilmOutput & { readonly kind: Exclude<OutputKind, FilmKind> };

/** Writes what needs no drawing: the cast itself, or its captions. The failure is a sentence. */
export async function writeText(
  output: TextOutput,
  film: FilmMaterial,
  { castVersion, themes, castTheme = themes[0] ?? null }: Pick<FilmOptions, 'castVersion' | 'themes' | 'castTheme'>,
): Promise<Result<Pick<WrittenOutput, 'bytes' | 'sha256'>, string>> {
  const { kind, path } = output;
  const { missing, pieces }: RecordedKind = OUTPUT_KINDS[kind];
  const why = missing(film);
  if (why !== null) return fail(`${path} was not written: ${why}`);
  const opened = await openOutput(path);
  if (!opened.ok) return opened;
  const file = opened.value;
  const encoder = new TextEncoder();
  try {
    let waiting = '';
    for (const piece of pieces(film, castVersion, castTheme)) {
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
