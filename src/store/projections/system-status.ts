import { join } from 'node:path';
import type { State } from '../../coordination/state.ts';
import { OUTPUTS_FOLDER } from '../files/file-names.ts';
import { clockTime } from '../local-time.ts';
import type { CoordinationRecord, CoordinationRecords } from './coordination-record.ts';
import { oneLine } from '../files/visible-text.ts';
import type { Attempt, Output, Projection } from './projection.ts';
import { statusWord } from './status/status-words.ts';

/** Events that say nothing a person would look for here. */
const QUIET: ReadonlySet<CoordinationRecord['event_type']> = new Set(['iteration_start', 'status_change']);

/** `agent_outputs/system_status.txt`: how things stand and what happened, for people who watch with `tail` or `less`. */
export const projectSystemStatus = (attempt: Attempt, { records }: CoordinationRecords): Projection => {
  let written = -1;
  let latest: State | null = null;
  const write = (state: State): void => {
    written = records.length;
    const path = join(OUTPUTS_FOLDER, 'system_status.txt');
    attempt.output.text(path, () => render(state, records, attempt.output));
  };
  const keep = (_event: unknown, state: State): void => {
    latest = state;
  };
  return {
    on: {
      round_start: keep,
      answer_submitted: keep,
      vote: keep,
      votes_reset: keep,
      error: keep,
      status: keep,
      final_presentation_start: keep,
      final_presentation_end: keep,
    },
    tick() {
      if (latest !== null && records.length !== written) write(latest);
    },
    finish: write,
  };
};

function render(state: State, records: readonly CoordinationRecord[], output: Output): string {
  const counts = new Map<string, number>();
  for (const id of state.order) {
    const agent = state.agents[id];
    if (agent === undefined) continue;
    const word = statusWord(agent, state);
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const presentation = state.finalAnswer !== null ? 'done' : state.phase === 'presenting' ? 'running' : 'not started';
  const events = records
    .filter((record) => !QUIET.has(record.event_type))
    .map((record) => {
      const who = record.agent_id === null ? '' : `${record.agent_id}: `;
      return `  • [${clockTime(record.timestamp * 1000)}] ${who}${oneLine(output.preview(record.details, 200))}`;
    });
  return [
    '=== SYSTEM STATUS LOG ===',
    '',
    `Agents: ${[...counts].map(([word, count]) => `${count} ${word}`).join(', ')}`,
    `Final presentation: ${presentation}`,
    '',
    'Events:',
    ...events,
    '',
  ].join('\n');
}
