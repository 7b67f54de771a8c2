import { nearest } from '../../shared/nearest.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { openPlaces } from './yaml-places.ts';
import type { Place, RubricProblem } from './yaml-places.ts';

export const BEST_SCORE = 4;
/** As upstream: a judge looks at no more frames. */
export const MOST_FRAMES = 60;
export const USUAL_FRAMES = 12;

/** One question of a rubric; scores are whole numbers from 0 to 4. */
export interface Criterion {
  readonly id: string;
  /** Above 0. Default 1. */
  readonly weight: number;
  readonly question: string;
  /** What each score from 0 to 4 looks like; null where the rubric does not say. */
  readonly anchors: readonly (string | null)[];
  /** `first`, `last`, or words of a phase or marker; a frame that fits one of them is looked at. Null: all. */
  readonly frames: readonly string[] | null;
  /** A stable score below it fails the run. */
  readonly must: number | null;
}

/** What a judge is asked of a film (`recording.md` §9.4). */
export interface Rubric {
  readonly id: string;
  readonly title: string;
  /** How many frames are shown. Default 12, at most 60. */
  readonly frames: number;
  readonly criteria: readonly Criterion[];
}

const RUBRIC_KEYS = ['id', 'title', 'frames', 'criteria'] as const;
const CRITERION_KEYS = ['id', 'weight', 'question', 'anchors', 'frames', 'must'] as const;
const MOST_CHARACTERS = 200_000;
const MOST_CRITERIA = 50;

/** Reads a rubric from YAML. All mistakes are told together, each with its line. */
export function parseRubric(text: string): Result<Rubric, readonly RubricProblem[]> {
  const problems: RubricProblem[] = [];
  if (text.length > MOST_CHARACTERS) {
    return fail([{ line: 0, column: 0, message: `the rubric has more than ${MOST_CHARACTERS} characters` }]);
  }
  const root = openPlaces(text, problems);
  if (root === undefined) return fail(problems);
  const fields = readFields(root, RUBRIC_KEYS);
  const id = readId(fields.get('id') ?? root.in('id', undefined));
  const title = fields.has('title') ? readText(fields.get('title')) : id;
  const frames = fields.has('frames') ? readNumber(fields.get('frames'), 1, MOST_FRAMES, true) : USUAL_FRAMES;
  const criteria = readCriteria(fields.get('criteria') ?? root.in('criteria', undefined));
  if (problems.length > 0 || id === undefined || title === undefined || frames === undefined) return fail(problems);
  return ok({ id, title, frames, criteria });
}

/** `rubric.yaml:4:3  criteria[0].weigth: …`, one line per problem. */
export const rubricProblemLine = (file: string, { line, column, message }: RubricProblem): string =>
  `${file}${line > 0 ? `:${line}:${column}` : ''}  ${message}`;

function readCriteria(place: Place): readonly Criterion[] {
  if (!Array.isArray(place.value) || place.value.length === 0 || place.value.length > MOST_CRITERIA) {
    place.problem(`expected a list of 1 to ${MOST_CRITERIA} criteria`);
    return [];
  }
  const seen = new Set<string>();
  return place.value.flatMap((value: unknown, index) => {
    const criterion = readCriterion(place.in(index, value));
    if (criterion === undefined) return [];
    if (seen.has(criterion.id)) place.in(index, value).problem(`there are two criteria named ${criterion.id}`);
    seen.add(criterion.id);
    return [criterion];
  });
}

function readCriterion(place: Place): Criterion | undefined {
  const fields = readFields(place, CRITERION_KEYS);
  const id = readId(fields.get('id') ?? place.in('id', undefined));
  const question = readText(fields.get('question') ?? place.in('question', undefined));
  const weight = fields.has('weight') ? readNumber(fields.get('weight'), 0.001, 1000, false) : 1;
  const must = fields.has('must') ? readNumber(fields.get('must'), 0, BEST_SCORE, false) : null;
  const frames = fields.has('frames') ? readFilter(fields.get('frames')) : null;
  const anchors = readAnchors(fields.get('anchors') ?? place.in('anchors', undefined));
  if (id === undefined || question === undefined || weight === undefined || must === undefined) return undefined;
  return { id, weight, question, anchors, frames, must };
}

/** A map of scores to texts, or a list of all five. */
function readAnchors(place: Place): readonly (string | null)[] {
  const { value } = place;
  const anchors: (string | null)[] = Array.from({ length: BEST_SCORE + 1 }, () => null);
  if (typeof value !== 'object' || value === null || (Array.isArray(value) && value.length !== anchors.length)) {
    place.problem('expected what each score means: 0: … to 4: …, or a list of five texts');
    return anchors;
  }
  for (const [key, text] of Object.entries(value)) {
    const score = Number(key);
    const at = place.in(Number.isInteger(score) ? score : key, text);
    if (!/^[0-4]$/.test(key)) at.problem('scores go from 0 to 4');
    else anchors[score] = readText(at) ?? null;
  }
  for (const score of [0, BEST_SCORE]) if (anchors[score] === null) place.problem(`the score ${score} has no text`);
  return anchors;
}

function readFilter(place: Place | undefined): readonly string[] | null {
  const words: readonly unknown[] = Array.isArray(place?.value) ? place.value : [place?.value];
  if (words.length > 0 && words.every((word) => typeof word === 'string' && word.trim() !== ''))
    return words.map(String);
  place?.problem('expected first, last, or words of a phase or marker, alone or as a list');
  return null;
}

/** The members of a map by key. Unknown keys are told with the nearest known one. */
function readFields(place: Place, known: readonly string[]): ReadonlyMap<string, Place> {
  const fields = new Map<string, Place>();
  const { value } = place;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    place.problem(`expected ${known.join(', ')}`);
    return fields;
  }
  for (const [key, inner] of Object.entries(value)) {
    const field = place.in(key, inner);
    fields.set(key, field);
    if (known.includes(key)) continue;
    const [near] = nearest(key, known);
    field.problem(near === undefined ? `unknown; known here: ${known.join(', ')}` : `did you mean ${near}?`);
  }
  return fields;
}

function readId(place: Place): string | undefined {
  if (place.value === undefined) return place.problem('is missing');
  const { value } = place;
  if (typeof value === 'string' && /^[\w-]{1,60}$/.test(value)) return value;
  return place.problem('expected letters, digits, - and _');
}

function readText(place: Place | undefined): string | undefined {
  if (place?.value === undefined) return place?.problem('is missing');
  const { value } = place;
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : place.problem('expected a text');
}

function readNumber(place: Place | undefined, low: number, high: number, whole: boolean): number | undefined {
  const value = place?.value;
  const fits = typeof value === 'number' && value >= low && value <= high && (!whole || Number.isInteger(value));
  if (fits) return value;
  return place?.problem(`expected a ${whole ? 'whole ' : ''}number from ${low} to ${high}`);
}
