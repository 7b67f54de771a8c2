import type { Result } from '../../shared/result.ts';
import { fail, ok } from '../../shared/result.ts';
import { readAnswer } from './answer.ts';
import type { Judgement } from './answer.ts';
import type { AskJudge } from './ask-model.ts';
import type { JudgeFrame } from './judge-frame.ts';
import { framesFor, scoreQuestion } from './prompt.ts';
import type { Criterion, Rubric } from './rubric.ts';
import { NO_FRAME, scoreSamples } from './score.ts';
import type { RubricScores, SampleWord } from './score.ts';

const SAMPLES = 3;

/**
 * Lets a judge look at frames three times. A criterion whose evidence is not on its frames is asked once more, then it
 * is without a score in that sample. Samples that never came are left out; the error says why when none came.
 */
export async function judgeFrames(
  rubric: Rubric,
  frames: readonly JudgeFrame[],
  ask: AskJudge,
  signal: AbortSignal,
): Promise<Result<RubricScores, string>> {
  if (frames.length === 0) return fail('the film has no frame to look at');
  const unseen = rubric.criteria.filter((criterion) => framesFor(criterion, frames).length === 0);
  const criteria = rubric.criteria.filter((criterion) => !unseen.includes(criterion));
  const samples: ReadonlyMap<string, SampleWord>[] = [];
  let failure = 'no frame fits the rubric';
  // One after the other: what they share, the frames, is then read from the provider's cache.
  for (let number = 1; number <= SAMPLES && criteria.length > 0; number += 1) {
    const sample = await takeSample(`sample ${number}`, rubric, criteria, frames, ask, signal);
    if (sample.ok) samples.push(withUnseen(sample.value, unseen));
    else failure = sample.error;
    if (signal.aborted) return fail('the judge was interrupted');
  }
  return samples.length === 0 ? fail(failure) : ok(scoreSamples(rubric, samples));
}

const withUnseen = (sample: ReadonlyMap<string, SampleWord>, unseen: readonly Criterion[]): typeof sample =>
  new Map([...sample, ...unseen.map(({ id }) => [id, NO_FRAME] as const)]);

async function takeSample(
  key: string,
  rubric: Rubric,
  criteria: readonly Criterion[],
  frames: readonly JudgeFrame[],
  ask: AskJudge,
  signal: AbortSignal,
): Promise<Result<ReadonlyMap<string, SampleWord>, string>> {
  const first = await ask(key, scoreQuestion(rubric, criteria, frames, []), signal);
  if (!first.ok) return first;
  const { judgements, lost } = readAnswer(first.value, criteria, frames);
  const words = new Map<string, Judgement | string>([...judgements, ...lost]);
  if (lost.size === 0) return ok(words);
  const again = criteria.filter(({ id }) => lost.has(id));
  const why = [...lost].map(([id, reason]) => `${id}: ${reason}`);
  const second = await ask(`${key} again`, scoreQuestion(rubric, again, frames, why), signal);
  if (!second.ok) return ok(words);
  const mended = readAnswer(second.value, again, frames);
  for (const [id, word] of [...mended.judgements, ...mended.lost]) words.set(id, word);
  return ok(words);
}
