import type { InputEvent, KeyEvent } from '../../terminal/input/input-event.ts';
import { keyLine, mouseLine } from './key-words.ts';
import { createTypedRun, isEditing } from './typed-run.ts';
import type { ScreenLook, TypedRun } from './typed-run.ts';
import { HANDING_KEYS } from './typed-step.ts';
import type { TypedStep } from './typed-step.ts';

/** Turns what a person types into the steps of a tape. Times are in milliseconds since the start. */
export interface LiveScribe {
  /** Before the program gets it. */
  input(event: InputEvent, atMs: number): void;
  /** After the screen shows it. */
  output(text: string, atMs: number): void;
  /** Everything in order, once nothing more will come. */
  finish(atMs: number): readonly TypedStep[];
}

export interface ScribePorts {
  readonly look: () => ScreenLook;
  /** Text that was typed and that the screen has shown; told when its line ends. */
  readonly onShown?: (text: string) => void;
}

/** As VHS's own recorder: shorter pauses are the rhythm of typing. */
const PAUSE_MS = 500;
/** Lines whose echo may still come. */
const MOST_LISTENING = 20;

/**
 * Keeps passwords out of the tape: a line counts as typed only if its characters came to be seen, on the screen before the
 * key that ended it or in what the program printed shortly after. Else the tape has a comment in its place, with
 * no hint at its length. Full-screen programs obey keys without showing them: there, one key pressed once or often is
 * kept, and others if the screen changed in another way than by stars and nothing handed them over as a line (Enter, Tab,
 * a click, Ctrl+C, Ctrl+D, the end).
 */
export function createLiveScribe({ look, onShown }: ScribePorts): LiveScribe {
  const parts: (TypedStep | TypedRun)[] = [];
  const listening: TypedRun[] = [];
  let run: TypedRun | null = null;
  let lastMs = 0;

  const pause = (atMs: number): void => {
    const ms = atMs - lastMs;
    lastMs = atMs;
    if (ms < PAUSE_MS) return;
    if (run === null) parts.push({ type: 'pause', ms });
    else run.add({ type: 'pause', ms }, look);
  };
  const type = (text: string): void => {
    if (run === null) {
      run = createTypedRun((chord) => HANDING_KEYS.has(chord));
      parts.push(run);
      listening.push(run);
      if (listening.length > MOST_LISTENING) listening.shift();
    }
    run.type(text, look);
  };
  const endRun = (chord: string, atMs: number): void => {
    const shown = run?.end(chord, atMs, look) ?? '';
    run = null;
    if (shown !== '') onShown?.(shown);
  };
  const key = (event: KeyEvent, atMs: number): void => {
    if (event.text !== '') return type(event.text);
    const step: TypedStep = { type: 'line', line: keyLine(event) };
    if (run !== null && isEditing(event.chord)) return run.add(step, look);
    endRun(event.chord, atMs);
    parts.push(step);
  };
  const paste = (text: string, atMs: number): void => {
    for (const [index, line] of text.split('\n').entries()) {
      if (index > 0) {
        endRun('enter', atMs);
        parts.push({ type: 'line', line: 'Enter' });
      }
      for (const [at, words] of line.split('\t').entries()) {
        if (at > 0) {
          const tab: TypedStep = { type: 'line', line: 'Tab' };
          if (run === null) parts.push(tab);
          else run.add(tab, look);
        }
        const clean = words.replaceAll(/\p{Cc}/gu, '');
        if (clean !== '') type(clean);
      }
    }
  };

  return {
    input(event, atMs) {
      if (event.type === 'report' || event.type === 'focus') return; // the terminal's, not the person's
      if (event.type === 'mouse') {
        const line = mouseLine(event);
        if (line === null) return;
        pause(atMs);
        endRun('enter', atMs); // perhaps a click on the button below the line
        parts.push({ type: 'line', line });
        return;
      }
      pause(atMs);
      if (event.type === 'key') return key(event, atMs);
      paste(event.text, atMs);
      if (event.truncated) parts.push({ type: 'line', line: '# the rest of what was pasted is missing' });
    },
    output(text, atMs) {
      for (const each of listening) each.hear(text, atMs);
    },
    finish(atMs) {
      endRun('enter', atMs);
      pause(atMs);
      return parts.flatMap((part) => ('result' in part ? part.result() : [part]));
    },
  };
}
