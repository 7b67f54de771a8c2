import type { Judgement } from './answer.ts';
import { BEST_SCORE } from './rubric.ts';
import type { Criterion, Rubric } from './rubric.ts';

/** What all samples together say of one criterion. */
export interface CriterionScore {
  readonly id: string;
  readonly question: string;
  readonly weight: number;
  /** Median of the samples; null when no sample counts. */
  readonly score: number | null;
  /** In the order of the samples; null where evidence was missing twice. */
  readonly samples: readonly (number | null)[];
  /** Highest less lowest; null without scores. */
  readonly spread: number | null;
  /** The samples disagree by more than one: such a score never fails a run. */
  readonly unstable: boolean;
  readonly must: number | null;
  /** Below `must`, and stable. */
  readonly failed: boolean;
  /** Of the sample nearest to the median: what it saw and what it would change. */
  readonly words: Omit<Judgement, 'score'> | null;
  /** Why samples were lost. */
  readonly lost: readonly string[];
}

/** What a judge thinks of a film. */
export interface RubricScores {
  readonly rubric: string;
  readonly title: string;
  /** 0…100, weighted, of the criteria that have a score; null when those are less than half of the weight. */
  readonly score: number | null;
  /** How many criteria have a score: what `score` stands on. */
  readonly judged: number;
  readonly criteria: readonly CriterionScore[];
}

/** One sample's word on one criterion: a judgement, or why there is none. */
export type SampleWord = Judgement | string;

/** Samples that differ by more than this do not agree. */
const STABLE_SPREAD = 1;
/** Share of the weight below which the criteria with a score say nothing of the whole. */
const LEAST_JUDGED = 0.5;
/** Why a criterion is without a score that the film gave no occasion for. */
export const NO_FRAME = 'no frame fits its filter';

export function medianOf(scores: readonly number[]): number | null {
  const sorted = scores.toSorted((a, b) => a - b);
  const high = sorted[Math.floor(sorted.length / 2)];
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  return high === undefined || low === undefined ? null : (high + low) / 2;
}

/** Brings samples together. A criterion without any score counts neither for nor against the film. */
export function scoreSamples(rubric: Rubric, samples: readonly ReadonlyMap<string, SampleWord>[]): RubricScores {
  const criteria = rubric.criteria.map((criterion) =>
    scoreCriterion(
      criterion,
      samples.map((sample) => sample.get(criterion.id) ?? 'it was not answered'),
    ),
  );
  const scored = criteria.filter((criterion) => criterion.score !== null);
  const weights = scored.reduce((sum, { weight }) => sum + weight, 0);
  const points = scored.reduce((sum, { weight, score }) => sum + (weight * (score ?? 0)) / BEST_SCORE, 0);
  const all = criteria.reduce((sum, { weight }) => sum + weight, 0);
  const score = weights === 0 || weights < LEAST_JUDGED * all ? null : Math.round((1000 * points) / weights) / 10;
  return { rubric: rubric.id, title: rubric.title, score, judged: scored.length, criteria };
}

function scoreCriterion(criterion: Criterion, words: readonly SampleWord[]): CriterionScore {
  const { id, question, weight, must } = criterion;
  const judgements = words.filter((word): word is Judgement => typeof word !== 'string');
  const scores = judgements.map(({ score }) => score);
  const median = medianOf(scores);
  const spread = median === null ? null : Math.max(...scores) - Math.min(...scores);
  const unstable = spread !== null && spread > STABLE_SPREAD;
  const nearest =
    median === null
      ? undefined
      : judgements.toSorted(
          (a, b) => Math.abs(a.score - median) - Math.abs(b.score - median) || b.confidence - a.confidence,
        )[0];
  return {
    id,
    question,
    weight,
    score: median,
    samples: words.map((word) => (typeof word === 'string' ? null : word.score)),
    spread,
    unstable,
    must,
    failed: must !== null && median !== null && median < must && !unstable,
    words: nearest === undefined ? null : wordsOf(nearest),
    lost: words.filter((word) => typeof word === 'string'),
  };
}

const wordsOf = ({ confidence, evidence, problem, fix }: Judgement): Omit<Judgement, 'score'> => ({
  confidence,
  evidence,
  problem,
  fix,
});
