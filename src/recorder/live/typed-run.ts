import { EDITING_KEYS } from './typed-step.ts';
import type { TypedStep } from './typed-step.ts';

/** What can be seen of the program at the moment. */
export interface ScreenLook {
  /** Rows of the screen, right-trimmed, joined by line feeds; a row that goes on in the next is joined to it. */
  readonly text: string;
  readonly altScreen: boolean;
  /** Where the cursor stands, in any form that can be compared. */
  readonly cursor: string;
  /** The text of the cursor's row in front of it. */
  readonly beforeCursor: string;
}

/** Consecutive characters without a key between them. */
interface Piece {
  text: string;
  readonly before: ScreenLook;
  /** The screen as each of its first parts was typed, with how much was typed before. */
  readonly looks: { readonly offset: number; readonly look: ScreenLook }[];
  isShown: boolean;
  /** The program did something else with it than to keep it, or to draw a star for it. */
  isObeyed: boolean;
}

/**
 * A line while it is typed: characters and the keys that edit them, up to the key that hands it over. It belongs into a
 * tape only if the screen showed it, because what a program does not echo is a password.
 */
export interface TypedRun {
  readonly steps: readonly TypedStep[];
  type(text: string, look: () => ScreenLook): void;
  /** An editing key, or a pause. */
  add(step: TypedStep, look: () => ScreenLook): void;
  /** The key that ended it. What it typed and was shown so far is given. */
  end(chord: string, atMs: number, look: () => ScreenLook): string;
  /** Output after its first character. */
  hear(text: string, atMs: number): void;
  /** What a tape may say of it: its steps, or that something was withheld. */
  result(): readonly TypedStep[];
}

/** Echo that is late, as when all was pasted in one piece, comes within this time. */
const LATE_MS = 2000;
const MOST_HEARD = 65_536;
const MOST_LOOKS = 200;
/** Fewer characters may stand before the cursor by chance. */
const SHORTEST_LINE = 2;

export const isEditing = (chord: string): boolean => EDITING_KEYS.has(chord);

export function createTypedRun(isHandedOver: (chord: string) => boolean): TypedRun {
  const steps: TypedStep[] = [];
  const pieces: Piece[] = [];
  let open: Piece | null = null;
  let heard = '';
  let endedAtMs: number | null = null;
  let endChord: string | null = null;
  let inAltScreen = false;

  const close = (look: () => ScreenLook): void => {
    if (open === null) return;
    const now = look();
    open.isShown = isShown(open, now.text) || (inAltScreen && endsShown(open, now));
    open.isObeyed = isObeyed(open.text, open.before, now);
    open = null;
  };
  const isEchoed = ({ text, isShown: seen }: Piece, echo: string): boolean => {
    const wanted = text.trim();
    return seen || wanted === '' || echo.startsWith(wanted) || followedByLineEnd(echo, wanted);
  };

  return {
    steps,
    type(text, look) {
      if (open === null) {
        open = { text: '', before: look(), looks: [], isShown: false, isObeyed: false };
        inAltScreen ||= open.before.altScreen;
        pieces.push(open);
      } else if (inAltScreen && open.looks.length < MOST_LOOKS) {
        open.looks.push({ offset: open.text.length, look: look() });
      }
      open.text += text;
      steps.push({ type: 'text', text });
    },
    add(step, look) {
      if (step.type !== 'pause') close(look);
      steps.push(step);
    },
    end(chord, atMs, look) {
      close(look);
      endedAtMs = atMs;
      endChord = chord;
      return pieces.every((piece) => piece.isShown) ? pieces.map(({ text }) => text).join('') : '';
    },
    hear(text, atMs) {
      if (heard.length > MOST_HEARD || (endedAtMs !== null && atMs - endedAtMs > LATE_MS)) return;
      heard += text;
    },
    result() {
      const echo = withoutSequences(heard);
      if (pieces.every((piece) => isEchoed(piece, echo)) || isLineIn(echo, pieces)) return steps;
      // A full-screen program obeys single keys: they are no line that is handed over.
      const isOneKey = new Set(pieces.map(({ text }) => text).join('')).size === 1;
      const areObeyed = pieces.every((piece) => piece.isObeyed || isEchoed(piece, echo));
      const areCommands = isOneKey || (areObeyed && endChord !== null && !isHandedOver(endChord));
      return inAltScreen && areCommands ? steps : [{ type: 'withheld' }];
    },
  };
}

/** The text stands on the screen more often than when it was begun. */
function isShown({ text, before }: Piece, now: string): boolean {
  const wanted = text.trim();
  return wanted === '' || occurrences(now, wanted) > occurrences(before.text, wanted);
}

const stars = (text: string): number => text.match(/[*•●]/g)?.length ?? 0;

const isObeyed = (typed: string, before: ScreenLook, now: ScreenLook): boolean =>
  (now.text !== before.text || now.cursor !== before.cursor) && stars(now.text) - stars(before.text) < typed.length;

/** Keys that a full-screen program obeyed, and then a line that it shows up to its cursor: `dd:wq`. */
const endsShown = ({ text, before, looks }: Piece, now: ScreenLook): boolean =>
  looks.some(
    ({ offset, look }) =>
      text.length - offset >= SHORTEST_LINE &&
      now.beforeCursor.endsWith(text.slice(offset)) &&
      isObeyed(text.slice(0, offset), before, look),
  );

function occurrences(text: string, wanted: string): number {
  let count = 0;
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) count += 1;
  return count;
}

/** What was pasted with tabs comes back with blanks between its pieces. */
const isLineIn = (echo: string, pieces: readonly Piece[]): boolean => {
  const words = pieces.map(({ text }) => text.trim()).filter((word) => word !== '');
  return words.length > 1 && echo.split(/[\r\n]/).some((line) => line.split(/\s+/).join(' ').endsWith(words.join(' ')));
};

const followedByLineEnd = (text: string, wanted: string): boolean =>
  text.includes(`${wanted}\r`) || text.includes(`${wanted}\n`);

/** What a program printed, without what only moves and colours. */
const withoutSequences = (text: string): string =>
  text
    .replaceAll(/\u001b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)|[ -/]*[0-~])/g, '') // oxlint-disable-line no-control-regex -- that is what programs print
    .replaceAll(/ \r(?!\n)|[\u0007\u0008]/g, ''); // oxlint-disable-line no-control-regex -- a bell; the way of line editors to the next row
