import type { ScreenModes, Cursor } from '../../terminal/grid.ts';
import type { Pen } from './pen.ts';
import { penAfter, PLAIN_PEN } from './pen.ts';
import type { TerminalToken } from './terminal-tokens.ts';
import { createTerminalTokens } from './terminal-tokens.ts';

/** Follows a program's output to know how it leaves the terminal behind. */
export interface LeavingWatch {
  push(output: string): void;
  /** What the program did not put back, as sentences; empty after a clean exit. */
  problems(screen: { readonly cursor: Cursor; readonly modes: ScreenModes }): readonly string[];
}

/** Text that is told of in a sentence is cut to this. */
const QUOTED_CHARACTERS = 40;
const ALTERNATE_SCREEN = new Set(['47', '1047', '1049']);
/** Final characters of sequences that go to a place of the screen. */
const MOVES = new Set(['H', 'f', 'd', 'A', 'F', 'e', 'a', 'L', 'M', 'S', 'T', 'r']);

/**
 * The restored screen is the person's: a summary may follow what stands there, line after line. Text at a place of the
 * program's choice and erasing are not a summary: they go over what the person had.
 */
export function createLeavingWatch(): LeavingWatch {
  const tokens = createTerminalTokens();
  let pen: Pen = PLAIN_PEN;
  const saved: { normal: Pen; alternate: Pen } = { normal: PLAIN_PEN, alternate: PLAIN_PEN };
  let isAlternate = false;
  let wasAlternate = false;
  let hasMoved = false;
  let stray = '';
  let hasErased = false;

  const save = (): void => {
    saved[isAlternate ? 'alternate' : 'normal'] = pen;
  };
  const restore = (): void => {
    pen = saved[isAlternate ? 'alternate' : 'normal'];
    hasMoved = false;
  };
  const switchScreen = (mode: string, on: boolean): void => {
    if (mode === '1049' && on) save();
    isAlternate = on;
    if (on) wasAlternate = true;
    else hasMoved = false;
    if (on) [stray, hasErased] = ['', false];
    if (mode === '1049' && !on) restore();
  };
  const readPrivateMode = (modes: readonly string[], on: boolean): void => {
    for (const mode of modes) {
      if (ALTERNATE_SCREEN.has(mode)) switchScreen(mode, on);
      else if (mode === '1048') (on ? save : restore)();
    }
  };
  const reset = (): void => {
    pen = PLAIN_PEN;
    saved.normal = PLAIN_PEN;
    saved.alternate = PLAIN_PEN;
  };
  const readCsi = (token: Extract<TerminalToken, { readonly kind: 'csi' }>): void => {
    const { prefix, middle, final, parameters } = token;
    if (prefix === '?' && (final === 'h' || final === 'l')) readPrivateMode(parameters, final === 'h');
    else if (prefix === '' && middle === '!' && final === 'p') reset();
    else if (prefix !== '' || middle !== '') return;
    else if (final === 'm') pen = penAfter(pen, parameters);
    else if (final === 's') save();
    else if (final === 'u') restore();
    else if (final === 'J' && wasAlternate && !isAlternate) hasErased = true;
    else if (MOVES.has(final)) hasMoved = true;
  };
  const readText = (text: string): void => {
    if (isAlternate || !wasAlternate || !hasMoved || stray.length >= QUOTED_CHARACTERS) return;
    stray = (stray + text.replaceAll(/\s+/g, ' ')).trimStart().slice(0, QUOTED_CHARACTERS);
  };

  return {
    push(output) {
      for (const token of tokens.push(output)) {
        if (token.kind === 'text') readText(token.text);
        else if (token.kind === 'csi') readCsi(token);
        else if (token.kind === 'escape' && token.text === '7') save();
        else if (token.kind === 'escape' && token.text === '8') restore();
        else if (token.kind === 'escape' && token.text === 'c') {
          reset();
          isAlternate = false;
        }
      }
    },
    problems({ cursor, modes }) {
      const found: string[] = [];
      if (modes.altScreen) found.push('the alternate screen is still on');
      if (!cursor.visible) found.push('the cursor is hidden');
      if (modes.mouse) found.push('the mouse is still reported');
      if (modes.bracketedPaste) found.push('bracketed paste is still on');
      if (modes.focusReports) found.push('focus is still reported');
      if (modes.applicationCursor) found.push('the arrow keys still send application codes');
      if (modes.synchronized) found.push('the screen is still held back (mode 2026)');
      if (pen.size > 0) found.push(`text is still printed with ${Array.from(pen).toSorted().join(', ')} set`);
      if (hasErased) found.push('the restored screen was erased');
      if (stray.trim() !== '') found.push(`"${stray.trim()}" was printed over the restored screen`);
      return found;
    },
  };
}

/** "a", "a and b", "a, b and c". */
export const sentenceList = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
