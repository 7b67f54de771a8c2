import type { CoordinationEvent } from '../../coordination/events.ts';
import type { AgentId, AnswerLabel } from '../../coordination/ids.ts';
import type { State } from '../../coordination/state.ts';
import type { EventLog } from './log.ts';

/** The folder of one attempt: its log and the files made from it. MassGen's file names are known to `store` only. */
export interface AttemptArchive {
  readonly log: EventLog;
  /** Absolute paths for the faces. */
  readonly logDir: string;
  readonly attemptDir: string;
  readonly statusPath: string;
  /** Writes an answer's folder before the answer is committed. Resolves to the folder, or null when it failed. */
  snapshotAnswer(
    agentId: AgentId,
    label: AnswerLabel,
    content: string,
    context: string,
    signal: AbortSignal,
  ): Promise<string | null>;
  /** Told of every event after it is in the log and folded; refreshes status.json and the other projections. Never throws. */
  project(event: CoordinationEvent, state: State): void;
  /** What the agent was sent in its newest round, for `context.txt` beside its votes and the final answer. */
  noteContext(agentId: AgentId, context: string): void;
  /** Writes what a cancelled or failed turn leaves behind; resolves to the folder, or null if there was nothing. */
  savePartial(state: State): Promise<string | null>;
  /** Writes all end-of-attempt files, status.json last, and closes the log. */
  finish(state: State): Promise<void>;
}

/** Makes the folders of a run and its attempts. */
export interface RunArchive {
  /** Both numbers count from 1. Rejects with `LogUnwritable`. */
  openAttempt(turn: number, attempt: number): Promise<AttemptArchive>;
  /** After the last attempt: copies its `final/` to the turn, updates the session. */
  finishTurn(state: State): Promise<void>;
}
