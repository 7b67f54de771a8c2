import { VOLATILE_EVENT_TYPES } from '../../coordination/events.ts';
import { initialState } from '../../coordination/initial.ts';
import { reduce } from '../../coordination/reduce.ts';
import { DEFAULT_SETTINGS } from '../../coordination/settings.ts';
import type { State } from '../../coordination/state.ts';
import { readEventLog } from './read-event-log.ts';

const VOLATILE: ReadonlySet<string> = new Set(VOLATILE_EVENT_TYPES);

/**
 * Everything a log says, as the state after its last event. The log carries its own rules and names (`run_started`), so
 * no configuration is needed. Fails as `readEventLog` does.
 */
export async function foldLog(path: string): Promise<State> {
  let state = initialState(DEFAULT_SETTINGS, [], '');
  let seq = 0;
  for await (const events of readEventLog(path)) {
    for (const event of events) {
      // Streamed pieces are most of a log and change nothing but the count.
      if (!VOLATILE.has(event.event_type)) state = reduce(state, event);
    }
    seq += events.length;
  }
  return state.seq === seq ? state : { ...state, seq };
}
