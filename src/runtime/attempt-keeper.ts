import type { EventDraft } from '../coordination/events.ts';
import type { AgentId, AnswerLabel } from '../coordination/ids.ts';
import type { Bus } from './bus.ts';
import type { AttemptArchive, RunArchive } from './ports/archive.ts';
import { LogUnwritable } from './ports/log.ts';
import { savedPartial } from './turn-events.ts';

/** Keeps the folder of the present attempt: opens it, writes into it, closes it. A log that cannot be is told the bus. */
export interface AttemptKeeper {
  /** False when the log could not be opened; the bus then knows why. Attempts count from 0. */
  open(attempt: number, header: readonly EventDraft[]): Promise<boolean>;
  /** Writes the end-of-attempt files and closes the log. Rejects only on a bug. */
  close(): Promise<void>;
  /** The folder of the answer, or null when it could not be written. Never rejects. */
  snapshot(
    answer: { readonly agentId: AgentId; readonly label: AnswerLabel; readonly content: string },
    context: string,
    signal: AbortSignal,
  ): Promise<string | null>;
  savePartial(): Promise<void>;
  noteContext(agentId: AgentId, context: string): void;
  /** For the faces; empty before an attempt was opened. */
  readonly paths: Pick<AttemptArchive, 'logDir' | 'attemptDir' | 'statusPath'>;
}

/** The rules count attempts from 0, folders from 1. */
const folderNumber = (attempt: number): number => attempt + 1;

export function createAttemptKeeper(
  archive: RunArchive,
  bus: Bus,
  turn: number,
  onBug: (where: string, cause: unknown) => void,
): AttemptKeeper {
  let current: AttemptArchive | null = null;

  return {
    async open(attempt, header) {
      try {
        current = await archive.openAttempt(turn, folderNumber(attempt));
      } catch (cause) {
        if (!(cause instanceof LogUnwritable)) throw cause;
        bus.fail(cause);
        return false;
      }
      bus.openAttempt(current, header);
      return true;
    },
    async close() {
      try {
        await current?.finish(bus.state);
      } catch (cause) {
        if (!(cause instanceof LogUnwritable)) throw cause;
        if (bus.failure === null) bus.fail(cause);
      }
    },
    async snapshot({ agentId, label, content }, context, signal) {
      try {
        return (await current?.snapshotAnswer(agentId, label, content, context, signal)) ?? null;
      } catch (cause) {
        // The archive promises not to reject; should it, the answer must not be lost to that.
        onBug('snapshot', cause);
        return null;
      }
    },
    async savePartial() {
      const path = (await current?.savePartial(bus.state)) ?? null;
      if (path !== null) bus.publish([savedPartial(bus.state, path)]);
    },
    noteContext: (agentId, context) => current?.noteContext(agentId, context),
    get paths() {
      const { logDir = '', attemptDir = '', statusPath = '' } = current ?? {};
      return { logDir, attemptDir, statusPath };
    },
  };
}
