import type { KeyEvent, MouseEvent } from '../../terminal/input/input-event.ts';
import { parseTape } from '../tape/parse-tape.ts';

const NAMES: Readonly<Record<string, string>> = {
  enter: 'Enter',
  tab: 'Tab',
  escape: 'Escape',
  space: 'Space',
  backspace: 'Backspace',
  delete: 'Delete',
  insert: 'Insert',
  up: 'Up',
  down: 'Down',
  left: 'Left',
  right: 'Right',
  pageup: 'PageUp',
  pagedown: 'PageDown',
  home: 'Home',
  end: 'End',
};

/** What Ctrl+_ sends; VHS has no word for the sign itself. */
const CTRL_SIGNS: Readonly<Record<string, string>> = { _: '-' };

const known = new Map<string, string>();

/**
 * A pressed key as a line of a tape: VHS's own words where it has them, else a directive, which VHS skips, else a comment
 * that says what is missing.
 */
export function keyLine(key: KeyEvent): string {
  const line = known.get(key.chord) ?? chooseLine(key);
  if (known.size < 1000) known.set(key.chord, line);
  return line;
}

function chooseLine({ chord, name, shift, alt, ctrl }: KeyEvent): string {
  const isLetter = Array.from(name).length === 1;
  const upper = /^f\d+$/.test(name) ? name.toUpperCase() : (NAMES[name] ?? null);
  const word = isLetter ? (ctrl ? (CTRL_SIGNS[name] ?? name.toUpperCase()) : name) : upper;
  if (word === null) return `# a key that a tape has no word for: ${chord}`;
  const modifiers = [ctrl ? 'Ctrl' : '', alt ? 'Alt' : '', shift && !(isLetter && !ctrl) ? 'Shift' : ''];
  const whole = [...modifiers.filter((modifier) => modifier !== ''), word].join('+');
  const candidates = [whole, `# massgen: key ${whole}`];
  return candidates.find(isLine) ?? `# a key that a tape has no word for: ${chord}`;
}

/** Whether VHS reads this as one command, or the embedded engine as a directive. */
function isLine(line: string): boolean {
  const { errors, commands } = parseTape(line, { mode: 'strict' });
  return errors.length === 0 && (commands.length === 1 || parseTape(line).commands.length === 1);
}

/** A click or a turn of the wheel; null for what a tape leaves out: movement, drags, other buttons, and the release. */
export function mouseLine({ action, button, x, y }: MouseEvent): string | null {
  const place = `${y + 1},${x + 1}`;
  if (action === 'press') {
    return button === 'left' ? `# massgen: mouse click ${place}` : `# a click with the ${button} button at ${place}`;
  }
  if (action === 'wheel_up') return `# massgen: mouse wheel ${place} -1`;
  return action === 'wheel_down' ? `# massgen: mouse wheel ${place} +1` : null;
}
