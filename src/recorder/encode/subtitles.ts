import type { Caption } from '../play/recording.ts';

interface Cue {
  readonly fromMs: number;
  readonly toMs: number;
  readonly text: string;
}

/** Blank lines would end a cue, so they go; control characters do too. */
const cueText = (text: string): string =>
  text
    .split(/\r\n|\r|\n|\u2028|\u2029/)
    .map((line) => line.replaceAll(/\p{Cc}/gu, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');

/** Each caption is shown until the next one or the end of the film; an empty one ends the one before. */
function cuesOf(captions: readonly Caption[], durationMs: number): readonly Cue[] {
  const inOrder = captions.toSorted((a, b) => a.atMs - b.atMs);
  return inOrder.flatMap(({ atMs, text }, index) => {
    const toMs = Math.min(inOrder[index + 1]?.atMs ?? durationMs, durationMs);
    const shown = cueText(text);
    return shown === '' || Math.round(toMs) <= Math.round(atMs) ? [] : [{ fromMs: atMs, toMs, text: shown }];
  });
}

const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');

function clock(ms: number, mark: ',' | '.'): string {
  const whole = Math.round(ms);
  const fraction = String(whole % 1000).padStart(3, '0');
  return `${two(whole / 3_600_000)}:${two((whole / 60_000) % 60)}:${two((whole / 1000) % 60)}${mark}${fraction}`;
}

/** Captions as SubRip; an empty file when there are none. */
export const writeSrt = (captions: readonly Caption[], durationMs: number): string =>
  cuesOf(captions, durationMs)
    .map(({ fromMs, toMs, text }, index) => {
      // "-->" inside a text would read as a time line.
      const safe = text.replaceAll('-->', '→');
      return `${index + 1}\n${clock(fromMs, ',')} --> ${clock(toMs, ',')}\n${safe}\n`;
    })
    .join('\n');

/** Captions as WebVTT; only its header when there are none. */
export const writeVtt = (captions: readonly Caption[], durationMs: number): string =>
  [
    'WEBVTT\n',
    ...cuesOf(captions, durationMs).map(({ fromMs, toMs, text }) => {
      const safe = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
      return `${clock(fromMs, '.')} --> ${clock(toMs, '.')}\n${safe}\n`;
    }),
  ].join('\n');
