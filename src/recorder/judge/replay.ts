import { createHash } from 'node:crypto';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { AskJudge } from './ask-model.ts';
import { jsonIn } from './answer.ts';
import { fieldsOf } from './evidence.ts';
import type { JudgeFrame } from './judge-frame.ts';
import { PROMPT_VERSION } from './prompt.ts';
import type { Rubric } from './rubric.ts';

/** What a judge was shown and what it said, kept beside the report so that nobody has to be asked again. */
export interface JudgeRecord {
  readonly version: 1;
  readonly model: string;
  readonly promptVersion: number;
  /** From `rubricKey`. */
  readonly rubric: string;
  readonly frames: readonly { readonly number: number; readonly atMs: number; readonly sha256: string }[];
  /** Raw answers by the key of their question. */
  readonly answers: Readonly<Record<string, string>>;
}

/** Asks and writes down; `record` gives what was said so far. */
export function notedAsk(
  ask: AskJudge,
  about: Pick<JudgeRecord, 'model' | 'rubric'>,
  frames: readonly JudgeFrame[],
): { readonly ask: AskJudge; readonly record: () => JudgeRecord } {
  const answers: Record<string, string> = {};
  return {
    ask: async (key, question, signal) => {
      const answer = await ask(key, question, signal);
      if (answer.ok) answers[key] = answer.value;
      return answer;
    },
    record: () => ({
      version: 1,
      ...about,
      promptVersion: PROMPT_VERSION,
      frames: frames.map(({ number, atMs, sha256 }) => ({ number, atMs, sha256 })),
      answers,
    }),
  };
}

const isShown = (frame: unknown): frame is JudgeRecord['frames'][number] => {
  const { number, atMs, sha256 } = fieldsOf(frame);
  return typeof number === 'number' && typeof atMs === 'number' && typeof sha256 === 'string';
};

/** Reads a stored record. The error says what is wrong with the file. */
export function readJudgeRecord(text: string): Result<JudgeRecord, string> {
  const json = jsonIn(text);
  const fields = fieldsOf(json.ok ? json.value : null);
  const { version, model, promptVersion, rubric, frames, answers } = fields;
  if (version !== 1 || typeof model !== 'string' || typeof promptVersion !== 'number' || typeof rubric !== 'string') {
    return fail('it does not hold the answers of a judge (judge.json of a report does)');
  }
  const entries = Object.entries(fieldsOf(answers));
  if (!Array.isArray(frames) || !frames.every(isShown) || entries.some(([, answer]) => typeof answer !== 'string')) {
    return fail('its frames or answers are not as a judge’s record has them');
  }
  const texts = Object.fromEntries(entries.map(([key, answer]) => [key, String(answer)]));
  return ok({ version, model, promptVersion, rubric, frames, answers: texts });
}

/**
 * Answers from a record, without any model. Refused when the film is not the one that was judged, when another rubric
 * is asked, or when the words of the question have changed since.
 */
export function replayedAsk(
  record: JudgeRecord,
  rubric: string,
  frames: readonly JudgeFrame[],
): Result<AskJudge, string> {
  if (record.promptVersion !== PROMPT_VERSION) {
    return fail(
      `the stored answers belong to version ${record.promptVersion} of the judge’s question; this is version ${PROMPT_VERSION}. Let the film be judged anew`,
    );
  }
  if (record.rubric !== rubric) {
    return fail('the rubric is not the one the stored answers were given to. Let the film be judged anew');
  }
  const other = frames.find(({ sha256 }, index) => record.frames[index]?.sha256 !== sha256);
  if (other !== undefined || frames.length !== record.frames.length) {
    const what =
      frames.length === record.frames.length
        ? `frame ${other?.number ?? 1} looks different`
        : `there are ${frames.length} frames instead of ${record.frames.length}`;
    return fail(`the stored answers are about another film: ${what}. Let the film be judged anew`);
  }
  return ok((key) => {
    const answer = Object.hasOwn(record.answers, key) ? record.answers[key] : undefined;
    return Promise.resolve(answer === undefined ? fail(`there is no stored answer for ${key}`) : ok(answer));
  });
}

/** A rubric by what it asks: the same questions have the same key. */
export const rubricKey = (rubric: Rubric): string =>
  `${rubric.id} ${createHash('sha256').update(JSON.stringify(rubric)).digest('hex').slice(0, 16)}`;
