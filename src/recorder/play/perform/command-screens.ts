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

/** A busy machine may leave a program without its turn for so long. */
const QUIET_MS = 200;
const ANSWER_MS = 400;
/** Commands without a pause of their own: VHS writes the screen as it was when the keys were sent. */
const TIMELESS: readonly TapeCommand['type'][] = ['chord', 'copy', 'set', 'show', 'screenshot'];

export function createCommandScreens(take: Take, script: Script): CommandScreens {
  /** Screens not decided yet: from which event and moment on to look for quiet. */
  let open: { readonly events: number; readonly scrolls: number; readonly sinceMs: number }[] = [];

  const decide = (): void => {
    const nowMs = take.pace.now();
    const count = take.log.mark();
    for (const { events, scrolls, sinceMs } of open) {
      const quiet = take.pace.real ? take.log.quietPoint(events, sinceMs, nowMs, QUIET_MS) : count;
      const atMs = take.log.events[quiet - 1]?.atMs ?? 0;
      script.commandScreens.push({ atMs, events: quiet, scrolls });
    }
    open = [];
  };

  return {
    after: async ({ command, shown }, next) => {
      if (shown && !take.timeline.hidden) {
        open.push({ events: take.log.mark(), scrolls: script.scrolls.length, sinceMs: take.pace.now() });
      }
      if (TIMELESS.includes(command.type)) {
        decide();
        return;
      }
      if (open.length === 0 || (next !== undefined && !next.acts && take.pace.real)) return;
      await take.settle(take.pace.real ? ANSWER_MS : 0);
      decide();
    },
    end: async () => {
      if (open.length === 0) return;
      await take.settle(take.pace.real ? ANSWER_MS : 0);
      decide();
    },
  };
}
