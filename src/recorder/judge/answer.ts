import { clamp } from '../../shared/clamp.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { fieldsOf, readEvidence } from './evidence.ts';
import type { Evidence } from './evidence.ts';
import type { JudgeFrame } from './judge-frame.ts';
import { framesFor } from './prompt.ts';
import { BEST_SCORE } from './rubric.ts';
import type { Criterion } from './rubric.ts';

/** What a judge said of one criterion; every quote has been found. */
export interface Judgement {
  readonly score: number;
  /** 0…1. */
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
  /** Empty for none. */
  readonly problem: string;
  readonly fix: string;
}

/** What counts of an answer, and for each criterion that does not, why. */
export interface ReadAnswer {
  readonly judgements: ReadonlyMap<string, Judgement>;
  readonly lost: ReadonlyMap<string, string>;
}

const MOST_WORDS = 1000;

/** Reads an answer of a model; nothing it writes makes this throw. A criterion that does not hold is lost, not the rest. */
export function readAnswer(text: string, criteria: readonly Criterion[], frames: readonly JudgeFrame[]): ReadAnswer {
  const judgements = new Map<string, Judgement>();
  const lost = new Map<string, string>();
  const json = jsonIn(text);
  const entries = json.ok ? fieldsOf(json.value)['criteria'] : undefined;
  for (const criterion of criteria) {
    const entry = Array.isArray(entries) ? entries.map(fieldsOf).find(({ id }) => id === criterion.id) : undefined;
    const read = entry === undefined ? fail(missing(json)) : readJudgement(entry, framesFor(criterion, frames));
    if (read.ok) judgements.set(criterion.id, read.value);
    else lost.set(criterion.id, read.error);
  }
  return { judgements, lost };
}

const missing = (json: Result<unknown, string>): string => (json.ok ? 'it was not answered' : json.error);

function readJudgement(
  entry: Readonly<Record<string, unknown>>,
  frames: readonly JudgeFrame[],
): Result<Judgement, string> {
  const { score, confidence } = entry;
  if (!Number.isInteger(score) || Number(score) < 0 || Number(score) > BEST_SCORE) {
    return fail(`the score is a whole number from 0 to ${BEST_SCORE}`);
  }
  const evidence = readEvidence(entry['evidence'], frames);
  if (!evidence.ok) return evidence;
  return ok({
    score: Number(score),
    confidence: typeof confidence === 'number' && !Number.isNaN(confidence) ? clamp(confidence, 0, 1) : 0,
    evidence: evidence.value,
    problem: wordsOf(entry['problem']),
    fix: wordsOf(entry['fix']),
  });
}

const wordsOf = (value: unknown): string => (typeof value === 'string' ? value.trim().slice(0, MOST_WORDS) : '');

/** The JSON of an answer, also from a model that wraps it in words or a fence. */
export function jsonIn(text: string): Result<unknown, string> {
  const from = text.indexOf('{');
  const to = text.lastIndexOf('}');
  try {
    if (from !== -1 && to > from) return ok(JSON.parse(text.slice(from, to + 1)));
  } catch {
    // told below, as every answer without JSON is
  }
  return fail('the answer was not the JSON that was asked for');
}
