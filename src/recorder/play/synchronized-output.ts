/** Follows a program's synchronized output (mode 2026) in its bytes alone, across the borders of chunks. */
export interface SynchronizedOutput {
  /** Reads a piece; true when the program holds back its frame after it. */
  read(text: string): boolean;
}

const SWITCH = /\u001b(?:c|\[\?([\d;]*)([hl]))/g; // oxlint-disable-line no-control-regex -- what programs send
/** A sequence that a chunk may have cut off, at most as long as sensible parameters are. */
const UNFINISHED = /\u001b(?:\[(?:\?[\d;]{0,40})?)?$/; // oxlint-disable-line no-control-regex -- as above

const names2026 = (parameters: string | undefined): boolean =>
  parameters !== undefined && (parameters === '2026' || parameters.split(';').includes('2026'));

/** Cuts a chunk behind each release, because only there a whole frame is on the screen. Never empty pieces. */
export function splitAtReleases(text: string): readonly string[] {
  if (!text.includes('\u001b[?')) return text === '' ? [] : [text];
  const pieces: string[] = [];
  let from = 0;
  for (const match of text.matchAll(SWITCH)) {
    if (match[2] !== 'l' || !names2026(match[1])) continue;
    const end = match.index + match[0].length;
    pieces.push(text.slice(from, end));
    from = end;
  }
  if (from < text.length) pieces.push(text.slice(from));
  return pieces;
}

export function createSynchronizedOutput(): SynchronizedOutput {
  let carry = '';
  let holding = false;
  return {
    read: (text) => {
      if (carry === '' && !text.includes('\u001b')) return holding;
      const whole = carry + text;
      for (const match of whole.matchAll(SWITCH)) {
        if (match[2] === undefined) holding = false;
        else if (names2026(match[1])) holding = match[2] === 'h';
      }
      carry = UNFINISHED.exec(whole.slice(-48))?.[0] ?? '';
      return holding;
    },
  };
}
