import type { CoordinationEvent } from '../../coordination/events.ts';

/** Where events go before anyone sees them. */
export interface EventLog {
  /**
   * Hands the lines to the operating system before it returns, so that a killed process loses nothing it showed; facts
   * are flushed to the disk right after. Throws `LogUnwritable` (disk full, folder gone, read-only).
   */
  append(events: readonly CoordinationEvent[]): void;
  /** Resolves when all that was appended is on the disk. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** The log cannot take what happened. `reason` says why and what to do, in words for a person. */
export class LogUnwritable extends Error {
  override readonly name = 'LogUnwritable';
  readonly path: string;
  /** Not only can nothing be added: what was written before is gone with its folder. */
  readonly isGone: boolean;
  constructor(path: string, cause: unknown, reason?: string, isGone = false) {
    super(reason === undefined ? `cannot write ${path}` : `cannot write ${path}: ${reason}`, { cause });
    this.path = path;
    this.isGone = isGone;
  }
}
