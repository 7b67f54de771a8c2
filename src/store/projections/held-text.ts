import type { Rotation } from '../files/rotate.ts';
import type { Output } from './projection.ts';

/** What waits for the next tick is handed on earlier when it gets longer than this. */
const MAX_HELD_CHARS = 16_384;

/** Text that waits for more of its kind: a file is not opened for every line. */
export interface HeldText {
  readonly add: (text: string) => void;
  /** Hands on what waits: at every tick, and when the attempt is over. */
  readonly flush: () => void;
}

/** Adds to the file `name`, also unasked when much has come together. */
export function createHeldText(output: Pick<Output, 'append'>, name: string, rotation?: Rotation): HeldText {
  let held = '';
  const flush = (): void => {
    if (held !== '') output.append(name, held, rotation);
    held = '';
  };
  return {
    add(text) {
      held += text;
      if (held.length > MAX_HELD_CHARS) flush();
    },
    flush,
  };
}
