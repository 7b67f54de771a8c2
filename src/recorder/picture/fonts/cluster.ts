/** What is written in one cell, taken apart. */
export interface ClusterParts {
  /** Draw it as an emoji first, as text only when there is none. */
  readonly prefersEmoji: boolean;
  /** Code points that are drawn over each other: a base and its marks. Empty: nothing to see. */
  readonly codePoints: readonly number[];
}

const EMOJI_SELECTOR = 0xfe0f;
const TEXT_SELECTOR = 0xfe0e;
const KEYCAP = 0x20e3;

/** Steers how its neighbours are drawn, and has no picture of its own. */
const isInvisible = (code: number): boolean =>
  (code >= 0xfe00 && code <= 0xfe0f) ||
  (code >= 0x200b && code <= 0x200f) ||
  (code >= 0x202a && code <= 0x202e) ||
  (code >= 0x2060 && code <= 0x206f) ||
  (code >= 0xe0000 && code <= 0xe0fff) ||
  code === 0xfeff ||
  code === 0xad;

const isSpace = (code: number): boolean =>
  code <= 0x20 ||
  (code >= 0x7f && code <= 0xa0) ||
  (code >= 0x2000 && code <= 0x200a) ||
  code === 0x3000 ||
  code === 0x2028 ||
  code === 0x2029 ||
  code === 0x202f ||
  code === 0x205f ||
  code === 0x1680;

/** The blocks where a character that takes two cells is a picture and not a letter. */
const mayBeEmoji = (code: number): boolean =>
  code >= 0x1f000 ? code < 0x20000 : code < 0x2e80 || [0x3030, 0x303d, 0x3297, 0x3299].includes(code);

/** Takes a grapheme cluster apart. `width` is how many cells the terminal gives it: that decides what an emoji is. */
export function clusterParts(text: string, width: number): ClusterParts {
  const all = codePointsOf(text);
  const [first = 0x20] = all;
  const isMarked = all.includes(EMOJI_SELECTOR) || all.includes(KEYCAP);
  const prefersEmoji = !all.includes(TEXT_SELECTOR) && (isMarked || (width === 2 && mayBeEmoji(first)));
  const visible = codePointsOf(text.normalize('NFC')).filter((code) => !isInvisible(code));
  return { prefersEmoji, codePoints: visible.length === 1 && isSpace(visible[0] ?? 0) ? [] : visible };
}

const codePointsOf = (text: string): number[] => Array.from(text, (character) => character.codePointAt(0) ?? 0);
