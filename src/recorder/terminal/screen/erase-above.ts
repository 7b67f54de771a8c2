import type { Terminal } from '@xterm/headless';
import type { XtermCore } from './xterm-core.ts';

const ABOVE = 1;
const WHOLE_SCREEN = 2;

/**
 * Erasing up to the last cell of a screen that nothing has scrolled off yet: the emulator looks for a line below it and
 * throws. All of the screen is erased then, so that is what it is told to do.
 */
export function guardEraseAbove(terminal: Terminal, core: XtermCore): void {
  for (const id of [{ final: 'J' }, { prefix: '?', final: 'J' }]) {
    core.registerCsiHandler(id, ({ params }) => {
      const { cursorX, cursorY, length } = terminal.buffer.active;
      const isLast = cursorX + 1 >= terminal.cols && cursorY + 1 >= length;
      if (params[0] === ABOVE && isLast) params[0] = WHOLE_SCREEN;
      return false; // and now the emulator's own handler
    });
  }
}
