import { DEFAULT_THEME } from '../../../recorder/picture/themes.ts';
import type { EmulatorStart } from '../../../recorder/play/play-ports.ts';
import type { TapeCommand } from '../../../recorder/tape/tape.ts';
import { createEmulator } from '../../../recorder/terminal/emulator.ts';
import type { CellGrid, ScreenEmulator } from '../../../recorder/terminal/grid.ts';

/** The player's own emulator, looked at whenever it shows a whole frame; its last screen outlives it. */
export interface WatchedScreen {
  readonly createEmulator: (start: EmulatorStart) => ScreenEmulator;
  /** Set once. */
  readonly onChanged: (listener: () => void) => void;
  /** Hidden parts are not shown: the screen stands still. */
  readonly follow: (command: TapeCommand) => void;
  readonly read: () => CellGrid | null;
}

const nothing = (): void => undefined;

export function createWatchedScreen(): WatchedScreen {
  let emulator: ScreenEmulator | null = null;
  let shown: CellGrid | null = null;
  let isHidden = false;
  let isStale = false;
  let changed = nothing;
  const refresh = (): void => {
    if (emulator === null || isHidden || emulator.modes.synchronized) return;
    isStale = true;
    changed();
  };
  const read = (): CellGrid | null => {
    if (isStale && emulator !== null) shown = emulator.snapshot(shown ?? undefined);
    isStale = false;
    return shown;
  };
  return {
    createEmulator: (start) => {
      const own = createEmulator({ ...start, theme: DEFAULT_THEME });
      emulator = own;
      return {
        ...own,
        get modes() {
          return own.modes;
        },
        get cursor() {
          return own.cursor;
        },
        feed: async (data) => {
          await own.feed(data);
          refresh();
        },
        resize: (columns, rows) => {
          own.resize(columns, rows);
          refresh();
        },
        scroll: (lines) => {
          own.scroll(lines);
          refresh();
        },
        dispose: () => {
          read();
          emulator = null;
          own.dispose();
        },
      };
    },
    follow: ({ type }) => {
      if (type === 'hide') {
        read();
        isHidden = true;
      } else if (type === 'show') {
        isHidden = false;
        refresh();
      }
    },
    onChanged: (listener) => {
      changed = listener;
    },
    read,
  };
}
