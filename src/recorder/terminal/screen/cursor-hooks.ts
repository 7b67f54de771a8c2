import type { Terminal } from '@xterm/headless';
import type { Cursor } from '../grid.ts';

/** What a program asked of its cursor; the emulator keeps this to itself, so the sequences are listened to. */
export interface CursorLook {
  readonly visible: boolean;
  readonly shape: Cursor['shape'];
  readonly blinks: boolean;
}

const SHAPES: readonly Cursor['shape'][] = ['block', 'block', 'underline', 'bar'];
const DEFAULT_LOOK: CursorLook = { visible: true, shape: 'block', blinks: true };
const CURSOR_MODE = 25;
const BLINK_MODE = 12;

/** Follows `CSI ? 25 h/l`, `CSI ? 12 h/l`, `CSI n SP q` and both resets. The result reads the present look. */
export function watchCursor(terminal: Terminal): () => CursorLook {
  let look = DEFAULT_LOOK;
  const setModes = (params: readonly (number | number[])[], on: boolean): false => {
    if (params.includes(CURSOR_MODE)) look = { ...look, visible: on };
    if (params.includes(BLINK_MODE)) look = { ...look, blinks: on };
    return false; // the emulator has its own use for it
  };
  terminal.parser.registerCsiHandler({ prefix: '?', final: 'h' }, (params) => setModes(params, true));
  terminal.parser.registerCsiHandler({ prefix: '?', final: 'l' }, (params) => setModes(params, false));
  terminal.parser.registerCsiHandler({ intermediates: ' ', final: 'q' }, (params) => {
    const kind = params[0];
    if (typeof kind === 'number' && kind >= 0 && kind <= 6) {
      look = { ...look, shape: SHAPES[Math.ceil(kind / 2)] ?? 'block', blinks: kind === 0 || kind % 2 === 1 };
    }
    return false;
  });
  terminal.parser.registerCsiHandler({ intermediates: '!', final: 'p' }, () => {
    look = { ...look, visible: true };
    return false;
  });
  terminal.parser.registerEscHandler({ final: 'c' }, () => {
    look = DEFAULT_LOOK;
    return false;
  });
  return () => look;
}
