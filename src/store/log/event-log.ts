import { VOLATILE_EVENT_TYPES } from '../../coordination/events.ts';
import type { EventLog, LogUnwritable } from '../../runtime/ports/log.ts';
import { createPieceMask } from '../secrets/event-mask.ts';
import type { Redactor } from '../secrets/redactor.ts';
import { openLogFile } from './log-file.ts';
import type { LogFile } from './log-file.ts';
import { repairLog } from './repair-log.ts';
import { removed, unwritable } from './unwritable.ts';

/** An `EventLog` on a file. */
export interface FileEventLog extends EventLog {
  /** Looks whether the file is still there; when not, the next append throws. */
  verify(): void;
  /** Why nothing can be appended any more; null while all is well. */
  readonly failure: LogUnwritable | null;
}

const VOLATILE: ReadonlySet<string> = new Set(VOLATILE_EVENT_TYPES);

/**
 * Opens `events.jsonl` for appending, a torn last line repaired. `append` returns after `write()`; facts are followed by
 * an `fdatasync` in the background, and facts that arrive meanwhile share the next one. A line is written whole or not
 * at all. Once anything failed, every further append throws the same `LogUnwritable`.
 */
export function openEventLog(path: string, redactor: Redactor, open: typeof openLogFile = openLogFile): FileEventLog {
  let file: LogFile;
  let size: number;
  try {
    size = repairLog(path);
    file = open(path);
  } catch (cause) {
    throw unwritable(path, cause);
  }
  const maskPiece = createPieceMask(redactor.secrets);
  let failure: LogUnwritable | null = null;
  let closed = false;
  let unsynced = false;
  let syncing: Promise<void> | null = null;

  const verify = (): void => {
    try {
      if (!closed && !file.exists()) failure ??= removed(path);
    } catch (cause) {
      failure ??= unwritable(path, cause);
    }
  };

  const syncLoop = async (): Promise<void> => {
    try {
      for (;;) {
        if (!unsynced || failure !== null) return;
        unsynced = false;
        await file.sync();
        verify();
      }
    } catch (cause) {
      failure ??= unwritable(path, cause);
    } finally {
      syncing = null;
    }
  };
  // The loop catches everything, so the promise cannot reject; `flush` waits for it.
  const startSync = (): Promise<void> => (syncing ??= syncLoop());

  const write = (text: string): void => {
    const bytes = Buffer.from(text);
    let taken = 0;
    try {
      while (taken < bytes.length) taken += file.write(taken === 0 ? bytes : bytes.subarray(taken));
    } catch (cause) {
      failure = unwritable(path, cause);
      // Half a line in the middle of a log is damage; half a line at its end is repaired on open, should this fail too.
      if (taken > 0) tryTruncate(file, size);
      throw failure;
    }
    size += taken;
  };

  return {
    append(events) {
      if (failure !== null) throw failure;
      let text = '';
      let hasFact = false;
      for (const event of events) {
        if (VOLATILE.has(event.event_type)) text += `${redactor.json(maskPiece(event))}\n`;
        else {
          text += `${redactor.json(event)}\n`;
          hasFact = true;
        }
      }
      write(text);
      if (hasFact) {
        unsynced = true;
        void startSync();
      }
    },
    async flush() {
      unsynced = true;
      await startSync();
      if (failure !== null) throw failure;
    },
    async close() {
      if (closed) return;
      unsynced = true;
      await startSync();
      closed = true;
      await file.close().catch((cause: unknown) => {
        failure ??= unwritable(path, cause);
      });
    },
    verify,
    get failure() {
      return failure;
    },
  };
}

function tryTruncate(file: LogFile, size: number): void {
  try {
    file.truncate(size);
  } catch {
    // The write's own failure is what is reported; the reader repairs a torn end.
  }
}
