import { initialState } from '../coordination/initial.ts';
import { reduce } from '../coordination/reduce.ts';
import { seededRng } from '../coordination/rng.ts';
import { turnSummary } from '../prompts/history.ts';
import type { HistoryEntry } from '../prompts/round-context.ts';
import { fail } from '../shared/result.ts';
import { createBuckets } from './calls/rate-limit.ts';
import { createBus } from './bus.ts';
import type { Session } from './ports/session.ts';
import type { SessionDeps } from './session-deps.ts';
import { createTurn, type Turn } from './turn.ts';
import { agentCards } from './turn-events.ts';

/** Keeps the chance of waits apart from the chance of the rules. */
const WAIT_SEED = 0x5bd1e995;

/**
 * A conversation of a person with a team of agents, one turn at a time. A second `runTurn` before the first is over is
 * a bug of the caller and rejects.
 */
export function createSession(deps: SessionDeps): Session {
  const rng = seededRng(deps.seed);
  const waitRng = seededRng((deps.seed ^ WAIT_SEED) >>> 0);
  const random = (): number => waitRng.next();
  const buckets = createBuckets();
  const history: HistoryEntry[] = [];
  let current: Turn | null = null;
  let turns = 0;
  const bus = createBus({
    clock: deps.clock,
    initial: initialState(deps.settings, agentCards(deps), deps.sessionId),
    reduce,
    mask: deps.mask,
    onLogFailure: (failure) => current?.logFailed(failure),
  });

  return {
    get state() {
      return bus.state;
    },
    subscribe: (listener) => bus.subscribe(listener),
    dispatch: (command) => current?.dispatch(command) ?? fail('nothing is running'),
    async runTurn(question, signal) {
      if (current !== null) throw new Error('a turn is already running');
      turns += 1;
      current = createTurn({ deps, bus, rng, random, buckets, turn: turns, question, history: [...history] });
      try {
        const result = await current.run(signal);
        history.push({ role: 'user', text: question }, { role: 'assistant', text: turnSummary(result.state) });
        return result;
      } finally {
        current = null;
      }
    },
  };
}
