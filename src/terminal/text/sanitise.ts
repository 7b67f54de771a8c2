import { CLASS, pointClass, pointWidth } from './code-points.ts';
import { createEscapeSkipper } from './escape-skipper.ts';
import { createFenceTracker } from './fence-tracker.ts';

/**
 * `prose`: what models write. `name`: one-line strings a person decides by (names, titles, arguments to approve): nothing
 * invisible stays invisible, line ends and tabs are shown as signs.
 */
export type CleanProfile = 'prose' | 'name';

/** Cleans text that comes in pieces. The pieces may be cut anywhere, inside a sequence or a surrogate pair too. */
export interface Sanitiser {
  /** What may be drawn of this piece. */
  push(chunk: string): string;
  /** What was held back, once no more can come. */
  end(): string;
  /** Characters taken away so far. */
  readonly removed: number;
}

const TAB_STOP = 8;
/** Code is indented by tabs, and panes are narrow. */
const CODE_TAB_STOP = 4;
const REPLACEMENT = '\ufffd';
const PLAIN = /^[\x20-\x7e\n]*$/;

const BIDI: Readonly<Record<number, string>> = {
  0x061c: 'ALM',
  0x200e: 'LRM',
  0x200f: 'RLM',
  0x202a: 'LRE',
  0x202b: 'RLE',
  0x202c: 'PDF',
  0x202d: 'LRO',
  0x202e: 'RLO',
  0x2066: 'LRI',
  0x2067: 'RLI',
  0x2068: 'FSI',
  0x2069: 'PDI',
};

const INVISIBLE: Readonly<Record<number, string>> = { 0x200b: 'ZWSP', 0x2060: 'WJ', 0xfeff: 'BOM', 0x00ad: 'SHY' };

const isNonCharacter = (point: number): boolean => (point & 0xfffe) === 0xfffe || (point >= 0xfdd0 && point <= 0xfdef);

/** How a control character looks where it must not be overlooked. */
function picture(point: number): string {
  if (point === 0x09) return '⇥';
  if (point === 0x0a || point === 0x0d || point === 0x2028 || point === 0x2029) return '⏎';
  if (point < 0x20) return String.fromCharCode(0x2400 + point);
  if (point === 0x7f) return '␡';
  return `\\x${point.toString(16)}`;
}

/** A cleaner of its own state for one stream of text. */
export function createSanitiser(profile: CleanProfile = 'prose'): Sanitiser {
  const skipper = createEscapeSkipper();
  const fences = createFenceTracker();
  const isName = profile === 'name';
  const maxMarks = isName ? 2 : 8;
  let removed = 0;
  let heldHigh = ''; // first half of a surrogate pair
  let afterReturn = false; // a carriage return was shown as a line end; a line feed right after it is the same one
  let column = 0;
  let marks = 0;
  let previous = 0;

  const drop = (): string => {
    removed += 1;
    return '';
  };

  function lineEnd(point: number): string {
    column = 0;
    marks = 0;
    previous = 0;
    return isName ? picture(point) : '\n';
  }

  function control(point: number): string {
    if (point === 0x0a || point === 0x0d || point === 0x2028 || point === 0x2029) return lineEnd(point);
    if (point === 0x09 && !isName) {
      const stop = fences.inCode ? CODE_TAB_STOP : TAB_STOP;
      const blanks = stop - (column % stop);
      column += blanks;
      previous = 0x20;
      return ' '.repeat(blanks);
    }
    return isName ? picture(point) : drop();
  }

  /** A joiner means something only after a character that can be joined. */
  const joinsHere = (): boolean => {
    const kind = pointClass(previous);
    return previous >= 0x300 && kind !== CLASS.control && kind !== CLASS.zwj && kind !== CLASS.nonJoiner;
  };

  function visible(point: number, text: string): string {
    const bidi = BIDI[point];
    if (bidi !== undefined) return shown(`⟨${bidi}⟩`);
    const invisible = INVISIBLE[point];
    if (invisible !== undefined) return isName ? shown(`⟨${invisible}⟩`) : drop();
    if (point >= 0xe0000 && point <= 0xe007f) return isName ? shown('⟨TAG⟩') : drop();
    if (isNonCharacter(point)) return shown(REPLACEMENT);
    const kind = pointClass(point);
    if (kind === CLASS.control) return drop();
    if (kind === CLASS.zwj || kind === CLASS.nonJoiner) {
      if (!joinsHere()) return drop();
    } else if (kind === CLASS.extend || kind === CLASS.linker) {
      marks += 1;
      if (marks > maxMarks) return drop();
    } else {
      marks = 0;
    }
    previous = point;
    column += pointWidth(point);
    return text;
  }

  function shown(text: string): string {
    marks = 0;
    previous = 0x20;
    column += text.length;
    return text;
  }

  function one(point: number, text: string): string {
    const followsReturn = afterReturn && point === 0x0a;
    afterReturn = false;
    if (skipper.skips(point)) return drop();
    if (followsReturn) return '';
    if (point === 0x0d) afterReturn = true;
    if (point < 0x20 || (point >= 0x7f && point <= 0x9f) || point === 0x2028 || point === 0x2029) return control(point);
    return point >= 0xd800 && point <= 0xdfff ? shown(REPLACEMENT) : visible(point, text);
  }

  function plain(chunk: string): string {
    const newline = chunk.lastIndexOf('\n');
    column = newline < 0 ? column + chunk.length : chunk.length - newline - 1;
    marks = 0;
    previous = 0x20;
    fences.push(chunk);
    return chunk;
  }

  return {
    push(chunk) {
      if (chunk === '') return '';
      if (!isName && heldHigh === '' && !afterReturn && !skipper.open && PLAIN.test(chunk)) return plain(chunk);
      let text = heldHigh + chunk;
      heldHigh = '';
      const last = text.charCodeAt(text.length - 1);
      if (last >= 0xd800 && last < 0xdc00) {
        heldHigh = text.slice(-1);
        text = text.slice(0, -1);
      }
      let clean = '';
      for (const character of text) {
        const shows = one(character.codePointAt(0) ?? 0, character);
        if (!isName) fences.push(shows);
        clean += shows;
      }
      return clean;
    },
    end() {
      const rest = heldHigh === '' ? '' : one(heldHigh.charCodeAt(0), heldHigh);
      heldHigh = '';
      return rest;
    },
    get removed() {
      return removed;
    },
  };
}

/** The whole text at once; see `createSanitiser`. */
export function sanitise(text: string, profile: CleanProfile = 'prose'): string {
  if (PLAIN.test(text) && (profile === 'prose' || !text.includes('\n'))) return text;
  const sanitiser = createSanitiser(profile);
  return sanitiser.push(text) + sanitiser.end();
}
