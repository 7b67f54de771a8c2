import type { TapeCommand } from '../../tape/tape.ts';
import type { BodyCommand } from '../tape-body.ts';
import type { Script } from './script.ts';
import type { Take } from '../take.ts';

/**
 * The screens of a `.txt` output: what stands there when a shown command is over and the program has answered it. The
 * answer to a key is awaited during the `Sleep` that follows, so that a golden costs no time; only before the next
 * input does the tape stand still for it.
 */
export interface CommandScreens {
  /** A command was performed; `next` comes after it. */
  after(command: BodyCommand, next: BodyCommand | undefined): Promise<void>;
  /** The tape is over. */
  end(): Promise<void>;
}

/**
 * Commands without a pause of their own: VHS writes the screen as it was when the keys were sent. Several in a row are
 * over before a program has its turn.
 */
const TIMELESS: readonly TapeCommand['type'][] = ['chord', 'copy', 'set', 'show', 'screenshot'];

export function createCommandScreens(take: Take, script: Script): CommandScreens {
  /** Screens not decided yet, with how far the viewport had been scrolled. */
  let open: { readonly scrolls: number }[] = [];
  let watching: Promise<void> | null = null;
  /** How many events there were when timeless commands began to follow each other. */
  let timelessFrom: number | null = null;

  const decide = (events: number): void => {
    const atMs = take.log.events[events - 1]?.atMs ?? 0;
    script.commandScreens.push(...open.map(({ scrolls }) => ({ atMs, events, scrolls })));
    open = [];
  };
  const watch = async (): Promise<void> => {
    try {
      await take.answered();
      decide(take.log.mark());
      watching = null;
    } catch {
      // A bug of the emulator; everybody who reads the screen is told.
    }
  };
  /** The screens that are open are decided; the film stands still for it. */
  const close = async (): Promise<void> => {
    if (!take.pace.real) {
      await take.settle();
      decide(take.log.mark());
    } else {
      watching ??= watch();
      await take.still(watching);
    }
  };

  return {
    after: async ({ command, shown }, next) => {
      if (shown && !take.timeline.hidden) open.push({ scrolls: script.scrolls.length });
      const isTimeless = TIMELESS.includes(command.type) && watching === null;
      if (!isTimeless || command.type === 'show') timelessFrom = null;
      if (open.length === 0) return;
      if (isTimeless) {
        timelessFrom ??= take.log.mark();
        decide(timelessFrom);
      } else if (next === undefined || next.acts || !take.pace.real) await close();
      else watching ??= watch();
    },
    end: async () => {
      if (open.length > 0) await close();
    },
  };
}
