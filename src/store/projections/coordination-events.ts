import { epochSeconds } from '../local-time.ts';
import type { CoordinationRecords } from './coordination-record.ts';
import type { Attempt, Projection } from './projection.ts';

/** `coordination_events.json`, written once, at the end of an attempt. */
export const projectCoordinationEvents = (attempt: Attempt, { records }: CoordinationRecords): Projection => ({
  on: {},
  finish(state) {
    attempt.output.json('coordination_events.json', () => ({
      session_metadata: {
        user_prompt: state.question,
        agent_ids: state.order,
        start_time: epochSeconds(state.attemptStartedAtMs || state.startedAtMs),
        end_time: records.at(-1)?.timestamp ?? epochSeconds(attempt.now()),
        final_winner: state.winner?.agentId ?? null,
      },
      events: records,
    }));
  },
});
