/** A pause is there to give the program time; those between keys make the pace of typing. */
export type PauseKind = 'waiting' | 'typing';

/**
 * The film's time while a tape is played. The program's time is told to it; itself it has no clock. Scripted pauses
 * take exactly what the script says, however late the machine wakes; unscripted waits take what they take; everything
 * else takes nothing. So the length of a film depends on its script, not on the computer.
 */
export interface Timeline {
  /** The film's time, in milliseconds, at this moment of the program's. Never falls. */
  at(programMs: number): number;
  /** A scripted pause begins; gives the moment of the program's time at which it is over. */
  beginPause(ms: number, programMs: number, kind?: PauseKind): number;
  /** The pause is over, whatever the program's clock says; one that is broken off ends with `stand`. */
  endPause(): void;
  /** From now on the film's time runs with the program's. */
  run(programMs: number): void;
  /** From now on it stands still. */
  stand(programMs: number): void;
  /** Hidden parts take no time at all, whatever runs or pauses in them. */
  hide(programMs: number): void;
  show(programMs: number): void;
  readonly hidden: boolean;
  /** Film time per program time is 1 / factor from now on. */
  setSpeed(factor: number, programMs: number): void;
}

/** A machine that wakes later than this starts its next pause from now; below it, the pause is cut by the delay. */
const CATCH_UP_MS = 40;
/** Between keys, more is caught up: a busy machine that types ever slower falls behind programs that run by the clock. */
const TYPING_CATCH_UP_MS = 250;

export function createTimeline(): Timeline {
  let base = 0;
  let anchor = 0;
  let speed = 1;
  let hidden = false;
  let motion: 'standing' | 'running' | 'pausing' = 'standing';
  let target = 0;
  let dueMs = 0;

  const at = (programMs: number): number => {
    if (hidden || motion === 'standing') return base;
    const now = base + Math.max(0, programMs - anchor) / speed;
    return motion === 'pausing' ? Math.min(now, target) : now;
  };
  const rest = (programMs: number): void => {
    base = at(programMs);
    if (motion !== 'standing' || hidden) anchor = programMs;
  };

  return {
    at,
    beginPause: (ms, programMs, kind = 'waiting') => {
      // Between commands the anchor stays where the last pause should have ended: delays do not add up.
      const catchUpMs = kind === 'typing' ? TYPING_CATCH_UP_MS : CATCH_UP_MS;
      if (hidden || programMs - anchor > catchUpMs || programMs < anchor) anchor = programMs;
      motion = 'pausing';
      target = base + ms / speed;
      dueMs = anchor + ms;
      return dueMs;
    },
    endPause: () => {
      if (!hidden) base = target;
      anchor = dueMs;
      motion = 'standing';
    },
    run: (programMs) => {
      rest(programMs);
      anchor = programMs;
      motion = 'running';
    },
    stand: (programMs) => {
      rest(programMs);
      motion = 'standing';
    },
    hide: (programMs) => {
      rest(programMs);
      hidden = true;
    },
    show: (programMs) => {
      hidden = false;
      anchor = programMs;
    },
    get hidden() {
      return hidden;
    },
    setSpeed: (factor, programMs) => {
      rest(programMs);
      speed = factor;
    },
  };
}
