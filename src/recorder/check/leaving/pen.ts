type Attribute =
  | 'weight'
  | 'italic'
  | 'underline'
  | 'blink'
  | 'inverse'
  | 'hidden'
  | 'strike'
  | 'foreground'
  | 'background'
  | 'overline';

/** What `CSI … m` has set and not taken back: empty when text would be plain. */
export type Pen = ReadonlySet<Attribute>;

export const PLAIN_PEN: Pen = new Set();

const SETS: Readonly<Record<number, Attribute>> = {
  1: 'weight',
  2: 'weight',
  3: 'italic',
  4: 'underline',
  5: 'blink',
  6: 'blink',
  7: 'inverse',
  8: 'hidden',
  9: 'strike',
  21: 'underline',
  53: 'overline',
};
const ENDS: Readonly<Record<number, Attribute>> = {
  22: 'weight',
  23: 'italic',
  24: 'underline',
  25: 'blink',
  27: 'inverse',
  28: 'hidden',
  29: 'strike',
  39: 'foreground',
  49: 'background',
  55: 'overline',
};

const isIn = (value: number, low: number): boolean => value >= low && value <= low + 7;

function setBy(code: number): Attribute | null {
  if (isIn(code, 30) || isIn(code, 90) || code === 38) return 'foreground';
  if (isIn(code, 40) || isIn(code, 100) || code === 48) return 'background';
  return SETS[code] ?? null;
}

/** The pen after one `CSI … m`. */
export function penAfter(pen: Pen, parameters: readonly string[]): Pen {
  const next = new Set(pen);
  for (let at = 0; at < parameters.length; at += 1) {
    const parameter = parameters[at] ?? '';
    const code = Number.parseInt(parameter, 10) || 0;
    // `38;5;n` and `38;2;r;g;b`: the colour's own numbers are no codes.
    if ((code === 38 || code === 48 || code === 58) && !parameter.includes(':')) {
      at += parameters[at + 1] === '2' ? 4 : 2;
    }
    const set = parameter === '4:0' ? null : setBy(code);
    const ended = parameter === '4:0' ? 'underline' : ENDS[code];
    if (code === 0) next.clear();
    else if (ended !== undefined) next.delete(ended);
    else if (set !== null) next.add(set);
  }
  return next;
}
