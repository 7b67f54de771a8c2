import { readableText, keepText } from '../encode/text-golden.ts';
import type { FilmPorts } from '../film/film.ts';
import { framesOf } from '../film/frames-of.ts';
import type { Recording } from '../play/recording.ts';

/** What stood on the screen at the end, without blank rows below. */
export async function lastScreen(
  recording: Recording,
  createEmulator: FilmPorts['createEmulator'],
  unicode: 11 | 15,
): Promise<string> {
  const frames = recording.frames.slice(-1);
  let text = '';
  for await (const { grid } of framesOf(
    { ...recording, frames },
    createEmulator,
    unicode,
    new AbortController().signal,
  )) {
    text = readableText(keepText(grid));
  }
  return text;
}
