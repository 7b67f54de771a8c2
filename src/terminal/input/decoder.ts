import { interpretSequence, mouseEvent } from './control-sequence.ts';
import type { InputEvent } from './input-event.ts';
import { characterKey, controlKey, KEYPAD_TEXT, LETTER_KEYS, namedKey } from './key-names.ts';

/** Turns the bytes of a terminal into events. However the bytes are cut, the events are the same. */
export interface InputDecoder {
  push(bytes: Uint8Array): readonly InputEvent[];
  /** Something was begun and not ended: an Escape that may be a key, half a sequence, a paste. */
  readonly pending: 'nothing' | 'sequence' | 'paste';
  /** Nothing more has come for a while: a lone Escape is a key, half a sequence is dropped, a paste ends. */
  flush(): readonly InputEvent[];
}

export interface DecoderOptions {
  /** Characters of a paste that are kept, the rest is dropped and the event says so. Default 4 million. */
  readonly maxPaste?: number;
}

const MAX_SEQUENCE = 128;
const MAX_STRING = 65_536;
const PASTE_END = '\x1b[201~';
const SEQUENCE = /^\x1b\[([<=>?]?)([0-9;:]*)([ -/]*)([@-~])/; // oxlint-disable-line no-control-regex -- that is what the terminal sends
const SEQUENCE_BEGUN = /^\x1b\[[<=>?]?[0-9;:]*[ -/]*$/; // oxlint-disable-line no-control-regex -- as above
const STRING_KINDS: Readonly<Record<string, string>> = { ']': 'OSC', P: 'DCS', _: 'APC', '^': 'PM', X: 'SOS' };
const ALT_ONLY = { shift: false, alt: true, ctrl: false };

export function createInputDecoder(options: DecoderOptions = {}): InputDecoder {
  const maxPaste = options.maxPaste ?? 4_000_000;
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
  let buffer = '';
  let paste: { text: string; truncated: boolean } | null = null;
  let stringSearched = 0; // of an unfinished control string, how much is known to hold no end
  let overlong = false; // what is being read has lost its middle and will mean nothing

  /** Removes `length` characters that have been understood. */
  const consume = (length: number): void => {
    buffer = buffer.slice(length);
    stringSearched = 0;
    overlong = false;
  };

  /** An endless sequence keeps its beginning only, so that it is still swallowed to its end. */
  const shorten = (rest: string): undefined => {
    buffer = buffer.slice(0, 2) + rest;
    stringSearched = 0;
    overlong = true;
  };

  function keepPaste(text: string): void {
    if (paste === null) return;
    const room = maxPaste - paste.text.length;
    paste.text += room < text.length ? text.slice(0, Math.max(0, room)) : text;
    paste.truncated ||= room < text.length;
  }

  function endPaste(): InputEvent | null {
    if (paste === null) return null;
    const { text, truncated } = paste;
    paste = null;
    return { type: 'paste', text: text.replace(/\r\n?/g, '\n'), truncated };
  }

  /** Reads on inside a paste; null when its end has not come yet. */
  function readPaste(): InputEvent | null {
    const end = buffer.indexOf(PASTE_END);
    if (end >= 0) {
      keepPaste(buffer.slice(0, end));
      consume(end + PASTE_END.length);
      return endPaste();
    }
    const settled = Math.max(0, buffer.length - PASTE_END.length + 1); // the tail may be half an end marker
    keepPaste(buffer.slice(0, settled));
    consume(settled);
    return null;
  }

  /** `undefined`: more bytes are needed. `null`: understood, but no event. */
  type Step = InputEvent | null | undefined;

  function readSequence(final: boolean): Step {
    const match = SEQUENCE.exec(buffer);
    if (match === null) {
      if (!final && SEQUENCE_BEGUN.test(buffer)) return buffer.length > MAX_SEQUENCE ? shorten('') : undefined;
      if (buffer === '\x1b[') {
        consume(2);
        return characterKey('[', ALT_ONLY); // nothing followed: Alt and a bracket
      }
      // Drop what was begun, but nothing that cannot belong to it.
      const begun = /^\x1b\[[<=>?]?[0-9;:]*[ -/]*/.exec(buffer); // oxlint-disable-line no-control-regex -- as above
      consume(begun?.[0].length ?? 2);
      return null;
    }
    const [whole, prefix = '', parameters = '', intermediates = '', last = ''] = match;
    if (last === 'M' && prefix === '' && parameters === '') return readOldMouse(final);
    const tooLong = overlong || whole.length > MAX_SEQUENCE;
    consume(whole.length);
    if (tooLong) return null;
    if (last === '~' && prefix === '' && parameters === '200') {
      paste = { text: '', truncated: false };
      return null;
    }
    return interpretSequence({ prefix, parameters, intermediates, final: last });
  }

  /** `CSI M` and three characters: terminals without decimal coordinates. */
  function readOldMouse(final: boolean): Step {
    if (buffer.length < 6) {
      if (!final) return undefined;
      consume(buffer.length);
      return null;
    }
    const [code = 0, column = 1, row = 1] = [3, 4, 5].map((at) => buffer.charCodeAt(at) - 32);
    consume(6);
    return mouseEvent(code, column, row, false);
  }

  function readString(kind: string, final: boolean): Step {
    const from = Math.max(2, stringSearched);
    const end = /\x07|\x1b\\|\x9c/.exec(buffer.slice(from)); // oxlint-disable-line no-control-regex -- as above
    if (end === null) {
      stringSearched = Math.max(2, buffer.length - 1); // the last one may be half an end
      if (!final) return buffer.length > MAX_STRING ? shorten(buffer.slice(-1)) : undefined;
      consume(buffer.length);
      return null;
    }
    const data = buffer.slice(2, from + end.index);
    const tooLong = overlong || data.length > MAX_STRING;
    consume(from + end.index + end[0].length);
    return tooLong ? null : { type: 'report', kind, data };
  }

  function readKeypad(final: boolean): Step {
    const letter = buffer[2];
    if (letter === undefined) {
      if (!final) return undefined;
      consume(2);
      return characterKey('O', ALT_ONLY);
    }
    consume(3);
    const name = LETTER_KEYS[letter];
    if (name !== undefined) return namedKey(name);
    if (letter === 'M') return namedKey('enter');
    const text = KEYPAD_TEXT[letter];
    return text === undefined ? null : characterKey(text);
  }

  function readEscape(final: boolean): Step {
    const next = buffer.codePointAt(1);
    if (next === undefined) {
      if (!final) return undefined;
      consume(1);
      return namedKey('escape');
    }
    const character = String.fromCodePoint(next);
    if (character === '[') return readSequence(final);
    if (character === 'O') return readKeypad(final);
    const kind = STRING_KINDS[character];
    if (kind !== undefined) {
      if (final && buffer.length === 2) {
        consume(2);
        return characterKey(character, ALT_ONLY);
      }
      return readString(kind, final);
    }
    if (next === 0x1b) {
      consume(1);
      return namedKey('escape');
    }
    consume(1 + character.length);
    return next < 32 || next === 127 ? controlKey(next, true) : characterKey(character, ALT_ONLY);
  }

  function readOne(final: boolean): Step {
    const point = buffer.codePointAt(0) ?? 0;
    if (point === 0x1b) return readEscape(final);
    const character = String.fromCodePoint(point);
    consume(character.length);
    if (point < 32 || point === 127) return controlKey(point, false);
    return point >= 0x80 && point < 0xa0 ? null : characterKey(character);
  }

  function run(final: boolean): readonly InputEvent[] {
    const events: InputEvent[] = [];
    for (;;) {
      const inPaste = paste !== null;
      const step = buffer === '' ? undefined : inPaste ? readPaste() : readOne(final);
      if (step === undefined || (inPaste && step === null)) return events;
      if (step !== null) events.push(step);
    }
  }

  return {
    push(bytes) {
      buffer += utf8.decode(bytes, { stream: true });
      return run(false);
    },
    get pending() {
      if (paste !== null) return 'paste';
      return buffer === '' ? 'nothing' : 'sequence';
    },
    flush() {
      if (paste === null) return run(true);
      keepPaste(buffer);
      buffer = '';
      paste.truncated = true;
      const event = endPaste();
      return event === null ? [] : [event];
    },
  };
}
