import { basename, dirname, join } from 'node:path';
import type { CoordinationEvent } from '../../coordination/events.ts';
import type { AgentId } from '../../coordination/ids.ts';
import { initialState } from '../../coordination/initial.ts';
import { reduce } from '../../coordination/reduce.ts';
import { DEFAULT_SETTINGS } from '../../coordination/settings.ts';
import type { AgentState, State } from '../../coordination/state.ts';
import { addUsage, UNKNOWN_USAGE } from '../../coordination/usage.ts';
import type { Usage } from '../../coordination/usage.ts';
import { attemptFolder, EVENT_LOG_NAME } from '../files/file-names.ts';
import { readEventLog } from './read-event-log.ts';
import { systemCode } from '../../shared/system-code.ts';

/** What a turn had used when an attempt of it began. */
export interface Spent {
  readonly total: Usage;
  readonly byAgent: ReadonlyMap<AgentId, Usage>;
}

const NOTHING: Spent = { total: UNKNOWN_USAGE, byAgent: new Map() };

/** Folds the log of one attempt as the run did, which counts on from attempt to attempt: the log itself does not. */
export function reduceAfter(spent: Spent, state: State, event: CoordinationEvent): State {
  const next = reduce(state, event);
  if (event.event_type !== 'attempt_started') return next;
  const added = (agent: AgentState): AgentState => ({
    ...agent,
    usage: addUsage(spent.byAgent.get(agent.id) ?? UNKNOWN_USAGE, agent.usage),
  });
  return {
    ...next,
    usage: addUsage(spent.total, next.usage),
    agents: Object.fromEntries(Object.entries(next.agents).map(([id, agent]) => [id, added(agent)])),
  };
}

/**
 * What the attempts beside and before this one used, by their logs. A log that is not there counts as nothing; one that
 * cannot be read is told to `onProblem` and counts as far as it could be.
 */
export async function spentBefore(
  attemptDir: string,
  onProblem: (path: string, cause: unknown) => void,
): Promise<Spent> {
  const number = Number(/^attempt_(\d{1,4})$/.exec(basename(attemptDir))?.[1] ?? 1);
  let spent = NOTHING;
  for (let earlier = 1; earlier < number; earlier += 1) {
    const path = join(dirname(attemptDir), attemptFolder(earlier), EVENT_LOG_NAME);
    let state = initialState(DEFAULT_SETTINGS, [], '');
    try {
      for await (const events of readEventLog(path)) {
        for (const event of events) state = reduceAfter(spent, state, event);
      }
    } catch (cause) {
      const isMissing = systemCode(cause) === 'ENOENT';
      if (!isMissing) onProblem(path, cause);
    }
    // Without its first lines a log says nothing of the attempts before it either.
    if (state.order.length > 0) {
      spent = { total: state.usage, byAgent: new Map(Object.values(state.agents).map(({ id, usage }) => [id, usage])) };
    }
  }
  return spent;
}
