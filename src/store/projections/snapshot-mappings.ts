import { basename, posix } from 'node:path';
import { ANSWER_NAME, FINAL_FOLDER, VOTE_NAME } from '../files/file-names.ts';
import { answerFolder } from './answer-files.ts';
import type { CoordinationRecords } from './coordination-record.ts';
import { presenterOf } from './final-answer.ts';
import type { Attempt, Projection } from './projection.ts';
import { voteStamp } from './vote-files.ts';

/** `snapshot_mappings.json`: label → where its file lies. Not written when there is nothing to say. */
export const projectSnapshotMappings = (attempt: Attempt, records: CoordinationRecords): Projection => {
  const mappings: Record<string, unknown> = {};
  return {
    on: {
      answer_submitted(event) {
        if (event.agent_id === null) return;
        const label = event.data.answer_label;
        const stamp = basename(answerFolder(attempt, event));
        mappings[label] = {
          type: 'answer',
          label,
          agent_id: event.agent_id,
          timestamp: stamp,
          iteration: records.iteration,
          round: event.round_number ?? 0,
          path: posix.join(attempt.nameOf(event.agent_id), stamp, ANSWER_NAME),
        };
      },
      vote(event) {
        if (event.agent_id === null) return;
        const label = event.data.vote_label;
        const stamp = voteStamp(event);
        mappings[label] = {
          type: 'vote',
          label,
          agent_id: event.agent_id,
          timestamp: stamp,
          voted_for: event.data.target_id,
          voted_for_label: event.data.voted_for_label,
          iteration: records.iteration,
          round: event.round_number ?? 0,
          path: posix.join(attempt.nameOf(event.agent_id), stamp, VOTE_NAME),
        };
      },
    },
    finish(state) {
      const presenter = presenterOf(state);
      if (presenter !== null && state.finalAnswer !== null) {
        const { label } = state.finalAnswer;
        mappings[label] = {
          type: 'final_answer',
          label,
          agent_id: presenter,
          timestamp: 'final',
          iteration: records.iteration,
          round: state.agents[presenter]?.round ?? 0,
          path: posix.join(FINAL_FOLDER, attempt.nameOf(presenter), ANSWER_NAME),
        };
      }
      if (Object.keys(mappings).length > 0) attempt.output.json('snapshot_mappings.json', () => mappings);
    },
  };
};
