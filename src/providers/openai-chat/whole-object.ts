import { parseJson } from '../shared/json.ts';

/** Text that grows piece by piece, and knows at every time whether it is one whole JSON object. */
export interface GrowingObject {
  readonly text: string;
  push(piece: string): void;
  /** Text that already is one whole object cannot be continued, only be said again. */
  isWhole(): boolean;
}

/**
 * Costs the same for each character, in however many pieces they come: brackets are counted as they pass, and the text
 * is parsed once, when the outermost one has closed.
 */
export function growingObject(): GrowingObject {
  let text = '';
  let depth = 0;
  let inString = false;
  let escaped = false;
  let state: 'open' | 'closed' | 'broken' = 'open';
  let whole: boolean | null = null;

  function take(char: string): void {
    if (inString) {
      if (escaped) escaped = false;
      else if (char === '\\') escaped = true;
      else if (char === '"') inString = false;
      return;
    }
    if (char.trim() === '') return;
    // Something behind the end, or no object at all.
    if (state === 'closed' || (depth === 0 && char !== '{')) state = 'broken';
    else if (char === '"') inString = true;
    else if (char === '{' || char === '[') depth += 1;
    else if (char === '}' || char === ']') {
      depth -= 1;
      if (depth === 0) state = 'closed';
    }
  }

  return {
    get text() {
      return text;
    },
    push(piece) {
      text += piece;
      for (let at = 0; at < piece.length && state !== 'broken'; at += 1) take(piece.charAt(at));
      if (state === 'broken') whole = false;
    },
    isWhole() {
      if (state !== 'closed') return false;
      return (whole ??= parseJson(text) !== undefined);
    },
  };
}
