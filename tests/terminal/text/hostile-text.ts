import * as fc from 'fast-check';

const PIECES = [
  'a',
  'word ',
  '  ',
  '-',
  '\u0301',
  '\u0300\u0323',
  '你',
  '好。',
  '「',
  'ー',
  '한',
  'ᄒ',
  'ᅡ',
  'ᆫ',
  '🎉',
  '✅',
  '❤',
  '\ufe0f',
  '\u20e3',
  '1',
  '👨',
  '\u200d',
  '👩',
  '🏽',
  '🇯',
  '🇵',
  'क',
  '\u094d',
  'ष',
  'ि',
  'ก',
  '\u0e33',
  '\u0600',
  '\u200c',
  'é',
  'я',
  '│',
  '𝒳',
] as const;

/** Text that terminals disagree about: marks, joiners, flags, jamo, conjuncts in any order. */
export const clusterText = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join(''));

/** The same with line ends. */
export const paneText = fc
  .array(fc.constantFrom(...PIECES, '\n', 'a longer piece of prose with several words '), { maxLength: 120 })
  .map((pieces) => pieces.join(''));

/** A way to cut a text: lengths of the chunks in UTF-16 units, used round and round. */
export const chunkSizes = fc.array(fc.constantFrom(1, 2, 7, 61), { minLength: 1, maxLength: 8 });

export function cut(text: string, sizes: readonly number[]): string[] {
  const chunks: string[] = [];
  for (let at = 0, turn = 0; at < text.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    chunks.push(text.slice(at, at + size));
    at += size;
  }
  return chunks;
}
