import type { AskJudge } from '../../../recorder/judge/ask-model.ts';
import type { JudgeFrame } from '../../../recorder/judge/judge-frame.ts';
import { notedAsk, replayedAsk, rubricKey } from '../../../recorder/judge/replay.ts';
import type { Rubric } from '../../../recorder/judge/rubric.ts';
import { ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { writeWhole } from '../files/write-whole.ts';
import type { JudgeSource } from './prepare-judge.ts';

/** A judge that can be asked about some frames; what it says is written down. */
export interface NotedJudge {
  readonly ask: AskJudge;
  readonly model: string;
  /**
   * Keeps the raw answers for `--judge-replay`. Null when there are none, when they were stored ones, or when the folder
   * cannot be written: the scores are told anyway.
   */
  keep(path: string): Promise<string | null>;
}

/** The error says why stored answers do not fit. */
export function notedJudge(
  source: Exclude<JudgeSource, { kind: 'skipped' }>,
  rubric: Rubric | null,
  frames: readonly JudgeFrame[],
): Result<NotedJudge, string> {
  const key = rubric === null ? 'none' : rubricKey(rubric);
  const asked = source.kind === 'model' ? ok(source.ask) : replayedAsk(source.record, key, frames);
  if (!asked.ok) return asked;
  const model = source.kind === 'model' ? source.name : source.record.model;
  const noted = notedAsk(asked.value, { model, rubric: key }, frames);
  return ok({
    ask: noted.ask,
    model,
    async keep(path) {
      const record = noted.record();
      if (source.kind !== 'model' || Object.keys(record.answers).length === 0) return null;
      try {
        await writeWhole(path, `${JSON.stringify(record, null, 2)}\n`);
        return path;
      } catch {
        return null;
      }
    },
  });
}
