import { eastAsianWidth } from 'get-east-asian-width';

// Made when first needed: building it takes longer than all that is measured in most runs.
let segmenter: Intl.Segmenter | undefined;
const clustersOf = (text: string): Iterable<Intl.SegmentData> =>
  (segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' })).segment(text);

const EMOJI = /\p{Emoji_Presentation}|\uFE0F/u;
const PLAIN = /^[\x20-\x7E]*$/;

/** How many cells a text fills in a terminal. */
export function displayWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const { segment } of clustersOf(text)) width += clusterWidth(segment);
  return width;
}

function clusterWidth(cluster: string): number {
  if (EMOJI.test(cluster)) return 2;
  const code = cluster.codePointAt(0) ?? 0;
  return /^[\p{M}\p{Cf}]/u.test(cluster) ? 0 : eastAsianWidth(code);
}

/** At most `width` cells, the last three as dots when something was cut. */
export function fit(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const { segment } of clustersOf(text)) {
    const cells = displayWidth(segment);
    if (used + cells > width - 3) break;
    kept += segment;
    used += cells;
  }
  return `${kept}...`;
}

/** In the middle of `width` cells; the odd cell goes to the right. */
export function centre(text: string, width: number): string {
  const cut = fit(text, width);
  const free = Math.max(0, width - displayWidth(cut));
  const left = Math.floor(free / 2);
  return ' '.repeat(left) + cut + ' '.repeat(free - left);
}
