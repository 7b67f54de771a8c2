import { eastAsianWidth } from 'get-east-asian-width';

const PLAIN = /^[\x20-\x7E]*$/;
const EMOJI = /\p{Emoji_Presentation}|\uFE0F/u;
const INVISIBLE = /^[\p{M}\p{Cf}]/u;
/** Characters that join others to one; the variation selector alone needs no search for borders. */
const JOINING = /(?!\uFE0F)[\p{M}\p{Cf}\p{Emoji_Modifier}\p{Regional_Indicator}\u1100-\u11FF]/u;
const SIMPLE_CLUSTER = /[^]\uFE0F?/gu;

// Made when first needed: building it takes longer than all that is measured in most runs.
let segmenter: Intl.Segmenter | undefined;

/** What a person would call the characters of a text. */
function clustersOf(text: string): readonly string[] {
  if (!JOINING.test(text)) return text.match(SIMPLE_CLUSTER) ?? [];
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** How many cells a text fills in a terminal. */
export const displayWidth = (text: string): number =>
  PLAIN.test(text) ? text.length : clustersOf(text).reduce((width, cluster) => width + clusterWidth(cluster), 0);

function clusterWidth(cluster: string): number {
  if (EMOJI.test(cluster)) return 2;
  return INVISIBLE.test(cluster) ? 0 : eastAsianWidth(cluster.codePointAt(0) ?? 0);
}

/** At most `width` cells, the last three as dots when something was cut. */
export function fit(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const cluster of clustersOf(text)) {
    const cells = clusterWidth(cluster);
    if (used + cells > width - 3) break;
    kept += cluster;
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
