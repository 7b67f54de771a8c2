import type { AskJudge } from '../../../recorder/judge/ask-model.ts';
import type { JudgeFrame } from '../../../recorder/judge/judge-frame.ts';
import { notedAsk, replayedAsk, rubricKey } from '../../../recorder/judge/replay.ts';
import type { Rubric } from '../../../recorder/judge/rubric.ts';
import { ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { systemReason } from '../../../shared/system-reason.ts';
import { writeWhole } from '../files/write-whole.ts';
import type { JudgeSource } from './prepare-judge.ts';

/** A judge that can be asked about some frames; what it says is written down. */
export interface NotedJudge {
  readonly ask: AskJudge;
  readonly model: string;
  /** Keeps the raw answers for `--judge-replay`. */
  keep(path: string): Promise<KeptAnswers>;
}

export interface KeptAnswers {
  /** Where the raw answers are kept; null when there are none, when they were stored ones, or when they cannot be. */
  readonly recordPath: string | null;
  /** Why answers could not be kept, as a sentence: the scores are told anyway. */
  readonly unkept: string | null;
}

/** There was nothing to keep. */
export const NOTHING_KEPT: KeptAnswers = { recordPath: null, unkept: null };

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
      if (source.kind !== 'model' || Object.keys(record.answers).length === 0) return NOTHING_KEPT;
      try {
        await writeWhole(path, `${JSON.stringify(record, null, 2)}\n`);
        return { recordPath: path, unkept: null };
      } catch (cause) {
        return { recordPath: null, unkept: `its answers are not kept: ${path}: ${systemReason(cause)}` };
      }
    },
  });
}
