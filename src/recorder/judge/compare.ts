import type { ToolSpec, UserPart } from '../../runtime/ports/model.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { jsonIn } from './answer.ts';
import type { AskJudge } from './ask-model.ts';
import { fieldsOf, readEvidence } from './evidence.ts';
import type { JudgeFrame } from './judge-frame.ts';
import { EVIDENCE_SCHEMA, RULES, criteriaTool, frameParts } from './prompt.ts';
import type { JudgeQuestion } from './prompt.ts';
import type { Criterion, Rubric } from './rubric.ts';

type Winner = 'a' | 'b' | 'tie';

interface CriterionComparison {
  readonly id: string;
  /** Who is better whichever is shown first; a tie when the order decided. Null when neither look counts. */
  readonly winner: Winner | null;
  /** With a shown first, then with b shown first. */
  readonly looks: readonly (Winner | null)[];
  readonly reasons: readonly string[];
}

/** Which of two films is better, by a rubric. */
export interface Comparison {
  /** By weight of the criteria. */
  readonly winner: Winner;
  readonly criteria: readonly CriterionComparison[];
}

interface Look {
  readonly winner: Winner;
  readonly reason: string;
}

const SIDES = ['first', 'second', 'tie'] as const;

/**
 * Shows two films side by side, in both orders: judges like what they see first. What wins in only one of them is a tie.
 * The error says why no look was possible.
 */
export async function compareFrames(
  rubric: Rubric,
  a: readonly JudgeFrame[],
  b: readonly JudgeFrame[],
  ask: AskJudge,
  signal: AbortSignal,
): Promise<Result<Comparison, string>> {
  if (a.length === 0 || b.length === 0) return fail('one of the films has no frame to look at');
  const ab = await takeLook('a first', rubric, [a, b], ['a', 'b'], ask, signal);
  const ba = await takeLook('b first', rubric, [b, a], ['b', 'a'], ask, signal);
  if (!ab.ok) return ab;
  if (!ba.ok) return ba;
  const criteria = rubric.criteria.map((criterion) => compareCriterion(criterion, [ab.value, ba.value]));
  const points = criteria.reduce((sum, { winner }, index) => {
    const weight = rubric.criteria[index]?.weight ?? 0;
    return sum + (winner === 'a' ? weight : winner === 'b' ? -weight : 0);
  }, 0);
  return ok({ winner: points > 0 ? 'a' : points < 0 ? 'b' : 'tie', criteria });
}

function compareCriterion({ id }: Criterion, looks: readonly ReadonlyMap<string, Look>[]): CriterionComparison {
  const winners = looks.map((look) => look.get(id)?.winner ?? null);
  const [first = null, second = null] = winners;
  const winner = first === null && second === null ? null : first === second ? first : 'tie';
  return { id, winner, looks: winners, reasons: looks.map((look) => look.get(id)?.reason ?? '') };
}

/** One order; a criterion whose quotes are not found is asked once more, then left out. */
async function takeLook(
  key: string,
  rubric: Rubric,
  films: readonly [readonly JudgeFrame[], readonly JudgeFrame[]],
  names: readonly ['a', 'b'] | readonly ['b', 'a'],
  ask: AskJudge,
  signal: AbortSignal,
): Promise<Result<ReadonlyMap<string, Look>, string>> {
  const [first, second] = films;
  // Numbered through, so that a quote belongs to one frame.
  const frames = [...first, ...second].map((frame, index) => ({ ...frame, number: index + 1 }));
  const shown = [frames.slice(0, first.length), frames.slice(first.length)] as const;
  const looks = new Map<string, Look>();
  let open = rubric.criteria;
  for (const asked of [key, `${key} again`]) {
    const answer = await ask(asked, compareQuestion(rubric, open, shown), signal);
    if (!answer.ok) return asked === key ? answer : ok(looks);
    for (const [id, look] of readLooks(answer.value, open, frames, names)) looks.set(id, look);
    open = open.filter(({ id }) => !looks.has(id));
    if (open.length === 0) break;
  }
  return ok(looks);
}

function readLooks(
  text: string,
  criteria: readonly Criterion[],
  frames: readonly JudgeFrame[],
  [first, second]: readonly ['a', 'b'] | readonly ['b', 'a'],
): readonly (readonly [string, Look])[] {
  const json = jsonIn(text);
  const entries = json.ok ? fieldsOf(json.value)['criteria'] : undefined;
  if (!Array.isArray(entries)) return [];
  return entries.map(fieldsOf).flatMap(({ id, better, evidence, reason }) => {
    const known = criteria.find((criterion) => criterion.id === id);
    const side = SIDES.find((word) => word === better);
    if (known === undefined || side === undefined || !readEvidence(evidence, frames).ok) return [];
    const winner: Winner = side === 'tie' ? 'tie' : side === 'first' ? first : second;
    return [[known.id, { winner, reason: typeof reason === 'string' ? reason.slice(0, 1000) : '' }] as const];
  });
}

const filmParts = (word: string, frames: readonly JudgeFrame[]): readonly UserPart[] =>
  frameParts(frames, ({ number }) => `Frame ${number} of the ${word} film`);

function compareQuestion(
  rubric: Rubric,
  criteria: readonly Criterion[],
  [first, second]: readonly [readonly JudgeFrame[], readonly JudgeFrame[]],
): JudgeQuestion {
  const asked = criteria.map(({ id, question }) => `[${id}] ${question}`).join('\n');
  return {
    system: `${RULES}\n\n${HOW_TO_COMPARE}`,
    parts: [
      ...filmParts('first', first),
      ...filmParts('second', second),
      { type: 'text', text: `Rubric: ${rubric.title}\n\n${asked}` },
    ],
    tool: compareTool(criteria),
  };
}

const HOW_TO_COMPARE = [
  'You are shown two films. For each criterion say which one does better: first, second, or tie.',
  'Which one is shown first means nothing. Say tie when the difference would not matter to a person.',
  'Quote letter by letter, from one row of a frame, what shows it; quotes that are not there do not count.',
  'Answer only through the tool.',
].join('\n');

const compareTool = (criteria: readonly Criterion[]): ToolSpec =>
  criteriaTool('compare', 'Hands in which film is better by each criterion.', criteria, {
    better: { type: 'string', enum: [...SIDES] },
    evidence: EVIDENCE_SCHEMA,
    reason: { type: 'string' },
  });
