/** Reads the text of `content` out of a JSON object that arrives in pieces, as far as it has come. */
export interface DraftReader {
  /** What this piece adds to the text; '' while the object is somewhere else. */
  push(chunk: string): string;
}

const OPENING = /"content"\s*:\s*"/;
/** The key stands at the beginning of the object; nobody looks for it for ever. */
const MAX_HEAD = 2_000;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

/** For showing only: what counts is the whole object, parsed at the end. Pieces may be cut anywhere. */
export function createDraftReader(): DraftReader {
  let state: 'head' | 'inside' | 'over' = 'head';
  /** The head so far, or an escape that is not whole yet. */
  let held = '';

  function inside(chunk: string): string {
    const text = held + chunk;
    held = '';
    let out = '';
    for (let at = 0; at < text.length; at += 1) {
      const sign = text.charAt(at);
      if (sign === '"') {
        state = 'over';
        return out;
      }
      if (sign !== '\\') {
        out += sign;
        continue;
      }
      const length = text.charAt(at + 1) === 'u' ? 6 : 2;
      if (at + length > text.length) {
        held = text.slice(at);
        return out;
      }
      const letter = text.charAt(at + 1);
      out += length === 6 ? unit(text.slice(at + 2, at + 6)) : (ESCAPES[letter] ?? letter);
      at += length - 1;
    }
    return out;
  }

  return {
    push(chunk) {
      if (state === 'inside') return inside(chunk);
      if (state === 'over') return '';
      held += chunk;
      const opening = OPENING.exec(held);
      if (opening === null) {
        if (held.length > MAX_HEAD) state = 'over';
        return '';
      }
      const rest = held.slice(opening.index + opening[0].length);
      held = '';
      state = 'inside';
      return inside(rest);
    },
  };
}

const unit = (hex: string): string => (/^[0-9a-f]{4}$/i.test(hex) ? String.fromCharCode(Number.parseInt(hex, 16)) : '');
