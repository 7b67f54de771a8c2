import { basename, join } from 'node:path';
import type { EventOf } from '../../coordination/events.ts';
import { ANSWER_NAME, CONTEXT_NAME } from '../files/file-names.ts';
import { folderStamp } from '../local-time.ts';
import type { Attempt, Projection } from './projection.ts';

/** The folder of an accepted answer, relative to the attempt's. The same when files are rebuilt in a moved log folder. */
export function answerFolder(attempt: Attempt, event: EventOf<'answer_submitted'>): string {
  const { workspace_path: path, at_ms: atMs } = event.data;
  const stamp = path === null ? folderStamp(atMs, event.seq) : basename(path);
  return join(event.agent_id === null ? '_' : attempt.nameOf(event.agent_id), stamp);
}

/**
 * `<agent>/<time>/answer.txt` and `context.txt`. While a run is live they are written before the answer counts; here are
 * those that failed then, and all of them when files are rebuilt.
 */
export const projectAnswers = (attempt: Attempt): Projection => ({
  on: {
    answer_submitted(event) {
      if (event.agent_id === null || (event.data.workspace_path !== null && !attempt.rebuilding)) return;
      const folder = answerFolder(attempt, event);
      attempt.output.text(join(folder, ANSWER_NAME), () => event.data.content);
      const context = attempt.contextOf(event.agent_id);
      if (context !== '') attempt.output.text(join(folder, CONTEXT_NAME), () => context);
    },
  },
});
