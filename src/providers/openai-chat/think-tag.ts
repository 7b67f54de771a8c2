/** A piece of the answer, told apart. */
export interface Piece {
  readonly type: 'text' | 'reasoning';
  readonly text: string;
}

const OPEN = '<think>';
const CLOSE = '</think>';

/** The longest end of `text` that may turn out to be the start of `tag`. */
function undecided(text: string, tag: string): number {
  for (let length = Math.min(tag.length - 1, text.length); length > 0; length -= 1) {
    if (tag.startsWith(text.slice(-length))) return length;
  }
  return 0;
}

/** Splits `<think>…</think>` off the start of a text that arrives in pieces; a tag anywhere later is ordinary text. */
export function createThinkSplitter(): { push(text: string): readonly Piece[]; end(): readonly Piece[] } {
  let state: 'start' | 'thinking' | 'gap' | 'text' = 'start';
  let held = '';

  function push(text: string): readonly Piece[] {
    if (state === 'text') return text === '' ? [] : [{ type: 'text', text }];
    held += text;
    if (state === 'start') {
      const trimmed = held.trimStart();
      if (trimmed.length < OPEN.length && OPEN.startsWith(trimmed)) return [];
      state = trimmed.startsWith(OPEN) ? 'thinking' : 'text';
      if (state === 'text') return release('text');
      held = trimmed.slice(OPEN.length);
    }
    return state === 'thinking' ? thinking() : afterThinking();
  }

  function thinking(): readonly Piece[] {
    const end = held.indexOf(CLOSE);
    if (end >= 0) {
      const reasoning = held.slice(0, end);
      held = held.slice(end + CLOSE.length);
      state = 'gap';
      return [...piece('reasoning', reasoning), ...afterThinking()];
    }
    const keep = undecided(held, CLOSE);
    const reasoning = held.slice(0, held.length - keep);
    held = held.slice(held.length - keep);
    return piece('reasoning', reasoning);
  }

  /** The blank lines between the thought and the answer belong to neither. */
  function afterThinking(): readonly Piece[] {
    held = held.trimStart();
    if (held === '') return [];
    state = 'text';
    return release('text');
  }

  function release(type: Piece['type']): readonly Piece[] {
    const text = held;
    held = '';
    return piece(type, text);
  }

  return { push, end: () => release(state === 'thinking' ? 'reasoning' : 'text') };
}

const piece = (type: Piece['type'], text: string): readonly Piece[] => (text === '' ? [] : [{ type, text }]);
