/** ASCII characters and the signs they stand in for. All take one cell, so a screen keeps its places with either set. */
const STAND_INS: Readonly<Record<string, string>> = {
  '-': '─┄┈╌╴╶‐‑‒–—―−•',
  '=': '━┅┉╍═╸╺╼╾█▓▒░▀▄■□',
  '|': '│┃┆┇┊┋╎╏║╵╷╹╻╽╿▏▎▍▐',
  _: '▌▁▂▃',
  '>': '→⇒▸▶►›»⇥⟩',
  '<': '←⇐◂◀◄‹«⏎⟨',
  '^': '↑⇑▲△',
  v: '↓⇓▼▽✓✔',
  x: '✗✘✕✖×',
  c: '⊘',
  '@': '↻↺',
  '*': '★☆',
  '#': '◆◇▅▆▇',
  '.': '◦·∙',
  '~': '●○…',
  '"': '“”„‟″',
  "'": '‘’‚‛′',
  '?': '␡\ufffd',
};
const SPINNER = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';
const SPINNER_IN_ASCII = '|/-\\|/-\\|/';
const FIRST_BOX = 0x2500;
const LAST_BOX = 0x257f;
const CORNER = '+'.charCodeAt(0);

const signs = new Map<number, number>();
for (let point = FIRST_BOX; point <= LAST_BOX; point += 1) signs.set(point, CORNER); // what is no line is a corner or a crossing
for (const [letter, others] of Object.entries(STAND_INS))
  for (const other of others) signs.set(other.codePointAt(0) ?? 0, letter.charCodeAt(0));
for (let at = 0; at < SPINNER.length; at += 1) signs.set(SPINNER.charCodeAt(at), SPINNER_IN_ASCII.charCodeAt(at));

/** The ASCII character that stands in for a sign of frames, marks and punctuation; any other code point stays itself. */
export const asciiSign = (point: number): number => signs.get(point) ?? point;

/** The text with such signs in ASCII. Letters of every script stay. */
export const withAsciiSigns = (text: string): string =>
  text.replaceAll(/\P{ASCII}/gu, (sign) => String.fromCodePoint(asciiSign(sign.codePointAt(0) ?? 0)));
