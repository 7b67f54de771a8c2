/** What leaves the middle of a box character in one direction. */
export type Weight = 0 | 1 | 2 | 3; // none, light, heavy, double

export interface Arms {
  readonly left: Weight;
  readonly right: Weight;
  readonly up: Weight;
  readonly down: Weight;
}

/**
 * Four digits for each character from U+2500 on: left, right, up, down. `....` is not made of arms: dashes, arcs and
 * diagonals.
 */
const TABLE = [
  /* 2500 */ '1100 2200 0011 0022 .... .... .... .... .... .... .... .... 0101 0201 0102 0202',
  /* 2510 */ '1001 2001 1002 2002 0110 0210 0120 0220 1010 2010 1020 2020 0111 0211 0121 0112',
  /* 2520 */ '0122 0221 0212 0222 1011 2011 1021 1012 1022 2021 2012 2022 1101 2101 1201 2201',
  /* 2530 */ '1102 2102 1202 2202 1110 2110 1210 2210 1120 2120 1220 2220 1111 2111 1211 2211',
  /* 2540 */ '1121 1112 1122 2121 1221 2112 1212 2221 2212 2122 1222 2222 .... .... .... ....',
  /* 2550 */ '3300 0033 0301 0103 0303 3001 1003 3003 0310 0130 0330 3010 1030 3030 0311 0133',
  /* 2560 */ '0333 3011 1033 3033 3301 1103 3303 3310 1130 3330 3311 1133 3333 .... .... ....',
  /* 2570 */ '.... .... .... .... 1000 0010 0100 0001 2000 0020 0200 0002 1200 0012 2100 0021',
]
  .join(' ')
  .split(' ');

const weight = (digit: string | undefined): Weight => (digit === '1' ? 1 : digit === '2' ? 2 : digit === '3' ? 3 : 0);

/** The arms of a character of the block Box Drawing, or null when it has none. */
export function boxArms(codePoint: number): Arms | null {
  const digits = TABLE[codePoint - 0x2500];
  if (digits === undefined || digits === '....') return null;
  return { left: weight(digits[0]), right: weight(digits[1]), up: weight(digits[2]), down: weight(digits[3]) };
}
