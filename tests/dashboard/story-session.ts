import type { Command } from '../../src/coordination/commands.ts';
import type { CoordinationEvent } from '../../src/coordination/events.ts';
import { initialState } from '../../src/coordination/initial.ts';
import { reduce } from '../../src/coordination/reduce.ts';
import { DEFAULT_SETTINGS } from '../../src/coordination/settings.ts';
import type { State } from '../../src/coordination/state.ts';
import type { Listener, Session, TurnResult } from '../../src/runtime/ports/session.ts';
import type { Result } from '../../src/shared/result.ts';
import { deferred } from '../../src/shared/deferred.ts';
import { ok } from '../../src/shared/result.ts';
import type { Story } from './story.ts';

/** A session without a runtime: it hands out the facts it is told to, and remembers the commands it gets. */
export interface StorySession extends Session {
  play(events: readonly CoordinationEvent[]): void;
  /** Resolves the running turn. */
  finish(exitCode?: number): void;
  readonly commands: readonly Command[];
  readonly questions: readonly string[];
  /** What the next commands are answered. */
  answer: Result<void, string>;
}

export function createStorySession(story: Pick<Story, 'cards'>): StorySession {
  const settings = { ...DEFAULT_SETTINGS, agents: story.cards.map((card) => ({ id: card.id, subtask: null })) };
  let state: State = initialState(settings, story.cards, 'story');
  const listeners = new Set<Listener>();
  const commands: Command[] = [];
  const questions: string[] = [];
  const turn = deferred<TurnResult>();
  return {
    answer: ok(undefined),
    commands,
    questions,
    get state() {
      return state;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispatch(command) {
      commands.push(command);
      return this.answer;
    },
    runTurn(question) {
      questions.push(question);
      return turn.promise;
    },
    play(events) {
      for (const event of events) {
        state = reduce(state, event);
        for (const listener of listeners) listener(event, state);
      }
    },
    finish(exitCode = 0) {
      const paths = { logDir: '', attemptDir: '', statusPath: '' };
      turn.resolve({ outcome: exitCode === 0 ? 'answered' : 'failed', exitCode, state, ...paths });
    },
  };
}
