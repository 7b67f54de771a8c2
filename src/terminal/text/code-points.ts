import { eastAsianWidth } from 'get-east-asian-width';
import { asciiSign } from './ascii-signs.ts';

/** Break classes of UAX #29, with the Indic letters and joiners of rule GB9c told apart. */
export const CLASS = {
  other: 0,
  extend: 1,
  zwj: 2,
  regional: 3,
  pictograph: 4,
  hangulL: 5,
  hangulV: 6,
  hangulT: 7,
  hangulLv: 8,
  hangulLvt: 9,
  prepend: 10,
  spacing: 11,
  control: 12,
  consonant: 13,
  linker: 14,
  nonJoiner: 15, // U+200C: extends a cluster, but ends an Indic conjunct
} as const;

const EXTEND = /[\p{Grapheme_Extend}\p{Emoji_Modifier}]/u;
const PICTOGRAPH = /\p{Extended_Pictographic}/u;
const SPACING_MARK = /\p{Mc}/u;
const CONTROL = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
const ZERO_WIDTH_MARK = /[\p{Mn}\p{Me}]/u;

// Unicode 17. These lists have no property that a regular expression can name; a test compares them with Intl.Segmenter.
const PREPEND = ranges(
  '600-605 6dd 70f 890-891 8e2 d4e 110bd 110cd 111c2-111c3 113d1 1193f 11941 11a84-11a89 11d46 11f02',
);
const MARKS_THAT_BREAK = ranges(
  '102b-102c 1038 1062-1064 1067-106d 1083 1087-108c 108f 109a-109c 1a61 1a63-1a64 aa7b aa7d 11720-11721',
);
const LINKERS = ranges(
  '94d 9cd acd b4d c4d d4d 1039 17d2 1a60 1b44 1bab a9c0 aaf6 10a3f 11133 113d0 1193e 11a47 11a99 11f42',
);
const CONSONANTS = ranges(
  '915-939 958-95f 978-97f 995-9a8 9aa-9b0 9b2 9b6-9b9 9dc-9dd 9df 9f0-9f1 a95-aa8 aaa-ab0 ab2-ab3 ab5-ab9 af9 ' +
    'b15-b28 b2a-b30 b32-b33 b35-b39 b5c-b5d b5f b71 c15-c28 c2a-c39 c58-c5a d15-d3a 1000-102a 103f 1050-1055 ' +
    '105a-105d 1061 1065-1066 106e-1070 1075-1081 108e 1780-17b3 1a20-1a54 1b0b-1b0c 1b13-1b33 1b45-1b4c 1b83-1ba0 ' +
    '1bae-1baf 1bbb-1bbd a989-a98b a98f-a9b2 a9e0-a9e4 a9e7-a9ef a9fa-a9fe aa60-aa6f aa71-aa73 aa7a aa7e-aa7f ' +
    'aae0-aaea abc0-abda 10a00 10a10-10a13 10a15-10a17 10a19-10a35 11103-11126 11144 11147 11380-11389 1138b 1138e ' +
    '11390-113b5 11900-11906 11909 1190c-11913 11915-11916 11918-1192f 11a00 11a0b-11a32 11a50 11a5c-11a83 ' +
    '11f04-11f10 11f12-11f33',
);
const UNASSIGNED_CONTROLS = ranges('2065 fff0-fff8 e0000 e0002-e001f e0080-e00ff e01f0-e0fff');

type Ranges = readonly (readonly [number, number])[];

function ranges(list: string): Ranges {
  return list.split(' ').map((range) => {
    const [first = '', last = first] = range.split('-');
    return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
  });
}

const within = (list: Ranges, point: number): boolean => list.some(([first, last]) => point >= first && point <= last);

function hangulClass(point: number): number {
  if ((point >= 0x1100 && point <= 0x115f) || (point >= 0xa960 && point <= 0xa97c)) return CLASS.hangulL;
  if ((point >= 0x1160 && point <= 0x11a7) || (point >= 0xd7b0 && point <= 0xd7c6)) return CLASS.hangulV;
  if ((point >= 0x11a8 && point <= 0x11ff) || (point >= 0xd7cb && point <= 0xd7fb)) return CLASS.hangulT;
  if (point >= 0xac00 && point <= 0xd7a3) return (point - 0xac00) % 28 === 0 ? CLASS.hangulLv : CLASS.hangulLvt;
  if (point === 0x16d63 || (point >= 0x16d67 && point <= 0x16d6a)) return CLASS.hangulV; // Kirat Rai vowels behave alike
  return CLASS.other;
}

function breakClass(point: number, text: string): number {
  if (point === 0x200d) return CLASS.zwj;
  if (point === 0x200c) return CLASS.nonJoiner;
  if (point >= 0x1f1e6 && point <= 0x1f1ff) return CLASS.regional;
  const hangul = hangulClass(point);
  if (hangul !== CLASS.other) return hangul;
  if (within(LINKERS, point)) return CLASS.linker;
  if (EXTEND.test(text)) return CLASS.extend;
  if (within(PREPEND, point)) return CLASS.prepend;
  if (point === 0xe33 || point === 0xeb3) return CLASS.spacing;
  if (SPACING_MARK.test(text) && !within(MARKS_THAT_BREAK, point)) return CLASS.spacing;
  if (CONTROL.test(text) || within(UNASSIGNED_CONTROLS, point)) return CLASS.control;
  if (PICTOGRAPH.test(text)) return CLASS.pictograph;
  return within(CONSONANTS, point) ? CLASS.consonant : CLASS.other;
}

function cellWidth(point: number, text: string, kind: number): number {
  if (kind === CLASS.control || kind === CLASS.zwj || kind === CLASS.nonJoiner) return 0;
  if (point >= 0x1f3fb && point <= 0x1f3ff) return 2; // skin tones are pictures when they stand alone
  if (ZERO_WIDTH_MARK.test(text)) return 0;
  if (point >= 0x1160 && point <= 0x11ff) return 0; // medial and final jamo are drawn into the initial one
  if (kind === CLASS.regional) return 1;
  // Signs with a stand-in are sent as ASCII to a terminal that would draw them wide.
  const ambiguousAsWide = ambiguousCells === 2 && asciiSign(point) === point;
  return eastAsianWidth(point, { ambiguousAsWide });
}

let ambiguousCells: 1 | 2 = 1;
let generation = 0;

/**
 * How many cells letters and signs take that only East Asian fonts draw wide (Greek, Cyrillic, `é`, `±`). All texts of
 * the process are measured so from now on: whoever lays text out for a terminal that draws them wide says so, wraps anew
 * what is wrapped already, and takes it back at the end. Default 1.
 */
export function measureAmbiguous(cells: 1 | 2): void {
  if (cells === ambiguousCells) return;
  ambiguousCells = cells;
  generation += 1;
  pages.fill(undefined);
}

/** Changes when texts take other widths than before. */
export const widthsGeneration = (): number => generation;

/** One byte per code point: width in the high half, class in the low one. Pages are built when first met. */
const pages: (Uint8Array | undefined)[] = Array.from({ length: 0x1100 });

function buildPage(page: number): Uint8Array {
  const table = new Uint8Array(256);
  pages[page] = table;
  if (page >= 0x4e && page <= 0x9f) return table.fill((2 << 4) | CLASS.other); // Han, letters all alike
  for (let low = 0; low < 256; low += 1) {
    const point = (page << 8) | low;
    const text = String.fromCodePoint(point);
    const isSurrogate = point >= 0xd800 && point <= 0xdfff;
    const kind = isSurrogate ? CLASS.control : breakClass(point, text);
    table[low] = ((isSurrogate ? 1 : cellWidth(point, text, kind)) << 4) | kind;
  }
  return table;
}

/** Width and class of a code point as one byte; see `CLASS`. */
export function pointProperties(point: number): number {
  return (pages[point >> 8] ?? buildPage(point >> 8))[point & 255] ?? 0;
}

/** Cells a terminal that adds up code points gives this one: 0, 1 or 2. */
export const pointWidth = (point: number): number => pointProperties(point) >> 4;

export const pointClass = (point: number): number => pointProperties(point) & 15;
