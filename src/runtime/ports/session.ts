import type { Command } from '../../coordination/commands.ts';
import type { CoordinationEvent } from '../../coordination/events.ts';
import type { State } from '../../coordination/state.ts';
import type { TurnOutcome } from '../../coordination/vocabulary.ts';
import type { Result } from '../../shared/result.ts';

export interface TurnResult {
  readonly outcome: TurnOutcome;
  /** 0 answered (also after a deadline), 2 failed or empty, 3 deadline without an answer, 4 cancelled. */
  readonly exitCode: number;
  readonly state: State;
  readonly logDir: string;
  readonly attemptDir: string;
  readonly statusPath: string;
}

/** Called after an event is in the log and folded. Must not throw and must not wait. */
export type Listener = (event: CoordinationEvent, state: State) => void;

/** What a face may do with a run: send commands down, see facts come up. */
export interface Session {
  readonly state: State;
  subscribe(listener: Listener): () => void;
  dispatch(command: Command): Result<void, string>;
  /** One turn, from question to locked answer. Rejects only on a bug. */
  runTurn(question: string, signal: AbortSignal): Promise<TurnResult>;
}
